"""The parts of a page as lines of plain text, no wider than asked; emphasis marks are left out."""

from __future__ import annotations

from typing import assert_never

from engine.presentation.blocks import (
    ActTitle,
    Document,
    EndingCard,
    Epigraph,
    Heading,
    Paragraph,
    Part,
    Pause,
    TitlePage,
)
from engine.presentation.emphasis import plain_words
from engine.presentation.wrapping import wrap

MEASURE = 72
"""The width a page has where there is room for it."""

_INDENT = "    "


def part_lines(part: Part, width: int) -> list[str]:
    match part:
        case TitlePage(title, author, details):
            by = [f"by {author}"] if author else []
            return [*_folded(title, width), *by, *(line for text in details for line in ["", *_folded(text, width)])]
        case Epigraph(lines, source):
            return [*_lines(lines, width, _INDENT), *(_folded(f"— {source}", width, _INDENT) if source else [])]
        case ActTitle(title):
            return _folded(title.upper(), width)
        case Heading(title, details):
            return _folded(" · ".join(word for word in (title, *details) if word), width)
        case Paragraph(lines):
            return _lines(lines, width, "")
        case Document(lines):
            return _lines(lines, width, _INDENT)
        case Pause():
            return ["* * *"]
        case EndingCard(title):
            return _folded(f"The end: {title}", width)
        case unknown:
            assert_never(unknown)


def _lines(texts: tuple[str, ...], width: int, indent: str) -> list[str]:
    return [line for text in texts for line in _folded(text, width, indent)]


def _folded(text: str, width: int, indent: str = "") -> list[str]:
    return wrap(plain_words(text), width, indent, indent)
