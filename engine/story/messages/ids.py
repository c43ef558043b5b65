"""Ids that cannot be, or are taken, as diagnostics."""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.language import LONGEST_ID

_not_a_name = partial(Diagnostic, "not-a-name")


def bad_choice_id(span: Span, text: str) -> Diagnostic:
    offer = f"an id holds letters, digits, `-` and `_`, no `-` at either end, {LONGEST_ID} at most"
    return Diagnostic("bad-choice-id", f"{quoted(text)} cannot be an id", span, offer)


def bad_id(span: Span, what: str, text: str) -> Diagnostic:
    offer = f"an id is lower case letters, digits and `_`, a letter first, {LONGEST_ID} at most"
    return Diagnostic("bad-id", f"{quoted(text)} cannot be the id of {what}", span, offer)


def needs_id(span: Span, label: str) -> Diagnostic:
    return Diagnostic(
        "needs-id", f"{quoted(label)} has no letters or digits to make an id of", span, "give it one: `id: some-words`"
    )


def not_a_name(span: Span, key: str, text: str) -> Diagnostic:
    where = f"in `{key}`, " if key else ""
    if text in {"on", "back"}:
        return _not_a_name(
            f"{where}`{text}` is no scene", span, "name a scene; only `go` in a block goes `on` or `back`"
        )
    offer = "a name is lower case letters, digits and `_`"
    if " " in text:
        offer += "; words to print go under `text: |`"
    return _not_a_name(f"{where}{quoted(text)} is no name", span, offer)


def repeated_choice(span: Span, name: str, other: Span) -> Diagnostic:
    offer = "give one of them an `id:` of its own, first in its body"
    return Diagnostic("repeated-choice", f"another choice here has the id {quoted(name)}", span, offer, also=(other,))


def repeated_id(span: Span, name: str, what: str, first: Span) -> Diagnostic:
    """Refuse an id that is taken: `what` had it before, at `first`."""
    where = f"{first.file}:{first.line}"
    return Diagnostic(
        "repeated-id",
        f"{quoted(name)} is already the {what} at {where}",
        span,
        "give one of the two another id",
        also=(first,),
    )


def reserved_id(span: Span, what: str, text: str) -> Diagnostic:
    return Diagnostic(
        "reserved-id", f"`{text}` is a word of the language and cannot be the id of {what}", span, "take another id"
    )
