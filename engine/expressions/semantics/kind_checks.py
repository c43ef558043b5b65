"""Check that a part of an expression has the kind that its place requires, and report it if not."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.terms import Constant
from engine.expressions.messages import expression_too_large
from engine.expressions.semantics.fold import fold
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.typed import Faults, TypedTerm
from engine.language import DEEPEST_TERM, FARTHEST, MOST_TERMS

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
