"""How the engine takes a union apart: every case by its name, so that a new one is refused until it is thought of."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "engine"


def open_matches(source: str) -> Iterator[int]:
    """The lines of every `match` whose last case does not take what is left, or takes it and does not look at it.

    What is left goes to `assert_never`, or is what the match is really about: a text that is no word of ours.
    """
    for match in ast.walk(ast.parse(source)):
        if isinstance(match, ast.Match) and not _is_closed(match):
            yield match.lineno


def _is_closed(match: ast.Match) -> bool:
    *named, last = match.cases
    if any(_takes_all(case) for case in named) or not _takes_all(last) or last.guard is not None:
        return False
    assert isinstance(last.pattern, ast.MatchAs)
    names = {part.id for statement in last.body for part in ast.walk(statement) if isinstance(part, ast.Name)}
    return last.pattern.name in names


def _takes_all(case: ast.match_case) -> bool:
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None


def test_every_match_names_its_cases_and_passes_nothing_over() -> None:
    modules = sorted(ENGINE.rglob("*.py"))
    assert len(modules) > 50
    assert [
        f"{module.relative_to(ENGINE.parent)}:{line}"
        for module in modules
        for line in open_matches(module.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("cases", "is_open"),
    [
        ("case None:\n        pass", True),
        ("case None:\n        pass\n    case _:\n        pass", True),
        ("case None:\n        pass\n    case other:\n        pass", True),
        ("case _ if it:\n        pass\n    case unknown:\n        assert_never(unknown)", True),
        ("case None:\n        pass\n    case unknown if it:\n        assert_never(unknown)", True),
        ("case None:\n        pass\n    case unknown:\n        assert_never(unknown)", False),
        ("case None:\n        pass\n    case word:\n        look_up(word)", False),
    ],
)
def test_a_match_that_passes_something_over_is_noticed(cases: str, is_open: bool) -> None:
    assert bool(list(open_matches(f"match it:\n    {cases}\n"))) is is_open


def test_mypy_refuses_a_match_that_leaves_a_case_out() -> None:
    settings = tomllib.loads((ENGINE.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert settings["strict"] is True
    assert "exhaustive-match" in settings["enable_error_code"]
    assert {"engine", "benchmarks", "tests"} <= set(settings["files"])
