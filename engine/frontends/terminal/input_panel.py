"""The few lines below the prose where a player answers: status, menu and one line to type on, gone once answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import AfterInput

from engine.diagnostics.show import safe_words
from engine.frontends.terminal.measure import Measure, Signs, measure
from engine.frontends.terminal.menu import Menu, MenuItem, item_of_digit, menu_lines, narrow_menu
from engine.frontends.terminal.status_lines import StyledLine

_ROOMY = 12
"""Rows from which there is room for an empty line."""

Above = Callable[[int], list[StyledLine]]
"""The lines over the menu, for a width."""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What the player did: what was sent, and the item pointed at when they pressed Enter."""

    typed: str
    item: MenuItem | None = None
    draft: str = ""
    """What stays on the line: typed, and not sent by the key that was pressed."""


@dataclass(slots=True, eq=False)
class InputPanel:
    """What changes while the player makes up their mind."""

    menu: Menu
    above: Above
    hint: str
    limit: int
    """Characters that can be typed."""
    signs: Signs
    takes_digits: bool
    """A lone digit picks without Enter."""
    line: Buffer = field(init=False)
    size: Callable[[], tuple[int, int]] = lambda: (80, 24)
    """Columns and rows of the screen."""
    goes_back: bool = False
    """Escape leaves it, once nothing is typed."""

    def __post_init__(self) -> None:
        self.line = Buffer(multiline=False, on_text_changed=lambda _: self.typed())

    def typed(self) -> None:
        """Narrows the menu by what now stands on the line, made safe and kept short."""
        kept = safe_words(self.line.text.replace("\r", ""))[: self.limit]
        if kept != self.line.text:
            self.line.document = Document(kept, len(kept))
            return
        self.menu = narrow_menu(self.menu, kept)

    def begin(self, draft: str) -> None:
        """Puts on the line what was typed before."""
        self.line.document = Document(draft, len(draft))

    def digit(self) -> MenuItem | None:
        """The item that what is typed picks by itself."""
        return item_of_digit(self.menu, self.line.text) if self.takes_digits else None

    @property
    def measure(self) -> Measure:
        return measure(self.size()[0])


def panel_layout(board: InputPanel) -> Layout:
    """Status, an empty line where there is room for it, the menu, and the line to type on."""
    status = Window(
        FormattedTextControl(lambda: _fragments(_above(board), board.measure.indent)),
        height=lambda: Dimension.exact(len(_above(board))),
    )
    menu = Window(
        FormattedTextControl(lambda: _menu_fragments(board), show_cursor=False),
        height=lambda: _menu_height(board),
        dont_extend_height=True,
    )
    rows = [
        ConditionalContainer(status, Condition(lambda: bool(_above(board)))),
        ConditionalContainer(Window(height=1), Condition(lambda: bool(_above(board)) and board.size()[1] >= _ROOMY)),
        ConditionalContainer(menu, Condition(lambda: bool(board.menu.items))),
        _typing_row(board),
    ]
    return Layout(HSplit(rows), focused_element=board.line)


def panel_height(board: InputPanel) -> int:
    """How many rows a board would take on an empty screen."""
    above, rows = len(_above(board)), board.size()[1]
    is_parted = bool(above) and rows >= _ROOMY
    menu = _menu_height(board).preferred if board.menu.items else 0
    return min(rows, above + is_parted + menu + 1)


def pager_layout(measure: Measure, signs: Signs) -> Layout:
    """The line that waits below a screen until it is read."""
    words = f"{signs.pointer} Enter goes on"[: measure.width]
    fragments: StyleAndTextTuples = [("class:quiet", measure.indent + words), ("[SetCursorPosition]", ""), ("", " ")]
    return Layout(Window(FormattedTextControl(fragments, focusable=True), height=1))


def quick_exit(board: InputPanel, application: Application[LineEntry | None]) -> None:
    """Ends the application as soon as what is typed picks an item by itself."""

    def look(_: Buffer) -> None:
        item = board.digit()
        if item is not None and application.is_running and not application.is_done:
            application.exit(result=LineEntry("", item))

    board.line.on_text_changed += look


def _typing_row(board: InputPanel) -> VSplit:
    def lead() -> StyleAndTextTuples:
        return [("class:accent", f"{board.measure.indent}{board.signs.pointer} ")]

    def hint() -> StyleAndTextTuples:
        room = board.measure.width - 3
        return [] if board.line.text else [("class:quiet", board.hint[: max(0, room)])]

    typing = Window(BufferControl(board.line, [AfterInput(hint)]), height=1)
    return VSplit([Window(FormattedTextControl(lead), dont_extend_width=True, height=1), typing])


def _above(board: InputPanel) -> list[StyledLine]:
    """In a low window the status gives way to the choices."""
    rows = board.size()[1]
    return board.above(board.measure.width)[: max(1, rows // 4)]


def _menu_height(board: InputPanel) -> Dimension:
    count = len(menu_lines(board.menu, board.measure.width, board.signs).lines)
    return Dimension(min=1, preferred=max(1, count), max=max(1, count))


def _menu_fragments(board: InputPanel) -> StyleAndTextTuples:
    shown = menu_lines(board.menu, board.measure.width, board.signs)
    return _fragments(list(shown.lines), board.measure.indent, shown.pointed)


def _fragments(lines: list[StyledLine], indent: str, pointed: int = -1) -> StyleAndTextTuples:
    """Lines as prompt_toolkit takes them, the cursor set where the window must not scroll away from."""
    fragments: StyleAndTextTuples = []
    for at, line in enumerate(lines):
        fragments += [("", "\n")] if at else []
        fragments += [("[SetCursorPosition]", "")] if at == pointed else []
        fragments += [("", indent), *line]
    return fragments
