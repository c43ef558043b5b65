"""The lines below the prose where a player answers: status, menu and an input line, removed once answered."""

from __future__ import annotations

from collections.abc import Callable

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
from engine.frontends.terminal.menu import (
    Menu,
    MenuItem,
    StyledLine,
    item_of_digit,
    menu_lines,
    move_pointer,
    narrow_menu,
)
from engine.records import dataclass, field

_ROWS_WITH_GAP = 12
"""The screen has an empty line above the menu if it has at least so many rows."""

Above = Callable[[int], list[StyledLine]]
"""Returns the lines above the menu for a given width."""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What the player entered: the text sent, and the item pointed at when they pressed Enter."""

    text: str
    item: MenuItem | None = None
    draft: str = ""
    """The text that stays on the line, as the pressed key does not send it."""


@dataclass(slots=True, eq=False)
class InputPanel:
    """The menu and the input line while the player decides."""

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
        self.line = Buffer(multiline=False, on_text_changed=lambda _: self.narrow())

    def narrow(self) -> None:
        """Make the text on the line safe, cut it to the limit, and narrow the menu by it."""
        text = safe_words(self.line.text.replace("\r", ""))[: self.limit]
        if text != self.line.text:
            self.line.document = Document(text, len(text))
            return
        self.menu = narrow_menu(self.menu, text)

    def move_pointer(self, steps: int) -> None:
        self.menu = move_pointer(self.menu, steps)

    def set_draft(self, draft: str) -> None:
        """Put a text that was typed earlier on the line, or none."""
        self.line.document = Document(draft, len(draft))

    def item_of_lone_digit(self) -> MenuItem | None:
        """Return the item that the text picks without Enter, or None."""
        return item_of_digit(self.menu, self.line.text) if self.takes_digits else None

    @property
    def measure(self) -> Measure:
        return measure(self.size()[0])


def panel_layout(panel: InputPanel) -> Layout:
    """Return the layout: status, an empty line where there is room, the menu, and the input line."""
    status = Window(
        FormattedTextControl(lambda: _fragments(_lines_above(panel), panel.measure.indent)),
        height=lambda: Dimension.exact(len(_lines_above(panel))),
    )
    menu = Window(
        FormattedTextControl(lambda: _menu_fragments(panel), show_cursor=False),
        height=lambda: _menu_height(panel),
        dont_extend_height=True,
    )
    rows = [
        ConditionalContainer(status, Condition(lambda: bool(_lines_above(panel)))),
        ConditionalContainer(
            Window(height=1), Condition(lambda: bool(_lines_above(panel)) and panel.size()[1] >= _ROWS_WITH_GAP)
        ),
        ConditionalContainer(menu, Condition(lambda: bool(panel.menu.items))),
        _typing_row(panel),
    ]
    return Layout(HSplit(rows), focused_element=panel.line)


def panel_height(panel: InputPanel) -> int:
    """Return how many rows a panel takes on an empty screen."""
    above, rows = len(_lines_above(panel)), panel.size()[1]
    is_parted = bool(above) and rows >= _ROWS_WITH_GAP
    menu = _menu_height(panel).preferred if panel.menu.items else 0
    return min(rows, above + is_parted + menu + 1)


def pager_layout(measure: Measure, signs: Signs) -> Layout:
    """Return the layout of the line that is shown below a screenful until the player goes on."""
    words = f"{signs.pointer} Enter goes on"[: measure.width]
    fragments: StyleAndTextTuples = [("class:quiet", measure.indent + words), ("[SetCursorPosition]", ""), ("", " ")]
    return Layout(Window(FormattedTextControl(fragments, focusable=True), height=1))


def exit_on_lone_digit(panel: InputPanel, application: Application[LineEntry | None]) -> None:
    """Make the application end as soon as a lone digit picks an item."""

    def exit_if_picked(_: Buffer) -> None:
        item = panel.item_of_lone_digit()
        if item is not None and application.is_running and not application.is_done:
            application.exit(result=LineEntry("", item))

    panel.line.on_text_changed += exit_if_picked


def _typing_row(panel: InputPanel) -> VSplit:
    def lead() -> StyleAndTextTuples:
        return [("class:accent", f"{panel.measure.indent}{panel.signs.pointer} ")]

    def hint() -> StyleAndTextTuples:
        room = panel.measure.width - 3
        return [] if panel.line.text else [("class:quiet", panel.hint[: max(0, room)])]

    typing = Window(BufferControl(panel.line, [AfterInput(hint)]), height=1)
    return VSplit([Window(FormattedTextControl(lead), dont_extend_width=True, height=1), typing])


def _lines_above(panel: InputPanel) -> list[StyledLine]:
    """Return the lines above the menu, at most a quarter of the window so that the choices have room."""
    rows = panel.size()[1]
    return panel.above(panel.measure.width)[: max(1, rows // 4)]


def _menu_height(panel: InputPanel) -> Dimension:
    count = len(menu_lines(panel.menu, panel.measure.width, panel.signs).lines)
    return Dimension(min=1, preferred=max(1, count), max=max(1, count))


def _menu_fragments(panel: InputPanel) -> StyleAndTextTuples:
    lines = menu_lines(panel.menu, panel.measure.width, panel.signs)
    return _fragments(list(lines.lines), panel.measure.indent, lines.pointed)


def _fragments(lines: list[StyledLine], indent: str, pointed: int = -1) -> StyleAndTextTuples:
    """Return lines in the form of prompt_toolkit, with the cursor at the line that must stay visible."""
    fragments: StyleAndTextTuples = []
    for at, line in enumerate(lines):
        fragments += [("", "\n")] if at else []
        fragments += [("[SetCursorPosition]", "")] if at == pointed else []
        fragments += [("", indent), *line]
    return fragments
