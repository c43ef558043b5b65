"""The suite run in one environment, and what came of it."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.matrix.cells import ROOT, Cell
from tests.matrix.environments import Environment, prepare

QUICK = (
    "tests/source/test_libraries.py",
    "tests/source/test_scalars.py",
    "tests/source/test_pitfalls.py",
    "tests/cli/test_play.py",
    "tests/frontends/test_json_lines.py",
    "tests/frontends/test_menu.py",
    "tests/presentation/test_pages.py",
    "tests/frontends/test_plain.py",
    "tests/cli/test_saves.py::test_saves_go_to_the_folder_asked_for_else_next_to_the_story_else_to_the_user",
)
"""Tests that together go through every library: YAML, both front ends, and the choice of a folder for saves."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one cell."""

    cell: Cell
    environment: Environment | None
    """Nothing if it could not be made."""
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    trouble: str = ""
    """What to read if the cell is not well."""

    @property
    def is_well(self) -> bool:
        """Tests ran, none failed, and libyaml was there exactly where it should be."""
        if self.environment is None or self.trouble or self.failed or not self.passed:
            return False
        return self.environment.has_libyaml == (self.cell.libraries != "no libyaml")


def run_cell(cell: Cell, is_quick: bool) -> Outcome:
    """Make the environment of a cell and run the suite in it."""
    try:
        environment = prepare(cell, is_quick)
    except subprocess.CalledProcessError as refused:
        return Outcome(cell, None, trouble=refused.stdout + refused.stderr)
    return _run_suite(cell, environment, QUICK if is_quick else ())


def _run_suite(cell: Cell, environment: Environment, tests: Sequence[str]) -> Outcome:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [
            str(environment.python),
            "-m",
            "pytest",
            "-n",
            "auto",
            "-p",
            "no:cacheprovider",
            f"--junitxml={report}",
        ]
        run = subprocess.run(
            [*command, *tests], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )
        counts = count(report.read_text(encoding="utf-8")) if report.exists() else (0, 0, 0)
    return Outcome(cell, environment, *counts, time.monotonic() - began, run.stdout[-5_000:] if run.returncode else "")


def count(report: str) -> tuple[int, int, int]:
    """Count the tests passed, failed and skipped in a report of pytest's."""
    suites = list(ElementTree.fromstring(report).iter("testsuite"))
    ran, failures, errors, skipped = (
        sum(int(suite.get(name, "0")) for suite in suites) for name in ("tests", "failures", "errors", "skipped")
    )
    return ran - failures - errors - skipped, failures + errors, skipped
