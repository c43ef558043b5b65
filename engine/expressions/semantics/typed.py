"""Typed terms: what lowering makes of each part of an expression."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, TruthKind
from engine.expressions.language.terms import Constant, Operation, Operator, Term
from engine.expressions.semantics.intervals import Interval, interval_after

Faults = list[Diagnostic]
"""Collects the mistakes of one expression, in the order in which they are detected."""


@dataclass(frozen=True, slots=True)
class TypedTerm:
    """The term of a part without mistakes; None in its place means that a mistake of the part is already reported."""

    term: Term
    kind: Kind
    size: int = 1
    """How many terms it has, repeated ones members each time."""
    depth: int = 1
    is_tally: bool = False
    """A count without an end, `visits( )` or `turns( )`, which may only be compared with constants."""


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """A name that is neither variable nor derived value: a member, if the other operand has a member of that name."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class DerivedTerm:
    """The value that replaces the name of a derived value."""

    value: TypedTerm | None
    cycle: tuple[str, ...]
    """The derived values through which this one needs itself; empty if it does not."""


def build_term(operator: Operator, parts: tuple[TypedTerm, ...], kind: Kind) -> TypedTerm:
    """Return an operation on parts whose kinds are already checked; nested `and`s are flattened, and nested `or`s."""
    terms = tuple(term for part in parts for term in _operands(operator, part.term))
    size = 1 + sum(part.size for part in parts)
    return TypedTerm(Operation(operator, terms), kind, size, 1 + max(part.depth for part in parts))


def build_truth(operator: Operator, *parts: TypedTerm) -> TypedTerm:
    """Return an operation that is true or false."""
    return build_term(operator, parts, TruthKind())


def build_number(operator: Operator, *parts: TypedTerm) -> TypedTerm:
    """Return an operation on numbers; its range is the interval computed from those of its parts."""
    low, high = interval_after(operator, tuple(range_of(part) for part in parts))
    return build_term(operator, parts, NumberKind(low, high))


def build_count(members: TypedTerm) -> TypedTerm:
    """Return the number of members in a set."""
    assert isinstance(members.kind, AnyOfKind)
    return build_term("count", (members,), NumberKind(0, len(members.kind.members)))


def range_of(typed: TypedTerm) -> Interval:
    """Return the least and greatest value of a number."""
    assert isinstance(typed.kind, NumberKind)
    return typed.kind.low, typed.kind.high


def constant(value: int, kind: Kind | None = None) -> TypedTerm:
    """Return a constant; it is a number unless a kind is given."""
    return TypedTerm(Constant(value), kind or NumberKind(value, value))


def _operands(operator: Operator, term: Term) -> tuple[Term, ...]:
    if operator in {"and", "or"} and isinstance(term, Operation) and term.operator == operator:
        return term.parts
    return (term,)
