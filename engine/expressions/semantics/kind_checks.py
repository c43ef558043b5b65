"""What a part must be where it stands: a number, true or false, a set."""

from __future__ import annotations

from typing import assert_never

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import AnyOfKind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.limits import FARTHEST, MOST_GROWN, MOST_GROWN_DEPTH
from engine.expressions.language.terms import Constant
from engine.expressions.messages.syntax import too_large_derived
from engine.expressions.messages.values import number_too_large, unbounded_count, wrong_kind
from engine.expressions.semantics.fold import fold
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.typed import Faults, TypedTerm


def require_number(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """A number that has an end in both directions."""
    if not isinstance(typed.kind, NumberKind):
        faults.append(wrong_kind(span, describe(typed.kind), "a number", _to_number(typed)))
        return None
    return refuse_tally(typed, span, faults)


def require_truth(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Something true or false."""
    if not isinstance(typed.kind, TruthKind):
        faults.append(wrong_kind(span, describe(typed.kind), "true or false", _to_truth(typed)))
        return None
    return typed


def require_set(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """A set."""
    if not isinstance(typed.kind, AnyOfKind):
        faults.append(wrong_kind(span, describe(typed.kind), "a set (`any of …`)", ""))
        return None
    return typed


def refuse_tally(typed: TypedTerm, span: Span, faults: Faults) -> TypedTerm | None:
    """Anything but `visits( )` and `turns( )`, which only comparisons may read."""
    if typed.is_tally:
        faults.append(unbounded_count(span))
        return None
    return typed


def require_bounds(typed: TypedTerm | None, span: Span, faults: Faults) -> TypedTerm | None:
    """What has grown neither too large to work out nor too far from 0."""
    if typed is None:
        return None
    if typed.size > MOST_GROWN or typed.depth > MOST_GROWN_DEPTH:
        faults.append(too_large_derived(span))
        return None
    kind = typed.kind
    if isinstance(kind, NumberKind) and (kind.low < -FARTHEST or kind.high > FARTHEST):
        faults.append(number_too_large(span))
        return None
    return typed


def constant_of(typed: TypedTerm) -> int | None:
    """The value of a part that reads nothing."""
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
