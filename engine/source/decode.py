"""Bytes into the text of one file: strict UTF-8, line ends made equal, forbidden characters named and taken out."""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import UNSAFE, UNSEEN
from engine.diagnostics.span import Span
from engine.source.messages.files import not_utf8
from engine.source.messages.structure import forbidden_character

_BLANK = re.compile("^[ \t]+$", re.MULTILINE)

NAMED_LIMIT = 20
"""Forbidden characters of one file that are named; the rest is taken out in silence."""

FORBIDDEN = re.compile(f"[{UNSAFE}]")
"""What may stand nowhere in a story."""

FORBIDDEN_IN_KEY = re.compile(f"[\t\n{UNSAFE}{UNSEEN}]")
"""What may stand in no key: there it could not be seen."""


def decode(file: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Read the text of a file: LF at line ends, blank lines empty, no byte order mark; nothing if not UTF-8."""
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as trouble:
        return "", (not_utf8(_byte_place(file, data, trouble.start), data[trouble.start]),)
    text = _BLANK.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not FORBIDDEN.search(text):
        return text, ()
    return FORBIDDEN.sub("\ufffd", text), tuple(_named(file, text))


def _named(file: str, text: str) -> list[Diagnostic]:
    found = []
    line, line_start = 1, 0
    for match in FORBIDDEN.finditer(text):
        line += text.count("\n", line_start, match.start())
        line_start = text.rfind("\n", 0, match.start()) + 1
        column = match.start() - line_start + 1
        found.append(forbidden_character(Span(file, line, column, line, column + 1), match.group()))
        if len(found) == NAMED_LIMIT:
            break
    return found


def _byte_place(file: str, data: bytes, index: int) -> Span:
    before = data[:index].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(file, line, column, line, column + 1)
