"""The status line as styled fragments: bars are drawn, numbers and words are written."""

from __future__ import annotations

from typing import assert_never

from engine.diagnostics.show import cell_width
from engine.frontends.terminal.measure import Signs
from engine.presentation.emphasis import without_emphasis
from engine.presentation.plain_text import status_phrases
from engine.presentation.wrapping import break_points
from engine.runtime.frame import Frame, FrameStatus

Fragment = tuple[str, str]
"""A style and the words set in it."""
StyledLine = list[Fragment]

BAR_CELLS = 10
_BETWEEN = "   "


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
