"""The screen between a game and its player: it prints no more than can be read at once, then asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TextIO, TypeVar

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Attrs, Style
from rich.console import Console
from rich.text import Text

from engine.frontends._columns import columns
from engine.frontends.terminal._board import Board, Entry, board_layout, board_rows, quick_exit, turning_layout
from engine.frontends.terminal._keys import board_keys, turning_keys
from engine.frontends.terminal._measure import Measure, Signs, measure, signs
from engine.frontends.terminal._prose import ACCENT
from engine.frontends.terminal._sheets import Block, sheets

Answered = TypeVar("Answered")

_FAINT = "dim" if "dim" in Attrs._fields else "ansibrightblack"
"""Grey on any background, where prompt_toolkit is new enough to know it."""
_STYLE = Style.from_dict(
    {"accent": f"ansi{ACCENT}", "quiet": "italic", "pointed": "bold", "locked": f"italic {_FAINT}"}
)
_ESCAPE_SECONDS = 0.05
"""How long an Escape may still be the start of another key."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Only ever added to, but for the few lines at its foot where the player answers."""

    keyboard: Input
    display: Output
    output: TextIO
    has_colour: bool
    unread: list[Block] = field(default_factory=list)
    """What is printed before the player is next asked."""

    @property
    def measure(self) -> Measure:
        return measure(self.size()[0])

    @property
    def signs(self) -> Signs:
        return signs(self.output.encoding or "ascii")

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        size = self.display.get_size()
        return size.columns, size.rows

    def add(self, blocks: Iterable[Block]) -> None:
        """Has something read before the player is next asked."""
        self.unread.extend(blocks)

    def ask(self, board: Board) -> Entry | None:
        """What the player enters on a board once they have read what stands over it; None if they leave."""
        typed = self._lay_out(board_rows(board))
        if typed is None:
            return None
        board.line.text = typed
        item = board.digit()
        if item is not None:
            return Entry("", item)
        application: Application[Entry | None] = self._application(board_layout(board), board_keys(board))
        quick_exit(board, application)
        return self._run(application)

    def print(self, lines: Iterable[Text]) -> None:
        """Adds lines as they are."""
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

    def _lay_out(self, foot: int) -> str | None:
        """Prints what is unread, waiting after each sheet; something typed meanwhile ends the waits and is given back.

        None if the player leaves.
        """
        cut = sheets(self.unread, self.size()[1], foot)
        self.unread.clear()
        typed: str | None = ""
        for at, sheet in enumerate(cut):
            if at and not typed:
                typed = self._run(self._application(turning_layout(self.measure, self.signs), turning_keys()))
            if typed is None:
                return None
            self.print(sheet)
        return typed

    def _application(self, layout: Layout, keys: KeyBindings) -> Application[Any]:
        application: Application[Any] = Application(
            layout=layout,
            key_bindings=keys,
            style=_STYLE,
            color_depth=ColorDepth.DEPTH_4_BIT if self.has_colour else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            input=self.keyboard,
            output=self.display,
        )
        application.ttimeoutlen = application.timeoutlen = _ESCAPE_SECONDS
        return application

    def _run(self, application: Application[Answered]) -> Answered | None:
        try:
            return application.run(handle_sigint=False, set_exception_handler=False)
        except EOFError:
            return None
