"""Fold the lines of a scalar to pieces of text with their places.

A run of lines becomes one line, joined by spaces; blank lines between them become a paragraph break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from engine.source.events import Mark

PARAGRAPH = "\n\n"

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED = dict(zip("0abtnvfre_NLP", "\0\a\b\t\n\v\f\r\x1b\xa0\x85\u2028\u2029", strict=True))


@dataclass(slots=True)
class Piece:
    """Text that is contiguous in its file; line and column count from 0."""

    text: str
    line: int
    column: int


def plain_pieces(lines: tuple[str, ...], start: Mark, end: Mark) -> list[Piece]:
    """Return the pieces of a scalar without quotation marks."""
    rows = [Piece(lines[start.line][start.column :].rstrip(), start.line, start.column)]
    for number in range(start.line + 1, end.line + 1):
        line = lines[number][: end.column] if number == end.line else lines[number]
        rows.append(_trim(line, number))
    return _fold(rows)


def quoted_pieces(lines: tuple[str, ...], start: Mark, end: Mark, has_escapes: bool) -> list[Piece]:
    """Return the pieces of a scalar in quotation marks, with its escapes resolved."""
    if start.line == end.line:
        inside = Piece(lines[start.line][start.column + 1 : end.column - 1], start.line, start.column + 1)
        return _unescape(inside, has_escapes)
    rows = [Piece(lines[start.line][start.column + 1 :], start.line, start.column + 1)]
    for number in range(start.line + 1, end.line):
        rows.append(_trim(lines[number], number))
    last = lines[end.line][: end.column - 1]
    rows.append(Piece(last.lstrip(), end.line, len(last) - len(last.lstrip())))
    for row in rows[:-1]:
        row.text = _trim_end(row.text, has_escapes)
    joins_next = [has_escapes and _ends_in_escape(row.text) for row in rows]
    for row, joins in zip(rows, joins_next, strict=True):
        row.text = row.text[:-1] if joins else row.text
    return [piece for row in _fold(rows, joins_next) for piece in _unescape(row, has_escapes)]


def folded_pieces(lines: tuple[str, ...], first: int, after: int, indent: int) -> list[Piece]:
    """Return the pieces of a `>` scalar; lines indented further keep their line breaks."""
    rows = [Piece(lines[number][indent:], number, indent) for number in range(first, after)]
    pieces = _fold([Piece(row.text if row.text.strip() else "", row.line, row.column) for row in rows])
    for here, following in pairwise(pieces):
        if here.text.endswith(" ") and (here.text[0] in " \t" or following.text[0] in " \t"):
            here.text = here.text[:-1] + "\n"
    return pieces


def _fold(rows: list[Piece], joins_next: list[bool] | None = None) -> list[Piece]:
    """Join rows with spaces; blank ones between the first and the last become a paragraph break."""
    pieces = rows[:1]
    for index in range(1, len(rows)):
        row = rows[index]
        if not row.text and index < len(rows) - 1:
            continue
        previous = pieces[-1]
        if row.line - previous.line > 1:
            previous.text += PARAGRAPH
        elif not (joins_next and joins_next[index - 1]):
            previous.text += " "
        pieces.append(row)
    return pieces


def _trim(line: str, number: int) -> Piece:
    return Piece(line.strip(" \t"), number, len(line) - len(line.lstrip(" \t")))


def _trim_end(text: str, has_escapes: bool) -> str:
    words = text.rstrip(" \t")
    return text[: len(words) + 1] if has_escapes and _ends_in_escape(words) else words


def _ends_in_escape(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _unescape(row: Piece, has_escapes: bool) -> list[Piece]:
    """Split a row at its escapes, so that every place stays exact."""
    pattern = _ESCAPE if has_escapes else re.compile("''")
    pieces: list[Piece] = []
    start = 0
    for match in pattern.finditer(row.text):
        character = _character_of(match.group(1)) if has_escapes else "'"
        pieces.append(Piece(row.text[start : match.start()], row.line, row.column + start))
        pieces.append(Piece(character, row.line, row.column + match.start()))
        start = match.end()
    pieces.append(Piece(row.text[start:], row.line, row.column + start))
    return [piece for piece in pieces if piece.text] or pieces[-1:]


def _character_of(code: str) -> str:
    """Return the character that an escape means; `code` is what follows the backslash."""
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED.get(code, code)
