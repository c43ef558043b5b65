"""Find TABs in indentation, and characters that look like the plain space YAML wants around keys and dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.show import UNSEEN
from engine.diagnostics.span import Span
from engine.source.messages import character_as_space
from engine.source.pitfalls.line_scanner import Row, indent_of
from engine.source.pitfalls.mends import FileLines, Pitfall
from engine.source.pitfalls.messages import tab

_SAMPLED_LINES = 1_000
"""Lines with TABs from which the width of a TAB is estimated."""

_LEAD = re.compile(r"([ \t]*)((?:-[ \t]+)*)")
_INDENT = re.compile(r"( +)[^ \t]")
_OTHER = r"[^\S \t\n]"
_SPACED_LEAD = re.compile(rf"(?:[ -]|{_OTHER})+")
_AFTER_COLON = re.compile(rf":(?:[{UNSEEN}]|{_OTHER})+")
_PLAIN_COLON = re.compile(r":(?: |$)")


def find_tabs(file: str, lines: Sequence[str]) -> tuple[list[Diagnostic], list[str]]:
    """Return a diagnostic for each run of lines indented with TABs, and the lines of the file with spaces instead."""
    with_tabs = [number for number, line in enumerate(lines) if "\t" in line and "\t" in _lead(line)]
    mended = list(lines)
    if not with_tabs:
        return [], mended
    width = _width(lines, with_tabs)
    runs = _group_runs(with_tabs)
    for first, last in runs:
        spaced = [_spaced(line, width) for line in lines[first : last + 1]]
        mended[first : last + 1] = _between(lines, first, last, spaced)
    return [_tab_fault(file, lines, mended, first, last) for first, last in runs], mended


def _lead(line: str) -> str:
    lead = _LEAD.match(line)
    return lead.group() if lead else ""


def _width(lines: Sequence[str], with_tabs: list[int]) -> int:
    """Return the width of a TAB that indents most lines with TABs as the line above them asks for."""
    step = min((len(indent.group(1)) for line in lines if (indent := _INDENT.match(line))), default=2)
    expected = [(number, _expected(lines[number - 1], step)) for number in with_tabs[:_SAMPLED_LINES] if number]
    widths = (step, 2, 4, 8)
    fits = [
        sum(_fit(lines[number - 1], _spaced(lines[number], width), column) for number, column in expected)
        for width in widths
    ]
    return widths[fits.index(max(fits))]


def _fit(above: str, line: str, expected: int) -> int:
    """Rate the indentation of a line under another: as expected, at least deep enough, or wrong."""
    if indent_of(line) == expected:
        return 3
    is_item = line.lstrip().startswith("- ")
    return int(indent_of(line) >= indent_of(above) + (not is_item)) if above.rstrip().endswith((":", "|")) else 0


def _expected(above: str, step: int) -> int:
    """Return the column where the line after `above` probably begins; -1 if that has TABs itself or is blank."""
    if not above.strip() or "\t" in above:
        return -1
    return indent_of(above) + (step if above.rstrip().endswith((":", "|")) else 0)


def _between(lines: Sequence[str], first: int, last: int, spaced: list[str]) -> list[str]:
    """Move the lines to the column that the line above and the line below agree on."""
    above = _expected(lines[first - 1], 1) if first else -1
    below = _expected(lines[last + 1], 0) if last + 1 < len(lines) else -1
    shift = above - indent_of(spaced[0])
    if above != below or above < 0 or not shift or any(indent_of(line) + shift < above for line in spaced):
        return spaced
    return [" " * (indent_of(line) + shift) + line.lstrip(" ") for line in spaced]


def _spaced(line: str, width: int) -> str:
    lead = _lead(line)
    margin = lead[: len(lead) - len(lead.lstrip(" \t"))]
    return margin.expandtabs(width) + lead[len(margin) :].replace("\t", " ") + line[len(lead) :]


def _group_runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each run of consecutive numbers."""
    runs = (list(run) for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]))
    return [(run[0][1], run[-1][1]) for run in runs]


def _tab_fault(file: str, lines: Sequence[str], mended: list[str], first: int, last: int) -> Diagnostic:
    column = lines[first].index("\t") + 1
    mend = Mend(file, first + 1, last + 1, tuple(mended[first : last + 1]))
    return tab(Span(file, first + 1, column, first + 1, column + 1), last - first + 1, mend)


def space_pitfall(source: FileLines, row: Row) -> Pitfall | None:
    """Return the first character of a row that only looks like a plain space, with the line mended."""
    line = source.lines[row.first]
    if line.isascii():
        return None
    mended = _SPACED_LEAD.sub(_with_plain_spaces, line, count=1) if _SPACED_LEAD.match(line) else line
    if not _PLAIN_COLON.search(mended):
        mended = _AFTER_COLON.sub(_with_plain_spaces, mended, count=1)
    column = next((at for at, (old, new) in enumerate(zip(line, mended, strict=True)) if old != new), None)
    if column is None:
        return None
    mend = Mend(source.file, row.first + 1, row.first + 1, (mended,))
    return Pitfall(character_as_space(source.span(row.first, column, column), line[column], mend), (mended,))


def _with_plain_spaces(signs: re.Match[str]) -> str:
    return "".join(sign if sign in "- :" else " " for sign in signs.group())
