"""Draws the README's picture of the terminal from a real game: `python -m tests.picture` writes `story/terminal.svg`.

The game runs at a pseudo-terminal, a few choices are picked by number, and the screen as it then stands is drawn. Only
the part from the last act's title down is kept, so that the picture begins where a reader can.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from pyte.screens import Char

from tests.frontends.pseudo_terminal import PseudoTerminal

STORY = Path(__file__).parent.parent / "story"
PICTURE = STORY / "terminal.svg"
KEYS = "111"
"""The first choice of each list."""
COLUMNS, ROWS = 80, 50
SETTLED = 1.0
"""Seconds without a sign after which a screen is taken to stand still."""

WIDE, HIGH, SIZE = 8.4, 19.0, 14
EDGE, BAR = 16.0, 34.0
BACK, BORDER, PLAIN = "#1d1f24", "#33363d", "#d9d5cb"
COLOURS = {
    "black": "#5c6370", "red": "#d9776c", "green": "#9cb77c", "brown": "#d8b26e", "blue": "#7fa6cf",
    "magenta": "#b790c4", "cyan": "#7fb8b3", "white": "#d9d5cb", "brightblack": "#878d98", "default": PLAIN,
}  # fmt: skip
SHAPES = {
    "█": (0.0, 0.15, 1.0, 0.7, 1.0), "░": (0.0, 0.15, 1.0, 0.7, 0.22),
    "│": (0.45, 0.0, 0.1, 1.0, 1.0), "─": (0.0, 0.47, 1.0, 0.06, 1.0),
}  # fmt: skip
"""Signs drawn as boxes, since fonts leave gaps between them: left, top, width and height in cells, and opacity."""
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of a row is drawn."""

    colour: str
    is_bold: bool
    is_italic: bool
    shape: str
    """The sign it is made of, if that is drawn as a box."""


Row = list[Char]


def screen_of(story: Path, keys: Sequence[str]) -> list[Row]:
    """The rows of the screen once the keys have been pressed, each when the screen stands still."""
    with TemporaryDirectory() as nothing_proved:
        surroundings = {"SAMARRA_CACHE": nothing_proved}
        return _screen_after(PseudoTerminal(["play", "--seed", "0", str(story)], COLUMNS, ROWS, surroundings), keys)


def _screen_after(terminal: PseudoTerminal, keys: Sequence[str]) -> list[Row]:
    try:
        terminal.wait_for("›")
        for key in keys:
            _read_on(terminal)
            terminal.press(key)
        _read_on(terminal)
        return [[terminal.screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]
    finally:
        terminal.close()


def _read_on(terminal: PseudoTerminal) -> None:
    """Turns pages until there is a list."""
    terminal.settle(SETTLED)
    while terminal.last_line.endswith("goes on"):
        terminal.press("\r")
        terminal.settle(SETTLED)


def from_last_act(rows: list[Row]) -> list[Row]:
    """The rows from the rule over the last act's title, without empty ones at the end."""
    words = ["".join(cell.data for cell in row).strip() for row in rows]
    start = max((at for at, line in enumerate(words) if line and set(line) == {"─"}), default=0)
    end = max((at + 1 for at, line in enumerate(words) if line), default=len(rows))
    return rows[start:end]


def look_of(cell: Char) -> Look:
    shape = cell.data if cell.data in SHAPES else ""
    return Look(COLOURS.get(cell.fg, PLAIN), cell.bold, cell.italics, shape)


def runs_of(row: Row) -> Iterator[tuple[int, str, Look]]:
    """Each stretch of one look: its column, its words, its look; blanks are left out."""
    for look, cells in groupby(enumerate(row), key=lambda item: look_of(item[1])):
        stretch = list(cells)
        words = "".join(cell.data for _, cell in stretch)
        start = stretch[0][0] + len(words) - len(words.lstrip())
        if words.strip():
            yield start, words.strip(), look


def drawn(rows: list[Row]) -> str:
    """The rows as SVG."""
    width, height = COLUMNS * WIDE + 2 * EDGE, len(rows) * HIGH + BAR + EDGE
    stretches = [_stretch(at, *run) for at, row in enumerate(rows) for run in runs_of(row)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
            f' font-family="{FONTS}" font-size="{SIZE}" role="img" aria-label="A game in a terminal">',
            f'<rect x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" rx="9" fill="{BACK}"'
            f' stroke="{BORDER}"/>',
            *(f'<circle cx="{20 + 18 * at}" cy="18" r="5" fill="{BORDER}"/>' for at in range(3)),
            *stretches,
            "</svg>",
            "",
        ]
    )


def _stretch(row: int, column: int, words: str, look: Look) -> str:
    left, top, width = EDGE + column * WIDE, BAR + row * HIGH, len(words) * WIDE
    if look.shape:
        return _box(left, top, width, look)
    weight = ' font-weight="bold"' if look.is_bold else ""
    style = ' font-style="italic"' if look.is_italic else ""
    return (
        f'<text x="{left:g}" y="{top + SIZE:g}" textLength="{width:g}" lengthAdjust="spacingAndGlyphs"'
        f' xml:space="preserve" fill="{look.colour}"{weight}{style}>{escape(words)}</text>'
    )


def _box(left: float, top: float, width: float, look: Look) -> str:
    right, down, wide, high, opacity = SHAPES[look.shape]
    return (
        f'<rect x="{left + right * WIDE:g}" y="{top + down * HIGH:g}" width="{width * wide:g}"'
        f' height="{high * HIGH:g}" fill="{look.colour}" opacity="{opacity:g}"/>'
    )


def main() -> None:
    story = Path(sys.argv[1]) if len(sys.argv) > 1 else STORY
    PICTURE.write_text(drawn(from_last_act(screen_of(story, KEYS))), encoding="utf-8")


if __name__ == "__main__":
    main()
