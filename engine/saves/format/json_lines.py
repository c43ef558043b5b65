"""Writes the JSON of saves on lines, and parses JSON that a stranger may have written.

The long parts of a save are cut out of its JSON unparsed: a game has tens of thousands of steps, of which few are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
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
_PLAIN = bytes(sorted(set(range(0x20, 0x7F)) - set(b"\\")))
"""The characters of ASCII that are in a text as they are in its JSON."""
_ENTRY = r'\{"(?:choose|answer)":"[^"]*+","hash":"[0-9a-f]{16}"\}'
_SCENE = r'"([^"]*+)":SPACE(\["[^"]*+","[^"]*+"(?:,\[\["[^"]*+","[^"]*+"\](?:,\["[^"]*+","[^"]*+"\])*+\])*+\])'
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _long_part(name: str, item: str, gap: str) -> re.Pattern[str]:
    """Return the pattern of a part with at least one item, as `json_line` writes them."""
    space, end = (" ", "\n") if gap else ("", "")
    item = item.replace("SPACE", space)
    return re.compile(rf'"({name})":{space}[\[{{]{gap}(?P<items>{item}(?:,{gap}{item})*+){end}[\]}}]')


_LONG_PARTS = {
    gap: (_long_part("journal|earlier", _ENTRY, gap), _long_part("scenes", re.sub(r"\((?=[^?])", "(?:", _SCENE), gap))
    for gap in ("", GAP)
}
_SCENES = re.compile(_SCENE.replace("SPACE", " ?"))


def json_line(value: Any) -> str:
    """Return a value as JSON on one line; characters that control a terminal are escaped."""
    return escape_unsafe(_encode(value))


def parse_save(body: bytes, gap: str) -> Any:
    """Parse the JSON of a save; of its long parts return the items unparsed, in a tuple.

    An item is the line of a journal's entry, or a scene's id and its fingerprints as JSON. A long part that is not
    exactly as `json_line` would write it is parsed as all the rest is.
    """
    parts: dict[str, tuple[Any, ...]] = {}

    def cut(part: re.Match[str]) -> str:
        items = _items(part[1], part["items"], gap)
        if items is None:
            return part.group()
        number = f"0.{len(parts) + 1}"
        parts[number] = items
        return f'"{part[1]}":{number}'

    text = _decode(body)
    for pattern in _LONG_PARTS[gap]:
        text = pattern.sub(cut, text)
    return parse_json(text.encode(), parts.get)


def _items(name: str, text: str, gap: str) -> tuple[Any, ...] | None:
    """Return the items of a long part, or None if one has an escape, or a character that should have been escaped."""
    line_feeds = text.encode("ascii", "ignore").translate(None, _PLAIN)
    items: list[Any] = _SCENES.findall(text) if name == "scenes" else _entry_lines(text, gap)
    is_exact = len(line_feeds) == (len(items) - 1 if gap else 0) == line_feeds.count(b"\n")
    return tuple(items) if is_exact and items and escape_unsafe(text) == text else None


def _entry_lines(text: str, gap: str) -> list[str]:
    """Return the entries of a journal; none where an answer looks like the end of one entry and the next."""
    lines = text.split("," + gap) if gap else text.replace('"},{"', '"},\n{"').split(",\n")
    return lines if len(lines) == text.count('","hash":"') else []


def parse_json(body: bytes, parse_float: Callable[[str], Any] | None = None) -> Any:
    """Parse JSON that a stranger may have written; raise SaveError if it is none or larger than a save's can be."""
    check_shape(body)
    try:
        return json.loads(_decode(body), parse_constant=_refuse_constant, parse_float=parse_float)
    except (ValueError, RecursionError):
        raise SaveError("its body is not JSON") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except ValueError:
        raise SaveError("its body is not JSON") from None


def check_shape(body: bytes) -> None:
    """Check the depth and the number of parts of JSON without parsing it; raise SaveError for too much of either."""
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


def _refuse_constant(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads but JSON does not have."""
    raise ValueError(constant)
