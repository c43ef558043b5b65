"""The matrix notices a cell that fails, and reads its cells from the project's own ranges."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from tests.matrix.__main__ import report
from tests.matrix.cells import ROOT, Cell, Project, find_pythons, oldest, plan_cells, read_project
from tests.matrix.environments import Environment
from tests.matrix.suite import QUICK, Outcome, count

CELL = Cell(Path("python3"), Version("3.11.7"), "newest", ("rich", "PyYAML"))
BARE_CELL = Cell(Path("python3"), Version("3.11.7"), "no libyaml", ("rich", "PyYAML"))
ENVIRONMENT = Environment(Path("python"), ("rich 15.0.0", "PyYAML 6.0.4"), True)
WELL = Outcome(CELL, ENVIRONMENT, 90, 0, 2, 3.4)

NOT_WELL = {
    "a test fails": Outcome(CELL, ENVIRONMENT, 89, 1, 2, 3.4, "assert 1 == 2"),
    "no test runs": Outcome(CELL, ENVIRONMENT, 0, 0, 92, 3.4),
    "pytest itself fails": Outcome(CELL, ENVIRONMENT, 90, 0, 2, 3.4, "internal error"),
    "nothing can be installed": Outcome(CELL, None, trouble="no such version"),
    "libyaml is there where it should not be": Outcome(BARE_CELL, ENVIRONMENT, 90, 0, 2, 3.4),
}


def lines_of(*outcomes: Outcome) -> tuple[int, list[str]]:
    lines: list[str] = []
    waiting = list(outcomes)
    code = report([outcome.cell for outcome in outcomes], lambda cell: waiting.pop(0), lines.append)
    return code, lines


def test_where_every_cell_passes_the_exit_code_is_0() -> None:
    code, lines = lines_of(WELL, WELL)
    assert code == 0
    assert [line.split() for line in lines] == [
        ["Python", "libraries", "versions", "libyaml", "passed", "failed", "skipped", "seconds"],
        ["3.11.7", "newest", "rich", "15.0.0,", "PyYAML", "6.0.4", "yes", "90", "0", "2", "3"],
        ["3.11.7", "newest", "rich", "15.0.0,", "PyYAML", "6.0.4", "yes", "90", "0", "2", "3"],
    ]


@pytest.mark.parametrize("outcome", NOT_WELL.values(), ids=NOT_WELL.keys())
def test_a_cell_that_fails_is_marked_and_the_exit_code_is_1(outcome: Outcome) -> None:
    code, lines = lines_of(WELL, outcome, WELL)
    assert code == 1
    assert [line.endswith("<- wrong") for line in lines[1:4]] == [False, True, False]
    assert outcome.trouble in lines[-1]


def test_a_matrix_of_no_cells_fails() -> None:
    assert lines_of()[0] == 1


def test_the_oldest_version_is_the_lower_end_of_the_range() -> None:
    assert oldest(Requirement("rich>=13.7,<16")) == "rich==13.7"
    with pytest.raises(ValueError, match="no oldest version"):
        oldest(Requirement("rich"))


def test_every_requirement_of_the_project_has_an_oldest_version() -> None:
    project = read_project((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert len(project.requirements) >= 4
    assert all("==" in oldest(requirement) for requirement in project.requirements)


def test_the_newest_libraries_go_on_every_python_and_the_rest_on_the_oldest() -> None:
    project = Project(SpecifierSet(">=3.11"), (Requirement("rich>=13.7"),))
    pythons = [(Version("3.11.7"), Path("a")), (Version("3.13.0"), Path("b"))]
    assert [(str(cell.version), cell.libraries, cell.requirements) for cell in plan_cells(project, pythons)] == [
        ("3.11.7", "oldest", ("rich==13.7",)),
        ("3.11.7", "newest", ("rich",)),
        ("3.13.0", "newest", ("rich",)),
        ("3.11.7", "no libyaml", ("rich",)),
    ]


def test_a_python_that_does_not_run_or_is_not_allowed_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, script in {"python3.11": "echo 3.11.7", "python3.12": "exit 127", "python3": "echo 3.9.1"}.items():
        python = tmp_path / name
        python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        python.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert find_pythons(SpecifierSet(">=3.11")) == [(Version("3.11.7"), tmp_path / "python3.11")]


def test_a_report_is_counted() -> None:
    suite = '<testsuite tests="10" failures="2" errors="1" skipped="3" />'
    assert count(f"<testsuites>{suite}</testsuites>") == (4, 3, 3)


def test_the_quick_tests_exist() -> None:
    for test in QUICK:
        file, _, name = test.partition("::")
        assert name in (ROOT / file).read_text(encoding="utf-8") if name else (ROOT / file).exists()
