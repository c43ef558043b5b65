"""Decode the bytes of one file: strict UTF-8, line ends made equal, forbidden characters reported and replaced."""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import UNSAFE, UNSEEN
from engine.diagnostics.span import Span
from engine.source.messages import forbidden_character, not_utf8

_BLANK = re.compile("^[ \t]+$", re.MULTILINE)

NAMED_LIMIT = 20
"""Forbidden characters of one file that are reported; the rest is replaced without a word."""

FORBIDDEN = re.compile(f"[{UNSAFE}]")
"""The characters allowed nowhere in a story."""

FORBIDDEN_IN_KEY = re.compile(f"[\t\n{UNSAFE}{UNSEEN}]")
"""The characters allowed in no key, where they could not be seen."""


def decode(file: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Decode a file: LF at line ends, blank lines empty, no byte order mark; the text is empty if it is not UTF-8."""
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        return "", (not_utf8(_byte_place(file, data, error.start), data[error.start]),)
    text = _BLANK.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not FORBIDDEN.search(text):
        return text, ()
    return FORBIDDEN.sub("\ufffd", text), tuple(_report_forbidden(file, text))


def _report_forbidden(file: str, text: str) -> list[Diagnostic]:
    diagnostics = []
    line, line_start = 1, 0
    for match in FORBIDDEN.finditer(text):
        line += text.count("\n", line_start, match.start())
        line_start = text.rfind("\n", 0, match.start()) + 1
        column = match.start() - line_start + 1
        diagnostics.append(forbidden_character(Span(file, line, column, line, column + 1), match.group()))
        if len(diagnostics) == NAMED_LIMIT:
            break
    return diagnostics


def _byte_place(file: str, data: bytes, index: int) -> Span:
    before = data[:index].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(file, line, column, line, column + 1)
