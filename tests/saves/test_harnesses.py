"""The harnesses that try to break saving, in small; `make torture` runs them in full."""

from __future__ import annotations

import sys

import pytest

from engine.discovery import load_plug
from tests.torture.__main__ import is_well
from tests.torture._memory_disk import MemoryDisk
from tests.torture._row import Row
from tests.torture.power_loss import CONTROLS, FEWEST, Write, tried

HARNESSES = (
    "power_loss",
    "refused_calls",
    "killed_while_saving",
    "two_writers",
    "mutated_saves",
    "vanishing",
    "long_games",
    "system_calls",
)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")
@pytest.mark.parametrize("name", HARNESSES)
def test_nothing_goes_wrong_and_the_control_does(name: str) -> None:
    row = load_plug("tests.torture", name).run(0)
    assert row.done and not row.bad, row
    assert row.control, row


@pytest.mark.parametrize(("write", "disk"), CONTROLS)
def test_each_careless_writer_loses_saves_to_a_power_cut(write: Write, disk: type[MemoryDisk]) -> None:
    assert tried(write, disk, FEWEST).bad


@pytest.mark.parametrize("row", [Row("a", 0, 0, 1), Row("a", 9, 1, 1), Row("a", 9, 0, 0)])
def test_a_harness_that_tried_nothing_found_a_fault_or_has_a_control_that_holds_is_not_well(row: Row) -> None:
    assert not is_well(row)


def test_a_harness_without_a_control_may_be_well() -> None:
    assert is_well(Row("a", 9, 0, None))
