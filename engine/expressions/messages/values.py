"""Diagnostics about values that do not fit where they are used."""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span
from engine.language import FARTHEST

_COUNT = "compare it with a number written out, as in `visits(hall) >= 3`; to count further, use a variable"

_bad_divisor = partial(Diagnostic, "bad-divisor")
_misplaced_random = partial(Diagnostic, "misplaced-random")
_random_range = partial(Diagnostic, "random-range")
_unbounded_count = partial(Diagnostic, "unbounded-count")
_wrong_assigner = partial(Diagnostic, "wrong-assigner")
_wrong_kind = partial(Diagnostic, "wrong-kind")


def bad_divisor(span: Span, varies: bool) -> Diagnostic:
    if varies:
        return _bad_divisor("the divisor is not a number written out", span, "divide by one, as in `eyes // 2`")
    return _bad_divisor("nothing can be divided by 0", span, "divide by another number")


def misplaced_random(span: Span) -> Diagnostic:
    help_ = "draw into a variable first, as in `set: dice = random(1, 6)`, and read that"
    return _misplaced_random("`random` can only be all that a statement puts in a variable", span, help_)


def random_added(span: Span, name: str, assigner: str) -> Diagnostic:
    help_ = f"draw into a variable first: `dice = random(1, 6); {safe_line(name, 60)} {assigner} dice`"
    return _misplaced_random(f"`random` goes with `=`, not with `{assigner}`", span, help_)


def number_too_large(span: Span) -> Diagnostic:
    help_ = "narrow the ranges of its variables, or multiply less"
    return Diagnostic("number-too-large", f"this can go beyond {FARTHEST} or below -{FARTHEST}", span, help_)


def random_range(span: Span) -> Diagnostic:
    return _random_range("the ends of a `random` must be numbers written out", span, "as in `random(1, 6)`")


def empty_random_range(span: Span, first: int, last: int) -> Diagnostic:
    message = f"there is no number from {first} to {last}"
    return _random_range(message, span, f"write `random({last}, {first})`")


def set_compared(span: Span, member: str) -> Diagnostic:
    return Diagnostic(
        "set-compared",
        f"a set is not compared with its member {quoted(member)}",
        span,
        f"write `has {safe_line(member, 60)}`",
    )


def unbounded_count(span: Span) -> Diagnostic:
    return _unbounded_count("`visits` and `turns` can only be compared with a constant", span, _COUNT)


def count_against_value(span: Span) -> Diagnostic:
    return _unbounded_count("`visits` and `turns` are compared with a constant, and this can vary", span, _COUNT)


def wrong_assigner(span: Span, name: str, assigner: str, kind: str) -> Diagnostic:
    message = f"{quoted(name)} is {kind}, and `{assigner}` is for numbers and sets"
    return _wrong_assigner(message, span, f"write `{safe_line(name, 60)} = …`")


def assigner_without_effect(span: Span, name: str, assigner: str) -> Diagnostic:
    return _wrong_assigner(
        f"`{assigner} none` does nothing to a set", span, f"to empty it, write `{safe_line(name, 60)} = none`"
    )


def wrong_kind(span: Span, actual: str, expected: str, help_: str) -> Diagnostic:
    return _wrong_kind(f"this is {actual}, where {expected} is needed", span, help_)


def different_kinds(span: Span, first: str, second: str) -> Diagnostic:
    return _wrong_kind(f"{first} cannot be compared with {second}", span, "compare what is of the same kind")


def unordered_kind(span: Span, actual: str, sign: str) -> Diagnostic:
    return _wrong_kind(f"{actual} has no order for `{sign}` to ask", span, "only `==` and `!=` can be asked of it")
