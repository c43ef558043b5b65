"""Typed terms: what lowering makes of each part of an expression, and the checks of their kinds and limits."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.terms import Constant, Operation, Operator, Term
from engine.expressions.messages import expression_too_large
from engine.expressions.semantics.evaluate import fold
from engine.expressions.semantics.intervals import Interval, interval_after
from engine.expressions.semantics.printing import describe
from engine.language import DEEPEST_TERM, FARTHEST, MOST_TERMS
from engine.records import dataclass

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


unbounded_count = partial(
    Diagnostic,
    "unbounded-count",
    help="compare it with a number written out, as in `visits(hall) >= 3`; to count further, use a variable",
)
wrong_kind = partial(Diagnostic, "wrong-kind")


def require_number(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if it is a number with a range."""
    if not isinstance(typed.kind, NumberKind):
        help_ = "`count( )` gives the number of its members" if isinstance(typed.kind, AnyOfKind) else ""
        faults.append(wrong_kind(f"this is {describe(typed.kind)}, where a number is needed", span, help_))
        return None
    return refuse_tally(typed, span, faults)


def require_truth(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if it is true or false."""
    if not isinstance(typed.kind, TruthKind):
        message = f"this is {describe(typed.kind)}, where true or false is needed"
        faults.append(wrong_kind(message, span, _to_truth(typed.kind)))
        return None
    return typed


def require_set(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if it is a set."""
    if not isinstance(typed.kind, AnyOfKind):
        faults.append(wrong_kind(f"this is {describe(typed.kind)}, where a set (`any of …`) is needed", span))
        return None
    return typed


def refuse_tally(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part unless it is `visits( )` or `turns( )`, which only comparisons may read."""
    if typed.is_tally:
        faults.append(unbounded_count("`visits` and `turns` can only be compared with a constant", span))
        return None
    return typed


def require_bounds(typed: TypedTerm | None, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if its size, depth and range are within the limits."""
    if typed is None:
        return None
    if typed.size > MOST_TERMS or typed.depth > DEEPEST_TERM:
        message = "with its derived values put in, this grows too large"
        faults.append(expression_too_large(message, span, help="keep a part of it in a variable"))
        return None
    kind = typed.kind
    if isinstance(kind, NumberKind) and (kind.low < -FARTHEST or kind.high > FARTHEST):
        help_ = "narrow the ranges of its variables, or multiply less"
        message = f"this can go beyond {FARTHEST} or below -{FARTHEST}"
        faults.append(Diagnostic("number-too-large", message, span, help_))
        return None
    return typed


def constant_of(typed: TypedTerm) -> int | None:
    """Return the value of a part that reads no cell, or None."""
    folded = fold(typed.term)
    return folded.value if isinstance(folded, Constant) else None


def _to_truth(kind: Kind) -> str:
    match kind:
        case NumberKind():
            return "compare it with something, as in `eyes > 0`"
        case AnyOfKind():
            return "ask for a member, as in `carry has gobi`, or `count(carry) > 0`"
        case OneOfKind() | TruthKind() | TextKind():
            return "compare it with a member, as in `family == here`"
        case unknown:
            assert_never(unknown)
