"""The status and the menu of a frame as styled lines: items, the text that narrows them, the item pointed at."""

from __future__ import annotations

from typing import assert_never

from engine.diagnostics.show import cell_width
from engine.frontends.support.player_input import comparison_key, is_command_word
from engine.frontends.terminal.measure import Signs
from engine.presentation.emphasis import without_emphasis
from engine.presentation.plain_text import status_phrases
from engine.presentation.wrapping import break_points
from engine.records import dataclass, replace
from engine.runtime.frame import Frame, FrameStatus

Fragment = tuple[str, str]
"""A style and the words set in it."""
StyledLine = list[Fragment]

BAR_CELLS = 10
_BETWEEN = "   "


@dataclass(frozen=True, slots=True)
class MenuItem:
    id: str
    label: str
    number: int | None
    """The number that picks it; None if it is locked."""
    locked: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    items: tuple[MenuItem, ...]
    text: str = ""
    pointer: int = 0
    """The index of the item pointed at, among the open visible ones."""

    @property
    def numbered_item(self) -> MenuItem | None:
        """Return the item whose number is typed, or None."""
        return next((item for item in self.items if item.number and str(item.number) == self.text.strip()), None)

    @property
    def matching_items(self) -> tuple[MenuItem, ...]:
        """Return the items whose label starts with the typed text; none while it is a number or a command word."""
        start = "" if self.numbered_item or is_command_word(self.text.strip()) else comparison_key(self.text)
        return tuple(item for item in self.items if comparison_key(item.label).startswith(start)) if start else ()

    @property
    def visible_items(self) -> tuple[MenuItem, ...]:
        """Return the matching items, or all while nothing matches."""
        return self.matching_items or self.items

    @property
    def pointed_item(self) -> MenuItem | None:
        """Return the item Enter picks; None while the text is no number and the start of no label."""
        if self.numbered_item:
            return self.numbered_item
        open_items = [item for item in self.visible_items if item.number is not None]
        if not open_items or (self.text.strip() and not self.matching_items):
            return None
        return open_items[min(self.pointer, len(open_items) - 1)]


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
    """Return the menu with its pointer moved over the items that can be picked; after the last comes the first."""
    count = sum(item.number is not None for item in menu.visible_items)
    return replace(menu, pointer=(min(menu.pointer, count - 1) + steps) % count) if count else menu


def narrow_menu(menu: Menu, text: str) -> Menu:
    """Return the menu narrowed by a new text, with the pointer on the first item."""
    return menu if text == menu.text else replace(menu, text=text, pointer=0)


def item_of_digit(menu: Menu, text: str) -> MenuItem | None:
    """Return the item that a lone digit picks without Enter; None if a longer number or a label starts with it."""
    if len(text) != 1 or not text.isascii() or not text.isdigit():
        return None
    numbered = [item for item in menu.items if item.number is not None]
    if len(numbered) >= 10 * int(text) or any(comparison_key(item.label).startswith(text) for item in menu.items):
        return None
    return next((item for item in numbered if str(item.number) == text), None)


@dataclass(frozen=True, slots=True)
class MenuLines:
    lines: tuple[StyledLine, ...]
    pointed: int
    """The line the pointed item begins at."""


def menu_lines(menu: Menu, width: int, signs: Signs) -> MenuLines:
    """Return the lines of a menu: pointer, number and label of each item; a long label continues under its start."""
    room = len(str(len(menu.items))) + 4
    pointed = menu.pointed_item
    lines: list[StyledLine] = []
    at = 0
    for item in menu.visible_items:
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


def status_lines(frame: Frame, width: int, signs: Signs) -> list[StyledLine]:
    """Return each item whole, as many on a line as fit; in a narrow window an item loses its bar, then its end."""
    phrases = status_phrases(frame)
    lines: list[StyledLine] = []
    used = width
    for at, words in enumerate(phrases):
        item = _item(frame.status[at], signs) if at < len(frame.status) else [("class:quiet", words)]
        if _cells_of(item) > width:
            start, end = break_points(words, width)[0]
            item = [("", words[start:end])]
        if used + len(_BETWEEN) + _cells_of(item) > width:
            lines.append([*item])
            used = _cells_of(item)
        else:
            lines[-1] += [("", _BETWEEN), *item]
            used += len(_BETWEEN) + _cells_of(item)
    return lines


def _item(status: FrameStatus, signs: Signs) -> StyledLine:
    return [("class:quiet", without_emphasis(status.label) + " "), *_value(status, signs)]


def _value(status: FrameStatus, signs: Signs) -> StyledLine:
    match status.form:
        case "bar" if status.high and isinstance(status.value, int):
            return _bar(status.value, status.high, signs)
        case "bar" | "number" | "words":
            return [("bold", str(status.value))]
        case unknown:
            assert_never(unknown)


def _bar(value: int, high: int, signs: Signs) -> StyledLine:
    size = min(BAR_CELLS, high)
    full = max(0, min(size, -(-value * size // high)))
    return [("class:accent", signs.full * full), ("class:quiet", signs.empty * (size - full)), ("", f" {value}/{high}")]


def _cells_of(line: StyledLine) -> int:
    return sum(cell_width(words) for _, words in line)
