"""TABs in the indentation of a file, and the same lines with spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.span import Span
from engine.source.messages.pitfalls import tab
from engine.source.pitfalls.extent import indent_of

_LOOKED_AT = 1_000
"""Lines with TABs by which the width of one is judged."""

_LEAD = re.compile(r"([ \t]*)((?:-[ \t]+)*)")
_INDENT = re.compile(r"( +)[^ \t]")


def find_tabs(file: str, lines: Sequence[str]) -> tuple[list[Diagnostic], list[str]]:
    """One fault for each stretch of lines indented with TABs, and all lines of the file with spaces instead."""
    with_tabs = [number for number, line in enumerate(lines) if "\t" in line and "\t" in _lead(line)]
    mended = list(lines)
    if not with_tabs:
        return [], mended
    width = _width(lines, with_tabs)
    stretches = _stretches(with_tabs)
    for first, last in stretches:
        spaced = [_spaced(line, width) for line in lines[first : last + 1]]
        mended[first : last + 1] = _between(lines, first, last, spaced)
    return [_fault(file, lines, mended, first, last) for first, last in stretches], mended


def _lead(line: str) -> str:
    lead = _LEAD.match(line)
    return lead.group() if lead else ""


def _width(lines: Sequence[str], with_tabs: list[int]) -> int:
    """The width of a TAB that makes most lines with TABs stand where the line above asks for it."""
    step = min((len(found.group(1)) for line in lines if (found := _INDENT.match(line))), default=2)
    expected = [(number, _expected(lines[number - 1], step)) for number in with_tabs[:_LOOKED_AT] if number]
    widths = (step, 2, 4, 8)
    fits = [
        sum(_fit(lines[number - 1], _spaced(lines[number], width), column) for number, column in expected)
        for width in widths
    ]
    return widths[fits.index(max(fits))]


def _fit(above: str, line: str, expected: int) -> int:
    """How well a line stands under another: as asked for, at least deep enough, or not at all."""
    if indent_of(line) == expected:
        return 3
    is_item = line.lstrip().startswith("- ")
    return int(indent_of(line) >= indent_of(above) + (not is_item)) if above.rstrip().endswith((":", "|")) else 0


def _expected(above: str, step: int) -> int:
    """Where a line is likely to begin that follows another; -1 if that one has TABs itself or is blank."""
    if not above.strip() or "\t" in above:
        return -1
    return indent_of(above) + (step if above.rstrip().endswith((":", "|")) else 0)


def _between(lines: Sequence[str], first: int, last: int, spaced: list[str]) -> list[str]:
    """The lines moved to where both the line above and the line below say that they stand."""
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


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for number in numbers:
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return stretches


def _fault(file: str, lines: Sequence[str], mended: list[str], first: int, last: int) -> Diagnostic:
    column = lines[first].index("\t") + 1
    mend = Mend(file, first + 1, last + 1, tuple(mended[first : last + 1]))
    return tab(Span(file, first + 1, column, first + 1, column + 1), last - first + 1, mend)
