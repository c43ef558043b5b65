"""Diagnostics about declarations of variables."""

from __future__ import annotations

import re
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.expressions.messages.names import TRUTHS_ELSEWHERE
from engine.language import ID, LONGEST_ID, LONGEST_START, MOST_ALTERNATIVES, MOST_MEMBERS

_SEPARATOR = re.compile(r"[,|/]")
_MEMBER = re.compile(ID).fullmatch

_malformed_name = partial(Diagnostic, "malformed-name")
_too_many_members = partial(Diagnostic, "too-many-members")


def duplicate_member(span: Span, name: str, first: Span) -> Diagnostic:
    return Diagnostic(
        "duplicate-member", f"the member {quoted(name)} is there already", span, "take one of them out", also=(first,)
    )


def empty_range(span: Span, low: int, high: int) -> Diagnostic:
    return Diagnostic("empty-range", f"there is no number from {low} to {high}", span, f"write `{high}..{low}`")


def long_start(span: Span, count: int) -> Diagnostic:
    message = f"this text starts with {count} characters, and {LONGEST_START} is the most"
    return Diagnostic("long-start", message, span, "shorten it, and say the rest in the story")


def malformed_name(span: Span, text: str, is_compared: bool = False) -> Diagnostic:
    """Refuse a name; `is_compared` if it may be meant for the words of a free text."""
    if not text:
        return _malformed_name("a name is missing here", span, "write a name, or take out the comma")
    if len(text) > LONGEST_ID:
        return _malformed_name(f"a name has {LONGEST_ID} characters at most", span, "shorten it")
    lower_case = text.lower().replace("-", "_").replace(" ", "_").strip("_")
    is_plain = lower_case != text and lower_case.isascii() and lower_case.isidentifier()
    help_ = f"write {quoted(lower_case)}" if is_plain else "a name is a letter a to z, then letters, digits and `_`"
    if is_compared:
        help_ += " if it is a member of `one of`; a free text cannot be compared"
    return _malformed_name(f"{quoted(text)} cannot be a name", span, help_)


def reserved_name(span: Span, text: str) -> Diagnostic:
    return _malformed_name(f"`{text}` is the word for an empty set", span, "leave it out, or give it another name")


def not_a_declaration(span: Span, text: str) -> Diagnostic:
    """Refuse a text; the items of a list are given with commas between them."""
    forms = "write a range like `0..6 = 0`, `true`, `false`, `one of here, blind`, `any of lapin, gobi` or `text`"
    lower_case = text.lower()
    truth = TRUTHS_ELSEWHERE.get(lower_case, lower_case if lower_case in {"true", "false"} else None)
    message = f"{quoted(text)} declares nothing" if text else "a declaration is missing here"
    members = [member.strip() for member in _SEPARATOR.split(text)]
    meant = truth or (f"one of {', '.join(members)}" if len(members) > 1 and all(map(_MEMBER, members)) else None)
    return Diagnostic("not-a-declaration", message, span, f"write {quoted(meant)}" if meant else forms)


def number_without_range(span: Span, start: str) -> Diagnostic:
    value = int(start) if len(start) < 7 else 0
    help_ = f"write `{min(0, value)}..{max(10, value)} = {value}`"
    return Diagnostic("number-without-range", f"the number {quoted(start)} has no range", span, help_)


def start_outside_range(span: Span, start: int, low: int, high: int) -> Diagnostic:
    wider = f"{min(low, start)}..{max(high, start)} = {start}"
    return Diagnostic(
        "start-outside-range",
        f"the start {start} lies outside {low}..{high}",
        span,
        f"start inside, or write `{wider}`",
    )


def too_many_members(span: Span, count: int) -> Diagnostic:
    return _too_many_members(
        f"this set has {count} members, and {MOST_MEMBERS} is the most", span, "part it into several sets"
    )


def too_many_alternatives(span: Span, count: int) -> Diagnostic:
    message = f"this has {count} members, and `one of` has {MOST_ALTERNATIVES} at most"
    return _too_many_members(message, span, "part it into several variables, or keep a number")
