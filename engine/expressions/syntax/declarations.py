"""Parse declarations of variables to a kind and a start: `0..6 = 0`, `one of a, b`, `any of a, b = a`, `text`.

Without `=`, a number starts at 0 or, when its range does not hold 0, at its low end; `one of` starts at its first
member, a set empty, a text empty.
"""

from __future__ import annotations

import re
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.messages import ExpressionError, not_a_declaration, not_a_member
from engine.expressions.syntax.tokens import (
    Place,
    is_name,
    malformed_name,
    not_a_number,
    number_too_large,
    refuse_hidden,
)
from engine.language import EMPTY, FARTHEST, LONGEST_START, MOST_ALTERNATIVES, MOST_MEMBERS

Declaration = tuple[Kind, int | str]
Fragment = tuple[str, int]
"""A part of the text and its offset."""

_too_many_members = partial(Diagnostic, "too-many-members")

_TEXT = re.compile(r"\s*text\s*(?:=(?P<start>.*))?", re.DOTALL)
_MEMBERS = re.compile(r"\s*(?P<which>one|any)\s+of\b(?P<members>[^=]*)(?:=(?P<start>.*))?", re.DOTALL)
_RANGE = re.compile(r"(?P<low>[^=]*?)\.\.+(?P<high>[^=]*)(?:=(?P<start>.*))?", re.DOTALL)
_TRUTH = re.compile(r"\s*(true|false)\s*")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER_ALONE = re.compile(r"\s*+(?:(?:number\b|=)\s*+)?(?:=\s*+)?(?P<start>[-+]?[0-9]+)\s*")


def parse_variable(text: str, place: Place) -> Declaration:
    """Return a variable's kind and its start, as the number that holds it or a text; raise ExpressionError."""
    if match := _TEXT.fullmatch(text):
        return TextKind(), _text_start(match, place)
    refuse_hidden(text, place)
    if match := _TRUTH.fullmatch(text):
        return TruthKind(), int(match[1] == "true")
    if match := _MEMBERS.fullmatch(text):
        return _one_of(match, place) if match["which"] == "one" else _any_of(match, place)
    if match := _RANGE.fullmatch(text):
        return _range(match, place)
    span = place(0, len(text))
    if match := _NUMBER_ALONE.fullmatch(text):
        raise ExpressionError(_number_without_range(span, match["start"]))
    raise ExpressionError(not_a_declaration(span, text.strip()))


def _text_start(match: re.Match[str], place: Place) -> str:
    start, offset = _trim((match["start"] or "", match.start("start")))
    if len(start) > LONGEST_START:
        message = f"this text starts with {len(start)} characters, and {LONGEST_START} is the most"
        help_ = "shorten it, and say the rest in the story"
        raise ExpressionError(Diagnostic("long-start", message, _span((start, offset), place), help_))
    return start


def _number_without_range(span: Span, start: str) -> Diagnostic:
    value = int(start) if len(start) < 7 else 0
    help_ = f"write `{min(0, value)}..{max(10, value)} = {value}`"
    return Diagnostic("number-without-range", f"the number {quoted(start)} has no range", span, help_)


def _range(match: re.Match[str], place: Place) -> Declaration:
    low = _whole_number((match["low"], match.start("low")), place)
    high = _whole_number((match["high"], match.start("high")), place)
    if low > high:
        message, span = f"there is no number from {low} to {high}", place(0, match.end("high"))
        raise ExpressionError(Diagnostic("empty-range", message, span, f"write `{high}..{low}`"))
    if match["start"] is None:
        return NumberKind(low, high), 0 if low <= 0 <= high else low
    start = _whole_number((match["start"], match.start("start")), place)
    if not low <= start <= high:
        message, span = f"the start {start} lies outside {low}..{high}", _span(_group(match, "start"), place)
        help_ = f"start inside, or write `{min(low, start)}..{max(high, start)} = {start}`"
        raise ExpressionError(Diagnostic("start-outside-range", message, span, help_))
    return NumberKind(low, high), start


def _whole_number(fragment: Fragment, place: Place) -> int:
    text, offset = _trim(fragment)
    span = _span((text, offset), place)
    if not _WHOLE.fullmatch(text):
        raise not_a_number(span, text)
    if len(text) > len(str(FARTHEST)) + 1 or abs(int(text)) > FARTHEST:
        raise number_too_large(span, text)
    return int(text)


def _one_of(match: re.Match[str], place: Place) -> Declaration:
    members = _members(match, place)
    if len(members) > MOST_ALTERNATIVES:
        message = f"this has {len(members)} members, and `one of` has {MOST_ALTERNATIVES} at most"
        help_ = "part it into several variables, or keep a number"
        raise ExpressionError(_too_many_members(message, place(*match.span("members")), help_))
    if match["start"] is None:
        return OneOfKind(members), 0
    return OneOfKind(members), _index(_trim(_group(match, "start")), members, place)


def _any_of(match: re.Match[str], place: Place) -> Declaration:
    members = _members(match, place)
    if EMPTY in members:
        raise malformed_name(place(*match.span("members")), EMPTY)
    if len(members) > MOST_MEMBERS:
        message = f"this set has {len(members)} members, and {MOST_MEMBERS} is the most"
        raise ExpressionError(_too_many_members(message, place(*match.span("members")), "part it into several sets"))
    if match["start"] is None or match["start"].strip() == EMPTY:
        return AnyOfKind(members), 0
    indices = (_index(fragment, members, place) for fragment in _split(_group(match, "start")))
    return AnyOfKind(members), sum({1 << index for index in indices})


def _members(match: re.Match[str], place: Place) -> tuple[str, ...]:
    members: dict[str, Fragment] = {}
    for fragment in _split(_group(match, "members")):
        span = _span(fragment, place)
        if not is_name(fragment[0]):
            raise malformed_name(span, fragment[0])
        if fragment[0] in members:
            message, also = f"the member {quoted(fragment[0])} is there already", (_span(members[fragment[0]], place),)
            raise ExpressionError(Diagnostic("duplicate-member", message, span, "take one of them out", also=also))
        members[fragment[0]] = fragment
    return tuple(members)


def _index(fragment: Fragment, members: tuple[str, ...], place: Place) -> int:
    if fragment[0] not in members:
        raise ExpressionError(not_a_member(_span(fragment, place), fragment[0], members, members))
    return members.index(fragment[0])


def _split(fragment: Fragment) -> list[Fragment]:
    """Return the fragments between commas, trimmed."""
    text, offset = fragment
    return [_trim((match[1], offset + match.start(1))) for match in re.finditer(r"(?:^|,)([^,]*)", text)]


def _group(match: re.Match[str], group: str) -> Fragment:
    return match[group], match.start(group)


def _trim(fragment: Fragment) -> Fragment:
    text, offset = fragment
    return text.strip(), offset + len(text) - len(text.lstrip())


def _span(fragment: Fragment, place: Place) -> Span:
    return place(fragment[1], fragment[1] + len(fragment[0]))
