"""Why a line does not belong where it stands: a dash too many, another sign for a dash, a text that ended above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.language import LINE_BEGINNINGS, NAMING_SECTIONS
from engine.source.pitfalls.extent import indent_of

Placed = tuple[int, str, str]
"""A line, counted from 0, what is wrong with it and what helps."""

_HEADER = re.compile(r".*:\s+[|>][-+0-9]*(?:\s+#.*)?")
_NAMING = re.compile(rf"\s*({'|'.join(NAMING_SECTIONS)}):\s*(?:#.*)?")
_KEY_OR_ITEM = re.compile(r"\s*(?:-\s|[a-z_]+:(?:\s|$))")
_BLOCK_KEY = re.compile(r" *- ([a-z]+):(?:\s|$)")
_OTHER_DASH = re.compile(r"\s*(?P<sign>[*+•–—])\s+(?P<item>\S.*)")


def misplaced_line(lines: Sequence[str], at: int, problem: str) -> Placed | None:
    """What YAML's problem with a line comes from, if it is one of these."""
    above = _enclosing(lines, at)
    if above is not None and _HEADER.fullmatch(lines[above]) and not _KEY_OR_ITEM.match(lines[at]):
        helps = "indent every line of a text alike, its first line no further than the others"
        return at, "this line stands left of the first line of its text, so the text ends above it", helps
    other = _OTHER_DASH.fullmatch(lines[at])
    if other:
        written = quoted("- " + other["item"])
        return at, f"{quoted(other['sign'])} begins no item of a list", f"write {written}"
    if "block mapping: expected <block end>" in problem and _has_dash(lines[at]):
        return at, "this dash begins an item of a list among the keys of a mapping", "take the dash away"
    if "block collection: expected <block end>" in problem and above is not None:
        return _dash_above(lines, above, at)
    return None


def _dash_above(lines: Sequence[str], above: int, at: int) -> Placed | None:
    """A dash at the first line below a key, which made a list of what should be a mapping."""
    first = next(line for line in range(above + 1, at + 1) if lines[line].strip())
    if not _has_dash(lines[first]):
        return None
    if naming := _NAMING.fullmatch(lines[above]):
        return first, f"this dash begins an item of a list, and `{naming[1]}` holds names", "take the dash away"
    key = _BLOCK_KEY.match(lines[first])
    if key and key[1] in LINE_BEGINNINGS:
        helps = f"begin it with `- `, or take away the dash in line {first + 1}"
        return at, "this line stands level with the items of a list and has no dash", helps
    return None


def line_span(file: str, lines: Sequence[str], at: int) -> Span:
    """The words of a line."""
    line = lines[at]
    return Span(file, at + 1, indent_of(line) + 1, at + 1, len(line.rstrip()) + 1)


def _enclosing(lines: Sequence[str], at: int) -> int | None:
    """The nearest line above that stands further left."""
    indent = indent_of(lines[at])
    return next(
        (line for line in range(at - 1, -1, -1) if lines[line].strip() and indent_of(lines[line]) < indent), None
    )


def _has_dash(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")
