"""A part of an expression once understood: its term, its kind, and how large it has grown."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.intervals import Interval, interval_after
from engine.expressions.kinds import AnyOfKind, Kind, NumberKind, TruthKind
from engine.expressions.terms import Constant, Operation, Operator, Term

Faults = list[Diagnostic]
"""Where the mistakes of one expression are gathered, in the order met."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is not None has no mistake in it; None stands for a part whose mistake is already told."""

    term: Term
    kind: Kind
    size: int = 1
    """Terms, each counted as often as it stands there."""
    depth: int = 1
    is_tally: bool = False
    """A count without an end, `visits( )` or `turns( )`, which may only be compared with constants."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A name that is neither variable nor derived value: a member, if what it stands beside has such a member."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Inlined:
    """A derived value as it is put in the place of its name."""

    value: Typed | None
    circle: tuple[str, ...]
    """The derived values that lead from this one back to it."""


def built(operator: Operator, parts: tuple[Typed, ...], kind: Kind) -> Typed:
    """An operation on parts whose kinds are already checked; `and` and `or` within their like are flattened."""
    terms = tuple(term for part in parts for term in _flat(operator, part.term))
    size = 1 + sum(part.size for part in parts)
    return Typed(Operation(operator, terms), kind, size, 1 + max(part.depth for part in parts))


def built_truth(operator: Operator, *parts: Typed) -> Typed:
    """An operation that is true or false."""
    return built(operator, parts, TruthKind())


def built_number(operator: Operator, *parts: Typed) -> Typed:
    """An operation on numbers, its kind reaching as far as its parts can take it."""
    low, high = interval_after(operator, tuple(reach_of(part) for part in parts))
    return built(operator, parts, NumberKind(low, high))


def built_count(counted: Typed) -> Typed:
    """The number of members in a set."""
    assert isinstance(counted.kind, AnyOfKind)
    return built("count", (counted,), NumberKind(0, len(counted.kind.members)))


def reach_of(typed: Typed) -> Interval:
    """The least and greatest number a part can be."""
    assert isinstance(typed.kind, NumberKind)
    return typed.kind.low, typed.kind.high


def constant(value: int, kind: Kind | None = None) -> Typed:
    """A value that never changes; a number unless a kind is given."""
    return Typed(Constant(value), kind or NumberKind(value, value))


def _flat(operator: Operator, term: Term) -> tuple[Term, ...]:
    if operator in {"and", "or"} and isinstance(term, Operation) and term.operator == operator:
        return term.parts
    return (term,)
