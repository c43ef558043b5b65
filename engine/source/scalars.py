"""Read one scalar of a file: its text, with the place of every line of it.

The text differs from YAML's: where YAML folds, a blank line in the source becomes `\\n\\n` and a line break a space.
"""

from __future__ import annotations

import re
from itertools import pairwise

from yaml.events import ScalarEvent

from engine.diagnostics.span import Span
from engine.records import dataclass
from engine.source.events import Mark, marks
from engine.source.nodes import Origin, Scalar, Style

SCALAR_LIMIT = 65_536
"""Characters a scalar may have; a longer one stays as YAML read it, and is refused."""

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED = dict(zip("0abtnvfre_NLP", "\0\a\b\t\n\v\f\r\x1b\xa0\x85\u2028\u2029", strict=True))
_STYLES: dict[str | None, Style] = {'"': "double", "'": "single", "|": "literal", ">": "folded"}


@dataclass(slots=True)
class _Piece:
    """Text that is contiguous in its file; line and column count from 0."""

    text: str
    line: int
    column: int


def read_scalar(event: ScalarEvent, file: str, lines: tuple[str, ...]) -> Scalar:
    """Return the scalar of an event; `lines` are those of its file."""
    (start, end), text = marks(event), event.value
    style = _STYLES.get(event.style, "plain")
    if len(text) > SCALAR_LIMIT:
        return Scalar(text, style, Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1))
    if style in ("literal", "folded"):
        return _read_block(style, event, file, lines)
    span = Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    if start.line == end.line:
        if style == "plain":
            return Scalar(text, style, span)
        if len(text) == end.column - start.column - 2:
            return Scalar(text, style, span, (Origin(0, start.line + 1, start.column + 2),))
    if style == "plain":
        return _join(_plain_pieces(lines, start, end), style, span)
    return _join(_quoted_pieces(lines, start, end, style == "double"), style, span)


def _read_block(style: Style, event: ScalarEvent, file: str, lines: tuple[str, ...]) -> Scalar:
    start, end = marks(event)
    first = start.line + 1
    after = end.line + (end.column > 0)
    while after > first and not lines[after - 1].strip():
        after -= 1
    span = Span(file, start.line + 1, start.column + 1, after, len(lines[after - 1]) + 1)
    if after == first:
        return Scalar("", style, span)
    indent = _block_indent(event.value, lines[first:after])
    if style == "folded":
        return _join(_folded_pieces(lines, first, after, indent), style, span)
    return _read_literal(event.value, first, indent, span)


def _read_literal(text: str, first: int, indent: int, span: Span) -> Scalar:
    origins = []
    offset = 0
    for number, line in enumerate(text.rstrip("\n").split("\n"), first + 1):
        origins.append(Origin(offset, number, indent + 1))
        offset += len(line) + 1
    return Scalar(text, "literal", span, tuple(origins))


def _block_indent(text: str, body: tuple[str, ...]) -> int:
    """Return the indentation of a block scalar: the spaces that its first line with words has not in `text`."""
    first = next(line for line in body if line.strip())
    own_spaces = re.match(r"\n*( *)", text)
    return len(first) - len(first.lstrip(" ")) - (len(own_spaces.group(1)) if own_spaces else 0)


def _join(pieces: list[_Piece], style: Style, span: Span) -> Scalar:
    origins = []
    offset = 0
    for piece in pieces:
        origins.append(Origin(offset, piece.line + 1, piece.column + 1))
        offset += len(piece.text)
    return Scalar("".join(piece.text for piece in pieces), style, span, tuple(origins))


def _plain_pieces(lines: tuple[str, ...], start: Mark, end: Mark) -> list[_Piece]:
    """Return the pieces of a scalar without quotation marks."""
    rows = [_Piece(lines[start.line][start.column :].rstrip(), start.line, start.column)]
    for number in range(start.line + 1, end.line + 1):
        line = lines[number][: end.column] if number == end.line else lines[number]
        rows.append(_trim(line, number))
    return _fold(rows)


def _quoted_pieces(lines: tuple[str, ...], start: Mark, end: Mark, has_escapes: bool) -> list[_Piece]:
    """Return the pieces of a scalar in quotation marks, with its escapes resolved."""
    if start.line == end.line:
        inside = _Piece(lines[start.line][start.column + 1 : end.column - 1], start.line, start.column + 1)
        return _unescape(inside, has_escapes)
    rows = [_Piece(lines[start.line][start.column + 1 :], start.line, start.column + 1)]
    for number in range(start.line + 1, end.line):
        rows.append(_trim(lines[number], number))
    last = lines[end.line][: end.column - 1]
    rows.append(_Piece(last.lstrip(), end.line, len(last) - len(last.lstrip())))
    for row in rows[:-1]:
        words = row.text.rstrip(" \t")
        row.text = row.text[: len(words) + (has_escapes and _ends_in_escape(words))]
    joins_next = [has_escapes and _ends_in_escape(row.text) for row in rows]
    for row, joins in zip(rows, joins_next, strict=True):
        row.text = row.text[:-1] if joins else row.text
    return [piece for row in _fold(rows, joins_next) for piece in _unescape(row, has_escapes)]


def _folded_pieces(lines: tuple[str, ...], first: int, after: int, indent: int) -> list[_Piece]:
    """Return the pieces of a `>` scalar; lines indented further keep their line breaks."""
    rows = [_Piece(lines[number][indent:], number, indent) for number in range(first, after)]
    pieces = _fold([_Piece(row.text if row.text.strip() else "", row.line, row.column) for row in rows])
    for here, following in pairwise(pieces):
        if here.text.endswith(" ") and (here.text[0] in " \t" or following.text[0] in " \t"):
            here.text = here.text[:-1] + "\n"
    return pieces


def _fold(rows: list[_Piece], joins_next: list[bool] | None = None) -> list[_Piece]:
    """Join rows with spaces; blank ones between the first and the last become a paragraph break."""
    pieces = rows[:1]
    for index in range(1, len(rows)):
        row = rows[index]
        if not row.text and index < len(rows) - 1:
            continue
        previous = pieces[-1]
        if row.line - previous.line > 1:
            previous.text += "\n\n"
        elif not (joins_next and joins_next[index - 1]):
            previous.text += " "
        pieces.append(row)
    return pieces


def _trim(line: str, number: int) -> _Piece:
    return _Piece(line.strip(" \t"), number, len(line) - len(line.lstrip(" \t")))


def _ends_in_escape(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _unescape(row: _Piece, has_escapes: bool) -> list[_Piece]:
    """Split a row at its escapes, so that every place stays exact."""
    pattern = _ESCAPE if has_escapes else re.compile("''")
    pieces: list[_Piece] = []
    start = 0
    for match in pattern.finditer(row.text):
        code = match.group()[1:]
        character = chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED.get(code, code)
        pieces.append(_Piece(row.text[start : match.start()], row.line, row.column + start))
        pieces.append(_Piece(character, row.line, row.column + match.start()))
        start = match.end()
    pieces.append(_Piece(row.text[start:], row.line, row.column + start))
    return [piece for piece in pieces if piece.text] or pieces[-1:]
