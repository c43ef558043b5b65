"""The screen between a game and its player: it prints no more than can be read at once, then waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO, TypeVar

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout
from prompt_toolkit.layout.screen import Screen as RenderedScreen
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Attrs, Style
from rich.console import Console
from rich.text import Text

from engine.frontends.support.front_end import columns
from engine.frontends.terminal.input_panel import InputPanel, LineEntry, exit_on_lone_digit, pager_layout, panel_layout
from engine.frontends.terminal.key_bindings import pager_keys, panel_keys
from engine.frontends.terminal.measure import Measure, Signs, measure, signs
from engine.frontends.terminal.typesetting import ACCENT, TextBlock, screenfuls
from engine.records import dataclass, field, replace

Answer = TypeVar("Answer")

_TERMINALS_WITHOUT_REWRAP = ("XTERM_VERSION", "STY")
"""Environment variables that xterm and GNU screen set."""


class ResizableApplication(Application[Answer]):
    """An application that counts the rows its lines take after a narrower window has wrapped them again."""

    rewraps_lines = True

    def _on_resize(self) -> None:
        screen = self.renderer.last_rendered_screen
        if screen is not None and self.rewraps_lines:
            columns, cursor = self.output.get_size().columns, screen.get_cursor_position(self.layout.current_window)
            widths = [_row_width(screen, row) for row in range(cursor.y)]
            self.output.cursor_up(count_added_rows(widths, columns) + cursor.x // columns)
        super()._on_resize()


def rewraps_lines(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal wraps its lines again in a narrower window, as most do; a few cut them."""
    is_cut = any(environment.get(name) for name in _TERMINALS_WITHOUT_REWRAP) or environment.get("TERM") == "linux"
    return bool(environment.get("TMUX")) or not is_cut


def count_added_rows(widths: list[int], columns: int) -> int:
    """Return how many additional rows lines of these widths take in a window of so many columns."""
    return sum(max(0, width - 1) // columns for width in widths)


def _row_width(screen: RenderedScreen, row: int) -> int:
    """Return how many columns a row takes up to its last character that is not a space."""
    return max((column + 1 for column, cell in screen.data_buffer[row].items() if cell.char.strip()), default=0)


_FAINT = "dim" if "dim" in Attrs._fields else "ansibrightblack"
"""Grey on any background, where prompt_toolkit is new enough to know it."""
_STYLE = Style.from_dict(
    {"accent": f"ansi{ACCENT}", "quiet": "italic", "pointed": "bold", "locked": f"italic {_FAINT}"}
)
_ESCAPE_SECONDS = 0.05
"""How long an Escape may still be the start of another key."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen to which lines are only added, except for the panel at its foot where the player answers."""

    keyboard: Input
    display: Output
    output: TextIO
    has_colour: bool
    rewraps_lines: bool
    """The terminal wraps its lines again in a narrower window."""
    unread: list[TextBlock] = field(default_factory=list)
    """The blocks to print before the player is asked again."""
    rest: list[TextBlock] = field(default_factory=list)
    """The blocks that follow: those not yet printed when a key interrupted the reading."""

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
        """Queue blocks to print before the player is asked again, and before the rest of the last reading."""
        self.unread.extend(blocks)

    def discard_rest(self) -> None:
        """Drop the rest of an interrupted reading, since the game has moved on."""
        self.rest.clear()

    def read(self, foot: int) -> LineEntry | None:
        """Print the unread blocks and wait after each screenful; the last leaves room for `foot` rows.

        Return an entry whose draft is what the player typed meanwhile, with the command word of a key that interrupted
        the reading; None if the player leaves.
        """
        pending = screenfuls([*self.unread, *self.rest], self.size()[1], foot)
        self.unread.clear()
        self.rest.clear()
        draft = ""
        for printed, screenful in enumerate(pending, 1):
            self.print(screenful)
            if printed == len(pending):
                break
            entry = self._run(self._application(pager_layout(self.measure, self.signs), pager_keys()))
            draft += entry.draft if entry else ""
            if entry is None or entry.text:
                self.rest.extend(pending[printed:])
                return entry and replace(entry, draft=draft)
        return LineEntry("", draft=draft)

    def ask(self, panel: InputPanel) -> LineEntry | None:
        """Show a panel and return what the player enters; None if they leave."""
        application = self._application(panel_layout(panel), panel_keys(panel))
        exit_on_lone_digit(panel, application)
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
        application: ResizableApplication[LineEntry | None] = ResizableApplication(
            layout=layout,
            key_bindings=keys,
            style=_STYLE,
            color_depth=ColorDepth.DEPTH_4_BIT if self.has_colour else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            input=self.keyboard,
            output=self.display,
        )
        application.rewraps_lines = self.rewraps_lines
        application.ttimeoutlen = application.timeoutlen = _ESCAPE_SECONDS
        return application

    def _run(self, application: Application[LineEntry | None]) -> LineEntry | None:
        """Run an application until it has an entry; the end of the input is None."""
        try:
            return application.run(handle_sigint=False, set_exception_handler=False)
        except EOFError:
            return None
