"""Every expression of a story is resolved once, and its meaning serves the checks and the compiler."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.expressions.language.kinds import TextKind
from engine.pipeline import build
from engine.story.analysis import resolved_story
from engine.story.analysis.resolved_story import ResolvedStory, resolve_story
from engine.story.occurrences import Occurrence, StatementOccurrence, ValueOccurrence, expressions_of
from tests.story.conftest import DecodeFiles

SHIPPED = Path(__file__).parents[2] / "story"
FAULTY = """
story: The door
start: hall
vars: {eyes: 0..6}
scenes:
  hall:
    if: eyes > 2
    text: It is {ears}.
    set: |
      eyes += 1
      nose = 1
    go: yard
    else: yard
  yard: {ending: Out}
"""


def has_meaning(occurrence: Occurrence, resolved: ResolvedStory) -> bool:
    match occurrence:
        case StatementOccurrence(assign):
            return id(assign) in resolved.terms.of_statements
        case ValueOccurrence(expression) if isinstance(resolved.kind_of(expression), TextKind):
            return id(expression) not in resolved.terms.of_expressions
        case _:
            return id(occurrence.expression) in resolved.terms.of_expressions


def test_every_expression_of_a_sound_story_has_a_meaning() -> None:
    resolved = build(SHIPPED).resolved
    assert resolved is not None and resolved.diagnostics == ()
    occurrences = list(expressions_of(resolved.story))
    assert len(occurrences) > 500
    assert [occurrence for occurrence in occurrences if not has_meaning(occurrence, resolved)] == []


def test_a_faulty_expression_has_a_diagnostic_and_no_meaning(decode_files: DecodeFiles) -> None:
    story, diagnostics = decode_files(FAULTY)
    assert story is not None, diagnostics
    resolved = resolve_story(story)
    assert [diagnostic.span.line for diagnostic in resolved.diagnostics] == [11, 8]
    assert [has_meaning(occurrence, resolved) for occurrence in expressions_of(story)] == [True, True, False, False]
    assert len(resolved.guards) == 1


def test_building_a_story_resolves_each_of_its_expressions_once(monkeypatch: pytest.MonkeyPatch) -> None:
    resolutions: list[int] = []

    def counting(resolve: Callable[..., Any]) -> Callable[..., Any]:
        def counted(expression: object, scope: object) -> Any:
            resolutions.append(id(expression))
            return resolve(expression, scope)

        return counted

    for name in ("resolve_condition", "resolve_value", "resolve_statement"):
        monkeypatch.setattr(resolved_story, name, counting(getattr(resolved_story, name)))
    built = build(SHIPPED)
    assert built.program is not None and built.story is not None
    assert len(resolutions) == len(set(resolutions)) == len(list(expressions_of(built.story)))


def test_only_the_stage_that_resolves_a_story_resolves_expressions() -> None:
    engine = Path(resolved_story.__file__).parents[2]
    readers = {
        module.relative_to(engine).as_posix()
        for module in engine.rglob("*.py")
        if "expressions.semantics.resolve import" in module.read_text(encoding="utf-8")
    }
    assert readers == {"story/analysis/resolved_story.py"}
