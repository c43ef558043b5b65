"""A part of an expression once understood: its term, its kind, and how large it has grown."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, TruthKind
from engine.expressions.language.terms import Constant, Operation, Operator, Term
from engine.expressions.semantics.intervals import Interval, interval_after

Faults = list[Diagnostic]
"""Where the mistakes of one expression are gathered, in the order met."""


@dataclass(frozen=True, slots=True)
class TypedTerm:
    """What is not None has no mistake in it; None stands for a part whose mistake is already told."""

    term: Term
    kind: Kind
    size: int = 1
    """Terms, each counted as often as it stands there."""
    depth: int = 1
    is_tally: bool = False
    """A count without an end, `visits( )` or `turns( )`, which may only be compared with constants."""


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """A name that is neither variable nor derived value: a member, if what it stands beside has such a member."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DerivedTerm:
    """A derived value as it is put in the place of its name."""

    value: TypedTerm | None
    circle: tuple[str, ...]
    """The derived values that lead from this one back to it."""


def build_term(operator: Operator, parts: tuple[TypedTerm, ...], kind: Kind) -> TypedTerm:
    """An operation on parts whose kinds are already checked; `and` and `or` within their like are flattened."""
    terms = tuple(term for part in parts for term in _flat(operator, part.term))
    size = 1 + sum(part.size for part in parts)
    return TypedTerm(Operation(operator, terms), kind, size, 1 + max(part.depth for part in parts))


def build_truth(operator: Operator, *parts: TypedTerm) -> TypedTerm:
    """An operation that is true or false."""
    return build_term(operator, parts, TruthKind())


def build_number(operator: Operator, *parts: TypedTerm) -> TypedTerm:
    """An operation on numbers, its kind reaching as far as its parts can take it."""
    low, high = interval_after(operator, tuple(reach_of(part) for part in parts))
    return build_term(operator, parts, NumberKind(low, high))


def build_count(counted: TypedTerm) -> TypedTerm:
    """The number of members in a set."""
    assert isinstance(counted.kind, AnyOfKind)
    return build_term("count", (counted,), NumberKind(0, len(counted.kind.members)))


def reach_of(typed: TypedTerm) -> Interval:
    """The least and greatest number a part can be."""
    assert isinstance(typed.kind, NumberKind)
    return typed.kind.low, typed.kind.high


def constant(value: int, kind: Kind | None = None) -> TypedTerm:
    """A value that never changes; a number unless a kind is given."""
    return TypedTerm(Constant(value), kind or NumberKind(value, value))


def _flat(operator: Operator, term: Term) -> tuple[Term, ...]:
    if operator in {"and", "or"} and isinstance(term, Operation) and term.operator == operator:
        return term.parts
    return (term,)
