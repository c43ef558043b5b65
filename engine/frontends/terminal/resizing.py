"""A board erased whole when the window changes its width, in terminals that then break their lines anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from prompt_toolkit.application import Application
from prompt_toolkit.layout.screen import Screen as Drawn

Answered = TypeVar("Answered")

_CUTS_LINES = ("XTERM_VERSION", "STY")
"""Set by xterm and by GNU screen."""


class Resizable(Application[Answered]):
    """An application that knows that its own lines may take more rows in a narrower window than it gave them."""

    breaks_anew = True

    def _on_resize(self) -> None:
        drawn = self.renderer.last_rendered_screen
        if drawn is not None and self.breaks_anew:
            columns, cursor = self.output.get_size().columns, drawn.get_cursor_position(self.layout.current_window)
            widths = [_width(drawn, row) for row in range(cursor.y)]
            self.output.cursor_up(added_rows(widths, columns) + cursor.x // columns)
        super()._on_resize()


def rewraps_lines(environment: Mapping[str, str]) -> bool:
    """Whether the terminal folds its lines in a narrower window, as nearly all do; a few cut them off."""
    is_cut = any(environment.get(name) for name in _CUTS_LINES) or environment.get("TERM") == "linux"
    return bool(environment.get("TMUX")) or not is_cut


def added_rows(widths: list[int], columns: int) -> int:
    """How many rows more lines of some widths take in a window of so many columns."""
    return sum(max(0, width - 1) // columns for width in widths)


def _width(drawn: Drawn, row: int) -> int:
    return max((at + 1 for at, cell in drawn.data_buffer[row].items() if cell.char.strip()), default=0)
