"""Every trap in a file, and the file with its traps made harmless so that the rest of it can still be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic
from engine.language import LISTED_KEYS, OFFERED_WORDS
from engine.source.messages.pitfalls import colon_in_text
from engine.source.traps.labels import label_trap, level_trap
from engine.source.traps.mending import Page, Trap, mend_item, neutral_item
from engine.source.traps.rows import Row, read_rows
from engine.source.traps.spaces import space_trap
from engine.source.traps.tabs import find_tabs
from engine.source.traps.values import value_trap
from engine.source.traps.words import as_one_line

TRAPS_LIMIT = 200
"""Traps of one file after which no more are looked for."""


@dataclass(frozen=True, slots=True)
class Trapped:
    """The traps of a file; `lines` are its lines without them, as many as it has."""

    diagnostics: list[Diagnostic]
    lines: list[str]


def find_traps(file: str, lines: Sequence[str]) -> Trapped:
    """Looks at every line once; raises nothing."""
    found, harmless = find_tabs(file, lines)
    page = Page(file, tuple(harmless))
    for row in read_rows(page.lines):
        for trap in _traps_of(page, row):
            found.append(trap.diagnostic)
            if trap.neutral is not None and trap.diagnostic.severity == "error":
                harmless[row.first : row.first + len(trap.neutral)] = trap.neutral
        if len(found) >= TRAPS_LIMIT:
            break
    return Trapped(found, harmless)


def _traps_of(page: Page, row: Row) -> list[Trap]:
    if space := space_trap(page, row):
        return [space]
    if row.is_offered:
        found = None if row.key in OFFERED_WORDS else label_trap(page, row)
    elif row.dash >= 0 and row.parent in LISTED_KEYS:
        found = _listed_trap(page, row)
    else:
        found = value_trap(page, row)
    return [trap for trap in (found, level_trap(page, row)) if trap is not None]


def _listed_trap(page: Page, row: Row) -> Trap | None:
    """A title with a colon, which would be read as a key."""
    item = page.lines[row.first][row.column :].rstrip()
    if not row.key or item[0] in "\"'":
        return None
    column = row.column + item.index(":")
    mend = mend_item(page, row, as_one_line(item))
    return Trap(colon_in_text(page.span(row.first, column, column), mend), neutral_item(page, row))
