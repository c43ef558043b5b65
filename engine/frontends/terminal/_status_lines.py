"""The status line as styled fragments: bars are drawn, numbers and words are told."""

from __future__ import annotations

from engine.frontends._status import status_words
from engine.frontends.terminal._measure import Signs
from engine.runtime.emphasis import plain_words
from engine.runtime.frame import Frame, StatusShown
from engine.runtime.lines import breaks, cells

Fragment = tuple[str, str]
"""A style and the words set in it."""
Line = list[Fragment]

BAR_CELLS = 10
_BETWEEN = "   "


def status_lines(frame: Frame, width: int, signs: Signs) -> list[Line]:
    """Each item whole, as many on a line as fit; in a narrow window an item loses its bar, then its end."""
    told = status_words(frame)
    lines: list[Line] = []
    used = width
    for at, words in enumerate(told):
        item = _item(frame.status[at], signs) if at < len(frame.status) else [("class:quiet", words)]
        if _cells_of(item) > width:
            start, end = breaks(words, width)[0]
            item = [("", words[start:end])]
        if used + len(_BETWEEN) + _cells_of(item) > width:
            lines.append([*item])
            used = _cells_of(item)
        else:
            lines[-1] += [("", _BETWEEN), *item]
            used += len(_BETWEEN) + _cells_of(item)
    return lines


def _item(status: StatusShown, signs: Signs) -> Line:
    label: Line = [("class:quiet", plain_words(status.label) + " ")]
    if status.form != "bar" or not status.high or not isinstance(status.value, int):
        return [*label, ("bold", str(status.value))]
    size = min(BAR_CELLS, status.high)
    full = max(0, min(size, -(-status.value * size // status.high)))
    number: Line = [("", f" {status.value}/{status.high}")]
    return [*label, ("class:accent", signs.full * full), ("class:quiet", signs.empty * (size - full)), *number]


def _cells_of(line: Line) -> int:
    return sum(cells(words) for _, words in line)
