"""Run the suite in every cell and print a table: `python -m tests.matrix [--quick]`; exit code 1 if a cell fails."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable

from tests.matrix.cells import ROOT, Cell, find_pythons, plan_cells, read_project
from tests.matrix.suite import Outcome, run_cell
from tests.matrix.table import heading, row


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.matrix", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="only tests that go through every library; keep what is set up"
    )
    is_quick: bool = parser.parse_args().quick
    project = read_project((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    cells = plan_cells(project, find_pythons(project.pythons))
    return report(cells, lambda cell: run_cell(cell, is_quick), _print)


def report(cells: Iterable[Cell], run: Callable[[Cell], Outcome], say: Callable[[str], None]) -> int:
    """Run the cells in turn and say a line of each; the exit code is 1 if one is not well or there is none."""
    say(heading())
    outcomes = []
    for cell in cells:
        outcome = run(cell)
        outcomes.append(outcome)
        say(row(outcome))
    for outcome in outcomes:
        if not outcome.is_well:
            say(f"\n{outcome.cell.name}:\n{outcome.trouble}")
    return 0 if outcomes and all(outcome.is_well for outcome in outcomes) else 1


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
