"""The menu: its items, what has been typed to narrow them, the item pointed at, and all of that as styled lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.diagnostics.show import cell_width
from engine.frontends.support.player_input import comparison_key, is_command_word
from engine.frontends.terminal.measure import Signs
from engine.frontends.terminal.status_lines import StyledLine
from engine.presentation.emphasis import without_emphasis
from engine.presentation.wrapping import break_points
from engine.runtime.frame import Frame


@dataclass(frozen=True, slots=True)
class MenuItem:
    id: str
    label: str
    number: int | None
    """What it is picked by; None for one that is locked."""
    locked: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    items: tuple[MenuItem, ...]
    typed: str = ""
    at: int = 0
    """The place of the item pointed at, among the open ones that are seen."""

    @property
    def numbered(self) -> MenuItem | None:
        """Return the item whose number is typed."""
        return next((item for item in self.items if item.number and str(item.number) == self.typed.strip()), None)

    @property
    def matching(self) -> tuple[MenuItem, ...]:
        """Return the items whose label starts as typed; none while a number or a command word is typed."""
        start = "" if self.numbered or is_command_word(self.typed.strip()) else comparison_key(self.typed)
        return tuple(item for item in self.items if comparison_key(item.label).startswith(start)) if start else ()

    @property
    def seen(self) -> tuple[MenuItem, ...]:
        """Return the matching items, or all while nothing matches."""
        return self.matching or self.items

    @property
    def pointed(self) -> MenuItem | None:
        """Return the item Enter picks; None while the text is no number and the start of no label."""
        if self.numbered:
            return self.numbered
        open_items = [item for item in self.seen if item.number is not None]
        if not open_items or (self.typed.strip() and not self.matching):
            return None
        return open_items[min(self.at, len(open_items) - 1)]


def choice_menu(frame: Frame) -> Menu:
    """Return the choices of a safe frame as a menu."""
    items: list[MenuItem] = []
    number = 0
    for choice in frame.choices:
        number += choice.locked is None
        reason = None if choice.locked is None else without_emphasis(choice.locked)
        items.append(MenuItem(choice.id, without_emphasis(choice.label), number if reason is None else None, reason))
    return Menu(tuple(items))


def move_pointer(menu: Menu, steps: int) -> Menu:
    """Move the pointer by some open items, round the ends."""
    count = sum(item.number is not None for item in menu.seen)
    return replace(menu, at=(min(menu.at, count - 1) + steps) % count) if count else menu


def narrow_menu(menu: Menu, typed: str) -> Menu:
    """Return the menu with another text typed; the pointer returns to the first item."""
    return menu if typed == menu.typed else replace(menu, typed=typed, at=0)


def item_of_digit(menu: Menu, typed: str) -> MenuItem | None:
    """Return the item a lone digit picks without Enter: where no number or label could continue it."""
    if len(typed) != 1 or not typed.isascii() or not typed.isdigit():
        return None
    numbered = [item for item in menu.items if item.number is not None]
    if len(numbered) >= 10 * int(typed) or any(comparison_key(item.label).startswith(typed) for item in menu.items):
        return None
    return next((item for item in numbered if str(item.number) == typed), None)


@dataclass(frozen=True, slots=True)
class MenuLines:
    lines: tuple[StyledLine, ...]
    pointed: int
    """The line the pointed item begins at."""


def menu_lines(menu: Menu, width: int, signs: Signs) -> MenuLines:
    """Return each item after its number and the pointer; a long label continues under its own start."""
    room = len(str(len(menu.items))) + 4
    pointed = menu.pointed
    lines: list[StyledLine] = []
    at = 0
    for item in menu.seen:
        if item is pointed:
            at = len(lines)
        lines += _item_lines(item, item is pointed, room, width, signs)
    return MenuLines(tuple(lines), at)


def _item_lines(item: MenuItem, is_pointed: bool, room: int, width: int, signs: Signs) -> list[StyledLine]:
    number = f"{item.number}." if item.number is not None else signs.dot
    first = f"{signs.pointer if is_pointed else ' '} {number}".ljust(room)
    words = item.label if item.locked is None else f"{item.label} ({item.locked})"
    style = "class:locked" if item.locked is not None else "class:pointed" if is_pointed else ""
    lead = "class:locked" if item.locked is not None else "class:accent"
    lines = break_points(words, width - cell_width(first))
    return [[(lead, " " * room if at else first), (style, words[start:end])] for at, (start, end) in enumerate(lines)]
