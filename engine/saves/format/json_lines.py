"""Writes the JSON of saves on lines, and parses JSON that a stranger may have written.

The long parts of a save are cut out of its JSON unparsed: a game has tens of thousands of steps, of which few are read.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from engine.diagnostics.show import escape_unsafe
from engine.errors import SaveError

DEEPEST = 12
FEW_PARTS, SMALLEST_PART = 1_000, 8
"""The most lists and mappings in a text: FEW_PARTS, and one more for every SMALLEST_PART bytes."""
GAP = "\n  "
"""What is before an item of a long part in a save; nothing is in an autosave."""
_NOT_MARKS = bytes(sorted(set(range(256)) - set(b'[]{}"')))
_OPENING, _QUOTE = b"[{", ord('"')
_TEXT = r'"[^"\\\x00-\x1f\x7f]*+"'
"""A text that is in JSON as it is."""
_ENTRY = rf'\{{"(?:choose|answer)":{_TEXT},"hash":"[0-9a-f]{{16}}"\}}'
_CHOICES = rf"(?:,\[\[{_TEXT},{_TEXT}\](?:,\[{_TEXT},{_TEXT}\])*+\])*+"
_SCENE = rf"({_TEXT}): ?(\[{_TEXT},{_TEXT}{_CHOICES}\])"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@cache
def long_parts(gap: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of the long parts of a save, each by what it begins with, as `json_line` writes them."""
    kinds = (("journal", "[", _ENTRY), ("earlier", "[", _ENTRY), ("scenes", "{", _SCENE))
    starts = {f'\n"{name}": {mark}' if gap else f',"{name}":{mark}': item for name, mark, item in kinds}
    items = rf"{gap}(%s(?:,{gap}%s)*+){gap.strip(' ')}[\]}}]"
    return {start: re.compile(re.escape(start) + items.replace("%s", item)) for start, item in starts.items()}


def json_line(value: Any) -> str:
    """Return a value as JSON on one line; characters that control a terminal are escaped."""
    return escape_unsafe(_encode(value))


def parse_save(body: bytes, gap: str) -> Any:
    """Parse the JSON of a save; of its long parts return the items unparsed, in a tuple.

    An item is the line of a journal's entry, or a scene's id and its fingerprints as JSON. A long part that is not
    exactly as `json_line` would write it is parsed as all the rest is.
    """
    text, parts = _decode(body), dict[str, tuple[Any, ...]]()
    for start, pattern in long_parts(gap).items():
        if (part := pattern.match(text, text.find(start))) and (items := _split(part[1], gap)):
            number = f"0.{len(parts)}"
            parts[number] = items
            text = f"{text[: part.start()]}{start[:-1]}{number}{text[part.end() :]}"
    return parse_json(text.encode(), json.JSONDecoder(parse_constant=_refuse_constant, parse_float=parts.get))


def _split(text: str, gap: str) -> tuple[Any, ...]:
    """Return the items of a long part; none if a character should be escaped, or if it is unclear where one ends."""
    if escape_unsafe(text) != text:
        return ()
    if not text.startswith("{"):
        return tuple((id[1:-1], fingerprints) for id, fingerprints in re.findall(_SCENE, text))
    if gap:
        return tuple(text.split("," + gap))
    lines = text.replace('"},{"', '"},\n{"').split(",\n")
    return tuple(lines) if len(lines) == text.count('","hash":"') else ()


def parse_json(body: bytes, decoder: json.JSONDecoder | None = None) -> Any:
    """Parse JSON that a stranger may have written; raise SaveError if it is none or larger than a save's can be."""
    check_shape(body)
    try:
        return (decoder or _DECODER).decode(_decode(body))
    except (ValueError, RecursionError):
        raise SaveError("its body is not JSON") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except ValueError:
        raise SaveError("its body is not JSON") from None


def _refuse_constant(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads but JSON does not have."""
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def check_shape(body: bytes) -> None:
    """Check the depth and the number of parts of JSON without parsing it; raise SaveError for too much of either."""
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return
    level, parts, most, is_quoted = 0, 0, FEW_PARTS + len(body) // SMALLEST_PART, False
    for mark in _marks(body):
        if mark == _QUOTE:
            is_quoted = not is_quoted
        elif is_quoted:
            continue
        elif mark in _OPENING:
            level, parts = level + 1, parts + 1
            if level > DEEPEST or parts > most:
                raise SaveError("it is nested too deeply" if level > DEEPEST else "it has more parts than a save has")
        else:
            level -= 1


def _marks(body: bytes) -> bytes:
    """Return only the quotes and brackets of JSON, without escaped ones and empty strings."""
    return body.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _NOT_MARKS).replace(b'""', b"")
