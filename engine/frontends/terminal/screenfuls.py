"""Cuts what is to be read into screenfuls, so that nothing scrolls away unread."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

TextBlock = list[Text]
"""Lines that stay together where possible: a paragraph, or a heading with the paragraph after it."""

NEW_SCREENFUL: TextBlock = []
"""The next block begins a new screenful, unless everything fits on one."""

HINT_ROWS = 1
"""Rows left free for the line that says how to continue."""


def screenfuls(blocks: Sequence[TextBlock], rows: int, foot: int) -> list[TextBlock]:
    """Return the lines of each screenful; the last leaves room for `foot` rows, if need be on its own screen."""
    if sum(len(block) for block in blocks) + foot <= rows:
        return [[line for block in blocks for line in block]]
    room = max(1, rows - HINT_ROWS)
    cut: list[list[TextBlock]] = [[]]
    for block in blocks:
        if block is NEW_SCREENFUL or _height(cut[-1]) + len(block) > room:
            cut.append([])
        for at in range(0, len(block), room):
            _put(cut, block[at : at + room], room)
    _keep_with_foot(cut, rows, foot)
    return [[line for block in screenful for line in block] for screenful in cut if screenful or screenful is cut[-1]]


def _put(cut: list[list[TextBlock]], piece: TextBlock, room: int) -> None:
    if _height(cut[-1]) + len(piece) > room:
        cut.append([])
    cut[-1].append(piece)


def _keep_with_foot(cut: list[list[TextBlock]], rows: int, foot: int) -> None:
    """Move the last block down to the foot if only those two fit together; else leave the foot alone."""
    if _height(cut[-1]) + foot <= rows:
        return
    last = cut[-1]
    cut.append([last.pop()] if len(last) > 1 and len(last[-1]) + foot <= rows else [])


def _height(screenful: list[TextBlock]) -> int:
    return sum(len(block) for block in screenful)
