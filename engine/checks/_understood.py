"""Every expression of a story, resolved once: its mistakes, what it guards, which variables it reads and sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.pratt import parts_of
from engine.expressions.resolve import resolve_condition, resolve_statement, resolve_value
from engine.expressions.scope import Scope
from engine.expressions.terms import Term
from engine.expressions.tree import Expression, Name, Reference
from engine.story.model import Story
from engine.story.promises import condition_in
from engine.story.scopes import scope_of
from engine.story.written import Condition, Statement, Value, Written, expressions_of


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition that lets something be run, offered or shown."""

    term: Term
    span: Span


@dataclass(frozen=True, slots=True)
class Understanding:
    diagnostics: tuple[Diagnostic, ...]
    guards: tuple[Guard, ...]
    read: frozenset[str]
    """Variables and derived values whose value is asked for; a variable that only feeds its own `set` is not read."""
    changed: frozenset[str]
    """Variables that a statement sets."""


def understand_story(story: Story) -> Understanding:
    """Resolves every expression where it stands."""
    promised = {id(condition_in(promise)) for promise in story.promises}
    shared = scope_of(story, None)
    diagnostics: list[Diagnostic] = []
    guards: list[Guard] = []
    read: set[str] = set()
    changed: set[str] = set()
    for written in expressions_of(story):
        term, faults = _resolved(written, shared.at(written.owner))
        diagnostics += faults
        if isinstance(written, Condition) and term is not None and id(written.expression) not in promised:
            guards.append(Guard(term, written.expression.span))
        if isinstance(written, Statement):
            changed.add(written.assign.name.text)
        read.update(_read_by(written))
    return Understanding(tuple(diagnostics), tuple(guards), frozenset(read), frozenset(changed))


def _resolved(written: Written, scope: Scope) -> tuple[Term | None, tuple[Diagnostic, ...]]:
    match written:
        case Condition(expression):
            resolved = resolve_condition(expression, scope)
            return resolved.term, resolved.diagnostics
        case Value(expression):
            resolved = resolve_value(expression, scope)
            return resolved.term, resolved.diagnostics
        case Statement(assign):
            return None, resolve_statement(assign, scope).diagnostics
        case unknown:
            assert_never(unknown)


def _read_by(written: Written) -> Iterator[str]:
    if isinstance(written, Statement):
        own = written.assign.name.text
        yield from (name for name in _names_in(written.assign.value) if name != own)
    else:
        yield from _names_in(written.expression)


def _names_in(expression: Expression) -> Iterator[str]:
    """Names that may stand for variables; a member of the same name counts too, so that nothing is blamed wrongly."""
    waiting: list[Expression | Reference] = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Name):
            yield part.text
        waiting.extend(parts_of(part))
