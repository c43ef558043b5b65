"""What is computed from a program is computed once, and lives no longer than the program."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from weakref import ref

from engine import load
from engine.program.memo import once_per_program
from engine.program.model import Program
from engine.prove.analysis.control_flow import control_flow
from engine.runtime.turn import start
from engine.saves.format.state_hash import state_hash

STORY = Path(__file__).parent.parent / "golden" / "a_once_choice_goes_and_any_other_stays"


def test_a_result_is_computed_once_for_each_program() -> None:
    titles: list[str] = []

    @once_per_program
    def number_of(program: Program) -> int:
        titles.append(program.title)
        return len(titles)

    first = load(STORY)
    second = replace(first, title="another")
    assert [number_of(first), number_of(second), number_of(first), number_of(second)] == [1, 2, 1, 2]
    assert titles == [first.title, "another"]


def test_what_is_computed_from_a_program_goes_with_it() -> None:
    program = load(STORY)
    state_hash(program, start(program))
    control_flow(program)
    reference = ref(program)
    del program
    gc.collect()
    assert reference() is None
