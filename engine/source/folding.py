"""Scalars that YAML folds, line by line: which words stand where, and what parts one line from the next.

Runs of lines become one line, parted by a space; a blank line between them parts paragraphs.
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
    """Text that stands in one stretch of a file; line and column count from 0."""

    text: str
    line: int
    column: int


def plain_pieces(lines: tuple[str, ...], start: Mark, end: Mark) -> list[Piece]:
    """The lines of a scalar without quotation marks."""
    rows = [Piece(lines[start.line][start.column :].rstrip(), start.line, start.column)]
    for number in range(start.line + 1, end.line + 1):
        line = lines[number][: end.column] if number == end.line else lines[number]
        rows.append(_trimmed(line, number))
    return _folded(rows)


def quoted_pieces(lines: tuple[str, ...], start: Mark, end: Mark, has_escapes: bool) -> list[Piece]:
    """The lines of a scalar in quotation marks, with its escapes resolved."""
    if start.line == end.line:
        inside = Piece(lines[start.line][start.column + 1 : end.column - 1], start.line, start.column + 1)
        return _unescaped(inside, has_escapes)
    rows = [Piece(lines[start.line][start.column + 1 :], start.line, start.column + 1)]
    for number in range(start.line + 1, end.line):
        rows.append(_trimmed(lines[number], number))
    last = lines[end.line][: end.column - 1]
    rows.append(Piece(last.lstrip(), end.line, len(last) - len(last.lstrip())))
    for row in rows[:-1]:
        row.text = _without_trailing_space(row.text, has_escapes)
    glued = [has_escapes and _ends_in_escape(row.text) for row in rows]
    for row, is_glued in zip(rows, glued, strict=True):
        row.text = row.text[:-1] if is_glued else row.text
    return [piece for row in _folded(rows, glued) for piece in _unescaped(row, has_escapes)]


def folded_pieces(lines: tuple[str, ...], first: int, after: int, indent: int) -> list[Piece]:
    """The lines of a `>` scalar; lines indented further keep their line breaks."""
    rows = [Piece(lines[number][indent:], number, indent) for number in range(first, after)]
    pieces = _folded([Piece(row.text if row.text.strip() else "", row.line, row.column) for row in rows])
    for here, following in pairwise(pieces):
        if here.text.endswith(" ") and (here.text[0] in " \t" or following.text[0] in " \t"):
            here.text = here.text[:-1] + "\n"
    return pieces


def _folded(rows: list[Piece], glued: list[bool] | None = None) -> list[Piece]:
    """Blank rows between the first and the last become paragraph breaks at the end of the row before them."""
    pieces = rows[:1]
    for index in range(1, len(rows)):
        row = rows[index]
        if not row.text and index < len(rows) - 1:
            continue
        previous = pieces[-1]
        if row.line - previous.line > 1:
            previous.text += PARAGRAPH
        elif not (glued and glued[index - 1]):
            previous.text += " "
        pieces.append(row)
    return pieces


def _trimmed(line: str, number: int) -> Piece:
    return Piece(line.strip(" \t"), number, len(line) - len(line.lstrip(" \t")))


def _without_trailing_space(text: str, has_escapes: bool) -> str:
    kept = text.rstrip(" \t")
    return text[: len(kept) + 1] if has_escapes and _ends_in_escape(kept) else kept


def _ends_in_escape(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _unescaped(row: Piece, has_escapes: bool) -> list[Piece]:
    """One piece for each stretch without an escape, so that every place stays exact."""
    pattern = _ESCAPE if has_escapes else re.compile("''")
    pieces: list[Piece] = []
    done = 0
    for match in pattern.finditer(row.text):
        said = _escape(match.group(1)) if has_escapes else "'"
        pieces.append(Piece(row.text[done : match.start()], row.line, row.column + done))
        pieces.append(Piece(said, row.line, row.column + match.start()))
        done = match.end()
    pieces.append(Piece(row.text[done:], row.line, row.column + done))
    return [piece for piece in pieces if piece.text] or pieces[-1:]


def _escape(written: str) -> str:
    if len(written) > 1:
        return chr(int(written[1:], 16))
    return _ESCAPED.get(written, written)
