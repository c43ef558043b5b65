"""Blocks and choices that cannot be played as written, as diagnostics."""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

_choice_without_target = partial(Diagnostic, "choice-without-target")


def choice_without_target(span: Span, text: str) -> Diagnostic:
    if not text:
        return _choice_without_target("this choice is empty", span, "write `- Label: scene`, or take the `-` out")
    return _choice_without_target(
        f"{quoted(text)} is text, not a choice: it leads nowhere", span, "write `- Label: scene`"
    )


def else_not_last(span: Span) -> Diagnostic:
    return Diagnostic("else-not-last", "`else` stands above other choices", span, "move `else` to the end of the list")


def else_without_if(span: Span) -> Diagnostic:
    return Diagnostic(
        "else-without-if",
        "`else` without `if`",
        span,
        "begin the block with `if:`, or write `then:` for what comes next",
    )


def ending_goes_on(span: Span, title: str, how: str) -> Diagnostic:
    offer = f"nothing comes after an ending: take this out, or take out `ending: {title}`"
    return Diagnostic("ending-goes-on", f"the ending {quoted(title)} {how}", span, offer)


def locked_without_when(span: Span) -> Diagnostic:
    return Diagnostic(
        "locked-without-when",
        "`locked` without `when`: nothing locks this choice",
        span,
        "add `when:` above it, or take `locked` out",
    )


def too_many_rules(span: Span, most: int) -> Diagnostic:
    return Diagnostic("too-many-rules", f"the story has more than {most} rules", span, "join conditions with `or`")


def two_labels(span: Span, label: str, other: Span) -> Diagnostic:
    offer = "begin it with `- ` of its own, or indent it if it belongs to the choice above"
    return Diagnostic("two-labels", f"{quoted(label)} is a second label in one item", span, offer, also=(other,))


def two_offerings(span: Span, other: Span) -> Diagnostic:
    offer = "put the second list under `then:`, or join the two"
    return Diagnostic("two-offerings", "a block has `choices` or `hub`, not both", span, offer, also=(other,))
