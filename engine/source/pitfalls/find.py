"""Find the pitfalls in a file, and make them harmless so that YAML can read the rest of the file."""

from __future__ import annotations

from collections.abc import Sequence

from engine.diagnostics.diagnostic import Diagnostic
from engine.language import LISTED_KEYS, OFFERED_WORDS
from engine.records import dataclass
from engine.source.pitfalls.choices import label_pitfall, level_pitfall
from engine.source.pitfalls.line_scanner import Row, read_rows
from engine.source.pitfalls.mends import FileLines, Pitfall, mend_item, neutral_item
from engine.source.pitfalls.messages import colon_in_text
from engine.source.pitfalls.values import value_pitfall
from engine.source.pitfalls.whitespace import find_tabs, space_pitfall
from engine.source.pitfalls.words import as_one_line

PITFALLS_LIMIT = 200
"""Pitfalls of one file after which the search stops."""


@dataclass(frozen=True, slots=True)
class PitfallSearch:
    """The pitfalls of a file, and its lines without them, as many as it has."""

    diagnostics: list[Diagnostic]
    lines: list[str]


def find_pitfalls(file: str, lines: Sequence[str]) -> PitfallSearch:
    """Pass over every line once; raise nothing."""
    diagnostics, harmless = find_tabs(file, lines)
    source = FileLines(file, tuple(harmless))
    for row in read_rows(source.lines):
        for pitfall in _pitfalls_of(source, row):
            diagnostics.append(pitfall.diagnostic)
            if pitfall.neutral is not None and pitfall.diagnostic.severity == "error":
                harmless[row.first : row.first + len(pitfall.neutral)] = pitfall.neutral
        if len(diagnostics) >= PITFALLS_LIMIT:
            break
    return PitfallSearch(diagnostics, harmless)


def _pitfalls_of(source: FileLines, row: Row) -> list[Pitfall]:
    if space := space_pitfall(source, row):
        return [space]
    if row.is_offered:
        pitfall = None if row.key in OFFERED_WORDS else label_pitfall(source, row)
    elif row.dash >= 0 and row.parent in LISTED_KEYS:
        pitfall = _listed_pitfall(source, row)
    else:
        pitfall = value_pitfall(source, row)
    return [pitfall for pitfall in (pitfall, level_pitfall(source, row)) if pitfall is not None]


def _listed_pitfall(source: FileLines, row: Row) -> Pitfall | None:
    """Return the pitfall of a title with a colon, which YAML reads as a key."""
    item = source.lines[row.first][row.column :].rstrip()
    if not row.key or item[0] in "\"'":
        return None
    column = row.column + item.index(":")
    mend = mend_item(source, row, as_one_line(item))
    return Pitfall(colon_in_text(source.span(row.first, column, column), mend), neutral_item(source, row))
