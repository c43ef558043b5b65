"""A page and the status line as plain text, no wider than asked; emphasis marks are left out."""

from __future__ import annotations

from typing import assert_never

from engine.presentation.blocks import (
    ActTitle,
    Document,
    EndingCard,
    EpigraphCard,
    Heading,
    PageBlock,
    Paragraph,
    Pause,
    TitlePage,
)
from engine.presentation.emphasis import without_emphasis
from engine.presentation.wrapping import wrap
from engine.runtime.frame import Frame, FrameStatus

MEASURE = 72
"""The width a page has where there is room for it."""

_INDENT = "    "


def block_lines(part: PageBlock, width: int) -> list[str]:
    match part:
        case TitlePage(title, author, details):
            about = (line for text in details for line in ["", *_wrap_text(text, width)])
            return [*_wrap_text(title, width), *([f"by {author}"] if author else []), *about]
        case EpigraphCard(lines, source):
            return [*_lines(lines, width, _INDENT), *(_wrap_text(f"— {source}", width, _INDENT) if source else [])]
        case ActTitle(title):
            return _wrap_text(title.upper(), width)
        case Heading(title, details):
            return _wrap_text(" · ".join(word for word in (title, *details) if word), width)
        case Paragraph(lines):
            return _lines(lines, width, "")
        case Document(lines):
            return _lines(lines, width, _INDENT)
        case Pause():
            return ["* * *"]
        case EndingCard(title):
            return _wrap_text(f"The end: {title}", width)
        case unknown:
            assert_never(unknown)


def _lines(texts: tuple[str, ...], width: int, indent: str) -> list[str]:
    return [line for text in texts for line in _wrap_text(text, width, indent)]


def _wrap_text(text: str, width: int, indent: str = "") -> list[str]:
    return wrap(without_emphasis(text), width, indent, indent)


def status_phrases(frame: Frame) -> tuple[str, ...]:
    """Return one phrase for each value of the status line, and how many endings are still open."""
    return (*(_phrase(item) for item in frame.status), *_endings(frame))


def _phrase(item: FrameStatus) -> str:
    high = f" of {item.high}" if item.form == "bar" and item.high is not None else ""
    return f"{without_emphasis(item.label)}: {item.value}{high}"


def _endings(frame: Frame) -> tuple[str, ...]:
    if frame.endings_open is None or frame.ending:
        return ()
    return ("1 ending open" if frame.endings_open == 1 else f"{frame.endings_open} endings open",)
