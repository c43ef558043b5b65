"""Every trap in a file, and the file with its traps made harmless so that the rest of it can still be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic
from engine.language import LISTED_KEYS, OFFERED_WORDS
from engine.source.messages.pitfalls import colon_in_text
from engine.source.pitfalls.labels import label_pitfall, level_pitfall
from engine.source.pitfalls.line_scanner import Row, read_rows
from engine.source.pitfalls.mends import FileLines, Pitfall, mend_item, neutral_item
from engine.source.pitfalls.spaces import space_pitfall
from engine.source.pitfalls.tabs import find_tabs
from engine.source.pitfalls.values import value_pitfall
from engine.source.pitfalls.words import as_one_line

PITFALLS_LIMIT = 200
"""Traps of one file after which no more are looked for."""


@dataclass(frozen=True, slots=True)
class PitfallSearch:
    """The traps of a file; `lines` are its lines without them, as many as it has."""

    diagnostics: list[Diagnostic]
    lines: list[str]


def find_pitfalls(file: str, lines: Sequence[str]) -> PitfallSearch:
    """Looks at every line once; raises nothing."""
    found, harmless = find_tabs(file, lines)
    page = FileLines(file, tuple(harmless))
    for row in read_rows(page.lines):
        for trap in _traps_of(page, row):
            found.append(trap.diagnostic)
            if trap.neutral is not None and trap.diagnostic.severity == "error":
                harmless[row.first : row.first + len(trap.neutral)] = trap.neutral
        if len(found) >= PITFALLS_LIMIT:
            break
    return PitfallSearch(found, harmless)


def _traps_of(page: FileLines, row: Row) -> list[Pitfall]:
    if space := space_pitfall(page, row):
        return [space]
    if row.is_offered:
        found = None if row.key in OFFERED_WORDS else label_pitfall(page, row)
    elif row.dash >= 0 and row.parent in LISTED_KEYS:
        found = _listed_trap(page, row)
    else:
        found = value_pitfall(page, row)
    return [trap for trap in (found, level_pitfall(page, row)) if trap is not None]


def _listed_trap(page: FileLines, row: Row) -> Pitfall | None:
    """A title with a colon, which would be read as a key."""
    item = page.lines[row.first][row.column :].rstrip()
    if not row.key or item[0] in "\"'":
        return None
    column = row.column + item.index(":")
    mend = mend_item(page, row, as_one_line(item))
    return Pitfall(colon_in_text(page.span(row.first, column, column), mend), neutral_item(page, row))
