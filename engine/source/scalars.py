"""Read one scalar of a file: its text, with the place of every line of it.

The text differs from YAML's: where YAML folds, a blank line in the source becomes `\\n\\n` and a line break a space.
"""

from __future__ import annotations

import re

from engine.diagnostics.span import Span
from engine.source.events import Mark, ScalarEvent, marks
from engine.source.folding import Piece, folded_pieces, plain_pieces, quoted_pieces
from engine.source.nodes import Origin, Scalar, Style

SCALAR_LIMIT = 65_536
"""Characters a scalar may have; a longer one stays as YAML read it, and is refused."""

_STYLES: dict[str | None, Style] = {'"': "double", "'": "single", "|": "literal", ">": "folded"}


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
        return _join(plain_pieces(lines, start, end), style, span)
    return _join(quoted_pieces(lines, start, end, style == "double"), style, span)


def _read_block(style: Style, event: ScalarEvent, file: str, lines: tuple[str, ...]) -> Scalar:
    start, end = marks(event)
    first = start.line + 1
    after = end.line + (end.column > 0)
    while after > first and not lines[after - 1].strip():
        after -= 1
    span = _block_span(start, after, file, lines)
    if after == first:
        return Scalar("", style, span)
    indent = _block_indent(event.value, lines[first:after])
    if style == "folded":
        return _join(folded_pieces(lines, first, after, indent), style, span)
    return _read_literal(event.value, first, indent, span)


def _read_literal(text: str, first: int, indent: int, span: Span) -> Scalar:
    origins = []
    offset = 0
    for number, line in enumerate(text.rstrip("\n").split("\n"), first + 1):
        origins.append(Origin(offset, number, indent + 1))
        offset += len(line) + 1
    return Scalar(text, "literal", span, tuple(origins))


def _block_span(start: Mark, after: int, file: str, lines: tuple[str, ...]) -> Span:
    return Span(file, start.line + 1, start.column + 1, after, len(lines[after - 1]) + 1)


def _block_indent(text: str, body: tuple[str, ...]) -> int:
    """Return the indentation of a block scalar: the spaces that its first line with words has not in `text`."""
    first = next(line for line in body if line.strip())
    own_spaces = re.match(r"\n*( *)", text)
    return len(first) - len(first.lstrip(" ")) - (len(own_spaces.group(1)) if own_spaces else 0)


def _join(pieces: list[Piece], style: Style, span: Span) -> Scalar:
    origins = []
    offset = 0
    for piece in pieces:
        origins.append(Origin(offset, piece.line + 1, piece.column + 1))
        offset += len(piece.text)
    return Scalar("".join(piece.text for piece in pieces), style, span, tuple(origins))
