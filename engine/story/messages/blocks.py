"""Blocks, choices and inline forms that cannot be played as written, as diagnostics."""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

_choice_without_target = partial(Diagnostic, "choice-without-target")

drawn_label = partial(
    Diagnostic, "drawn-label", "a label, a locked reason and a prompt cannot hold `{~ }`",
    help="draw with `set: name = random(0, 1)` and write `{name == 0 ? … | …}`",
)  # fmt: skip
else_not_last = partial(
    Diagnostic, "else-not-last", "`else` stands above other choices", help="move `else` to the end of the list"
)
else_without_if = partial(
    Diagnostic, "else-without-if", "`else` without `if`",
    help="begin the block with `if:`, or write `then:` for what comes next",
)  # fmt: skip
empty_form = partial(
    Diagnostic, "empty-form", "this form is empty",
    help="put words or a value between the braces, or write `\\{ \\}` for braces",
)  # fmt: skip
locked_without_when = partial(
    Diagnostic, "locked-without-when", "`locked` without `when`: nothing locks this choice",
    help="add `when:` above it, or take `locked` out",
)  # fmt: skip
no_visits_here = partial(
    Diagnostic, "no-visits-here", "this form goes by visits, and it stands in no scene",
    help="write a condition: `{seen(scene) ? … | …}`",
)  # fmt: skip
stray_brace = partial(
    Diagnostic, "stray-brace", "this `}` closes nothing",
    help="add the `{`, or write `\\}` for a brace that is only a brace",
)  # fmt: skip
third_outcome = partial(
    Diagnostic, "third-outcome", "a condition has two outcomes at most",
    help="nest a condition in the second part: `{a ? x | {b ? y | z}}`",
)  # fmt: skip
unclosed_brace = partial(
    Diagnostic, "unclosed-brace", "nothing closes this `{`",
    help="add the `}`, or write `\\{` for a brace that is only a brace",
)  # fmt: skip
"""Mistakes that are always said in the same words; each is called with its span."""


def choice_without_target(span: Span, text: str) -> Diagnostic:
    if not text:
        return _choice_without_target("this choice is empty", span, "write `- Label: scene`, or take the `-` out")
    return _choice_without_target(
        f"{quoted(text)} is text, not a choice: it leads nowhere", span, "write `- Label: scene`"
    )


def ending_goes_on(span: Span, title: str, how: str) -> Diagnostic:
    offer = f"nothing comes after an ending: take this out, or take out `ending: {title}`"
    return Diagnostic("ending-goes-on", f"the ending {quoted(title)} {how}", span, offer)


def too_many_rules(span: Span, most: int) -> Diagnostic:
    return Diagnostic("too-many-rules", f"the story has more than {most} rules", span, "join conditions with `or`")


def two_offerings(span: Span, other: Span) -> Diagnostic:
    offer = "put the second list under `then:`, or join the two"
    return Diagnostic("two-offerings", "a block has `choices` or `hub`, not both", span, offer, also=(other,))


def two_labels(span: Span, label: str, other: Span) -> Diagnostic:
    offer = "begin it with `- ` of its own, or indent it if it belongs to the choice above"
    return Diagnostic("two-labels", f"{quoted(label)} is a second label in one item", span, offer, also=(other,))


def deep_form(span: Span, deepest: int) -> Diagnostic:
    return Diagnostic(
        "deep-form", f"forms stand more than {deepest} deep in each other", span, "move the text into blocks with `if`"
    )


def long_form(span: Span, most: int) -> Diagnostic:
    return Diagnostic("long-form", f"one form holds more than {most:,} alternatives", span, "make several forms of it")


def not_a_form(span: Span, text: str) -> Diagnostic:
    offer = "write `{name}` for a value, `{! words}` for the first visit only, `{one | other}` for several parts"
    return Diagnostic("not-a-form", f"{quoted(text)} is neither a value nor several parts", span, offer)


def printed_braces(span: Span, key: str, form: str) -> Diagnostic:
    message = f"{quoted(form)} is printed as it stands: `{key}` is plain text and has no forms"
    return Diagnostic("printed-braces", message, span, "write it without braces, or in a `text`", "warning")
