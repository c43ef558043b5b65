"""How wide prose is on a screen, and with which signs it is drawn."""

from __future__ import annotations

from engine.records import dataclass

LINE = 66
"""Columns of prose that an eye follows without effort."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The block of text on a screen: its width, and the empty columns before it."""

    width: int
    margin: int

    @property
    def indent(self) -> str:
        return " " * self.margin


@dataclass(frozen=True, slots=True)
class Signs:
    """The few drawn signs."""

    full: str
    empty: str
    rule: str
    pointer: str
    bar: str
    dot: str


_DRAWN = Signs(full="█", empty="░", rule="─", pointer="›", bar="│", dot="·")
_TYPED = Signs(full="#", empty=".", rule="-", pointer=">", bar="|", dot="-")


def measure(columns: int) -> Measure:
    """Return the block of text: centred on a wide screen, else all columns but one on each side."""
    margin = max(1, (columns - LINE) // 2)
    return Measure(max(2, min(LINE, columns - 2 * margin)), margin)


def signs(encoding: str) -> Signs:
    """Return characters signs where the encoding has them all, else typed ones."""
    characters = _DRAWN.full + _DRAWN.empty + _DRAWN.rule + _DRAWN.pointer + _DRAWN.bar + _DRAWN.dot
    try:
        characters.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _TYPED
    return _DRAWN
