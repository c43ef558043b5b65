"""A menu as lines of styled fragments, with the place the screen must keep in sight."""

from __future__ import annotations

from dataclasses import dataclass

from engine.frontends.terminal.measure import Signs
from engine.frontends.terminal.menu import Item, Menu
from engine.frontends.terminal.status_lines import Line
from engine.presentation.wrapping import break_points, cell_width


@dataclass(frozen=True, slots=True)
class MenuLines:
    lines: tuple[Line, ...]
    pointed: int
    """The line the pointed item begins at."""


def menu_lines(menu: Menu, width: int, signs: Signs) -> MenuLines:
    """Each item behind its number and the pointer; a long label goes on under its own beginning."""
    room = len(str(len(menu.items))) + 4
    pointed = menu.pointed
    lines: list[Line] = []
    at = 0
    for item in menu.seen:
        if item is pointed:
            at = len(lines)
        lines += _item_lines(item, item is pointed, room, width, signs)
    return MenuLines(tuple(lines), at)


def _item_lines(item: Item, is_pointed: bool, room: int, width: int, signs: Signs) -> list[Line]:
    number = f"{item.number}." if item.number is not None else signs.dot
    first = f"{signs.pointer if is_pointed else ' '} {number}".ljust(room)
    words = item.label if item.locked is None else f"{item.label} ({item.locked})"
    style = "class:locked" if item.locked is not None else "class:pointed" if is_pointed else ""
    lead = "class:locked" if item.locked is not None else "class:accent"
    lines = break_points(words, width - cell_width(first))
    return [[(lead, " " * room if at else first), (style, words[start:end])] for at, (start, end) in enumerate(lines)]
