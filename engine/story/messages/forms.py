"""Forms in braces that cannot be read, as diagnostics."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span


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
