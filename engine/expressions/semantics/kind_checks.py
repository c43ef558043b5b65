"""Check that a part of an expression has the kind that its place requires, and report it if not."""

from __future__ import annotations

from typing import assert_never

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import AnyOfKind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.terms import Constant
from engine.expressions.messages.syntax import too_large_derived
from engine.expressions.messages.values import number_too_large, unbounded_count, wrong_kind
from engine.expressions.semantics.fold import fold
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.typed import Faults, TypedTerm
from engine.language import DEEPEST_TERM, FARTHEST, MOST_TERMS


def require_number(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if it is a number with a range."""
    if not isinstance(typed.kind, NumberKind):
        faults.append(wrong_kind(span, describe(typed.kind), "a number", _to_number(typed)))
        return None
    return refuse_tally(typed, span, faults)


def require_truth(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if it is true or false."""
    if not isinstance(typed.kind, TruthKind):
        faults.append(wrong_kind(span, describe(typed.kind), "true or false", _to_truth(typed)))
        return None
    return typed


def require_set(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if it is a set."""
    if not isinstance(typed.kind, AnyOfKind):
        faults.append(wrong_kind(span, describe(typed.kind), "a set (`any of …`)", ""))
        return None
    return typed


def refuse_tally(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part unless it is `visits( )` or `turns( )`, which only comparisons may read."""
    if typed.is_tally:
        faults.append(unbounded_count(span))
        return None
    return typed


def require_bounds(typed: TypedTerm | None, span: Span, faults: Faults) -> TypedTerm | None:
    """Return the part if its size, depth and range are within the limits."""
    if typed is None:
        return None
    if typed.size > MOST_TERMS or typed.depth > DEEPEST_TERM:
        faults.append(too_large_derived(span))
        return None
    kind = typed.kind
    if isinstance(kind, NumberKind) and (kind.low < -FARTHEST or kind.high > FARTHEST):
        faults.append(number_too_large(span))
        return None
    return typed


def constant_of(typed: TypedTerm) -> int | None:
    """Return the value of a part that reads no cell, or None."""
    folded = fold(typed.term)
    return folded.value if isinstance(folded, Constant) else None


def _to_number(typed: TypedTerm) -> str:
    return "`count( )` gives the number of its members" if isinstance(typed.kind, AnyOfKind) else ""


def _to_truth(typed: TypedTerm) -> str:
    match typed.kind:
        case NumberKind():
            return "compare it with something, as in `eyes > 0`"
        case AnyOfKind():
            return "ask for a member, as in `carry has gobi`, or `count(carry) > 0`"
        case OneOfKind() | TruthKind() | TextKind():
            return "compare it with a member, as in `family == here`"
        case unknown:
            assert_never(unknown)
