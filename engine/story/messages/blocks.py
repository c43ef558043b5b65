"""Blocks, choices and inline forms that cannot be played as written, as diagnostics."""

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


def deep_form(span: Span, deepest: int) -> Diagnostic:
    return Diagnostic(
        "deep-form", f"forms stand more than {deepest} deep in each other", span, "move the text into blocks with `if`"
    )


def drawn_label(span: Span) -> Diagnostic:
    offer = "draw with `set: name = random(0, 1)` and write `{name == 0 ? … | …}`"
    return Diagnostic("drawn-label", "a label, a locked reason and a prompt cannot hold `{~ }`", span, offer)


def empty_form(span: Span) -> Diagnostic:
    return Diagnostic(
        "empty-form",
        "this form is empty",
        span,
        "put words or a value between the braces, or write `\\{ \\}` for braces",
    )


def no_visits_here(span: Span) -> Diagnostic:
    offer = "write a condition: `{seen(scene) ? … | …}`"
    return Diagnostic("no-visits-here", "this form goes by visits, and it stands in no scene", span, offer)


def not_a_form(span: Span, text: str) -> Diagnostic:
    offer = "write `{name}` for a value, `{! words}` for the first visit only, `{one | other}` for several parts"
    return Diagnostic("not-a-form", f"{quoted(text)} is neither a value nor several parts", span, offer)


def printed_braces(span: Span, key: str, form: str) -> Diagnostic:
    message = f"{quoted(form)} is printed as it stands: `{key}` is plain text and has no forms"
    return Diagnostic("printed-braces", message, span, "write it without braces, or in a `text`", "warning")


def stray_brace(span: Span) -> Diagnostic:
    return Diagnostic(
        "stray-brace", "this `}` closes nothing", span, "add the `{`, or write `\\}` for a brace that is only a brace"
    )


def third_outcome(span: Span) -> Diagnostic:
    offer = "nest a condition in the second part: `{a ? x | {b ? y | z}}`"
    return Diagnostic("third-outcome", "a condition has two outcomes at most", span, offer)


def unclosed_brace(span: Span) -> Diagnostic:
    return Diagnostic(
        "unclosed-brace",
        "nothing closes this `{`",
        span,
        "add the `}`, or write `\\{` for a brace that is only a brace",
    )
