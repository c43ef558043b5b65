"""Makes text safe to print: what a terminal would obey, or an eye would miss, is spelled out; measures its width."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import Any

LINE_LIMIT = 300
"""Characters a printed line may have."""

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Bidirectional controls and characters that leave no mark, as the inside of a regular expression's class."""

UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""Control characters but TAB and LF, separators, halves of surrogate pairs and non-characters."""

_TO_SPELL = f"[\t\n{UNSAFE}{UNSEEN}]"
_HARMLESS = "([\n\u200c\u200d\ufe0e\ufe0f])"
"""Kept as they are in prose: line feeds, and what joins letters or chooses between the looks of a sign."""


def safe(text: str) -> str:
    """Return the text with every control character as `^[` and every other unsafe or unseen one as `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_TO_SPELL, _spell, text)


def safe_prose(text: str) -> str:
    """Return the text with what a terminal would obey spelled out, a TAB as a space, without soft hyphens."""
    spaced = text.replace("\t", " ").replace("\u00ad", "")
    if spaced.isascii() and spaced.replace("\n", "").isprintable():
        return spaced
    parts = re.split(_HARMLESS, spaced)
    return "".join(part if index % 2 else safe(part) for index, part in enumerate(parts))


def safe_output(text: str) -> str:
    """Return what a command writes made safe as prose, but with its TABs kept."""
    return "\t".join(map(safe_prose, text.split("\t"))) if "\t" in text else safe_prose(text)


def safe_words(text: str) -> str:
    """Return prose made safe, on one line."""
    return safe_prose(" ".join(text.split("\n")))


def safe_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return the text made safe and cut to `limit` characters, the last of them `…` if any were lost."""
    line = safe(text[: limit + 1])
    return line if len(line) <= limit else line[: limit - 1] + "…"


def quoted(text: str, limit: int = 60) -> str:
    """Return a name or a bit of the author's text, safe and in backticks."""
    return f"`{safe_line(text, limit)}`"


def counted(number: int, noun: str) -> str:
    """Return a number before the noun it counts, which takes an `s` unless there is one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def cell_width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(character_width, text))


@cache
def character_width(character: str) -> int:
    """Return 0 for what is set on the character before or not seen, 2 for a wide character, 1 for any other."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _spell(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20 or code == 0x7F:
        return "^" + chr(code ^ 0x40)
    return f"<U+{code:04X}>"


_TO_ESCAPE = f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{UNSEEN}]"
"""What JSON does not escape, and a terminal would obey or an eye would miss."""


def json_text(value: Any, indent: int | None = None) -> str:
    """Return the value as JSON, on one line without an indent; unsafe and unseen characters become `\\u202e`."""
    return escape_unsafe(json.dumps(value, ensure_ascii=False, indent=indent))


def escape_unsafe(text: str) -> str:
    """Return JSON with its unsafe and unseen characters escaped."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_TO_ESCAPE, lambda match: json.dumps(match.group())[1:-1], text)
