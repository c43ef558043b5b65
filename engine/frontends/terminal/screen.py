"""The screen between a game and its player: it prints no more than can be read at once, then waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TextIO, TypeVar

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout
from prompt_toolkit.layout.screen import Screen as Drawn
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Attrs, Style
from rich.console import Console
from rich.text import Text

from engine.frontends.support.front_end import columns
from engine.frontends.terminal.input_panel import InputPanel, LineEntry, pager_layout, panel_layout, quick_exit
from engine.frontends.terminal.key_bindings import pager_keys, panel_keys
from engine.frontends.terminal.measure import Measure, Signs, measure, signs
from engine.frontends.terminal.screenfuls import TextBlock, screenfuls
from engine.frontends.terminal.typesetting import ACCENT

Answered = TypeVar("Answered")

_CUTS_LINES = ("XTERM_VERSION", "STY")
"""Set by xterm and by GNU screen."""


class Resizable(Application[Answered]):
    """An application that counts the rows its lines take once a narrower window has folded them."""

    folds_lines = True

    def _on_resize(self) -> None:
        screen = self.renderer.last_rendered_screen
        if screen is not None and self.folds_lines:
            columns, cursor = self.output.get_size().columns, screen.get_cursor_position(self.layout.current_window)
            widths = [_width(screen, row) for row in range(cursor.y)]
            self.output.cursor_up(added_rows(widths, columns) + cursor.x // columns)
        super()._on_resize()


def rewraps_lines(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal folds its lines in a narrower window, as nearly all do; a few cut them."""
    is_cut = any(environment.get(name) for name in _CUTS_LINES) or environment.get("TERM") == "linux"
    return bool(environment.get("TMUX")) or not is_cut


def added_rows(widths: list[int], columns: int) -> int:
    """Return how many rows more some lines take in a window of so many columns, given their widths."""
    return sum(max(0, width - 1) // columns for width in widths)


def _width(screen: Drawn, row: int) -> int:
    return max((at + 1 for at, cell in screen.data_buffer[row].items() if cell.char.strip()), default=0)


_FAINT = "dim" if "dim" in Attrs._fields else "ansibrightblack"
"""Grey on any background, where prompt_toolkit is new enough to know it."""
_STYLE = Style.from_dict(
    {"accent": f"ansi{ACCENT}", "quiet": "italic", "pointed": "bold", "locked": f"italic {_FAINT}"}
)
_ESCAPE_SECONDS = 0.05
"""How long an Escape may still be the start of another key."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that is only added to, except for the lines at its foot where the player answers."""

    keyboard: Input
    display: Output
    output: TextIO
    has_colour: bool
    folds_lines: bool
    """The terminal folds its lines in a narrower window."""
    unread: list[TextBlock] = field(default_factory=list)
    """What is printed before the player is next asked."""
    rest: list[TextBlock] = field(default_factory=list)
    """What comes after that: the screenfuls left when a key interrupted the reading."""

    @property
    def measure(self) -> Measure:
        return measure(self.size()[0])

    @property
    def signs(self) -> Signs:
        return signs(self.output.encoding or "ascii")

    def size(self) -> tuple[int, int]:
        """Return columns and rows."""
        size = self.display.get_size()
        return size.columns, size.rows

    def add(self, blocks: Iterable[TextBlock]) -> None:
        """Queue blocks to be read before the player is next asked, and before what is left from the last reading."""
        self.unread.extend(blocks)

    def drop_unread(self) -> None:
        """Drop what the player has not read to its end: the game has moved on."""
        self.rest.clear()

    def read(self, foot: int) -> LineEntry | None:
        """Print what is unread, waiting after each screenful; the last leaves room for `foot` rows.

        Return what was typed meanwhile as a draft, or the word of the key that interrupted; None if the player leaves.
        """
        pending = screenfuls([*self.unread, *self.rest], self.size()[1], foot)
        self.unread.clear()
        self.rest.clear()
        draft = ""
        for at, screenful in enumerate(pending, 1):
            self.print(screenful)
            if at == len(pending):
                break
            entry = self._run(self._application(pager_layout(self.measure, self.signs), pager_keys()))
            draft += entry.draft if entry else ""
            if entry is None or entry.text:
                self.rest.extend(pending[at:])
                return entry and replace(entry, draft=draft)
        return LineEntry("", draft=draft)

    def ask(self, panel: InputPanel) -> LineEntry | None:
        """Return what the player enters on a panel; None if they leave."""
        application = self._application(panel_layout(panel), panel_keys(panel))
        quick_exit(panel, application)
        return self._run(application)

    def print(self, lines: Iterable[Text]) -> None:
        """Print lines as they are."""
        console = Console(
            file=self.output,
            force_terminal=True,
            color_system="standard",
            no_color=not self.has_colour,
            width=max(columns(self.output), 2),
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        for line in lines:
            console.print(line, soft_wrap=True)
        self.output.flush()

    def _application(self, layout: Layout, keys: KeyBindings) -> Application[LineEntry | None]:
        application: Resizable[LineEntry | None] = Resizable(
            layout=layout,
            key_bindings=keys,
            style=_STYLE,
            color_depth=ColorDepth.DEPTH_4_BIT if self.has_colour else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            input=self.keyboard,
            output=self.display,
        )
        application.folds_lines = self.folds_lines
        application.ttimeoutlen = application.timeoutlen = _ESCAPE_SECONDS
        return application

    def _run(self, application: Application[LineEntry | None]) -> LineEntry | None:
        try:
            return application.run(handle_sigint=False, set_exception_handler=False)
        except EOFError:
            return None
