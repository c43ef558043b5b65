"""How wide prose is set on a screen, and with which signs."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Centred when the screen is wide; else all of it but a column on each side, which also keeps the last one free."""
    margin = max(1, (columns - LINE) // 2)
    return Measure(max(2, min(LINE, columns - 2 * margin)), margin)


def signs(encoding: str) -> Signs:
    """Drawn signs where the encoding has them all."""
    drawn = _DRAWN.full + _DRAWN.empty + _DRAWN.rule + _DRAWN.pointer + _DRAWN.bar + _DRAWN.dot
    try:
        drawn.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _TYPED
    return _DRAWN
