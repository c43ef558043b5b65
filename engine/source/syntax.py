"""Turn YAML's refusal of a file into a diagnostic in the author's words, at the place of the mistake.

A misplaced line is told from the lines around it: a dash too many, another sign for a dash, a text that ended above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yaml.error import MarkedYAMLError, YAMLError

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.language import LINE_BEGINNINGS, NAMING_SECTIONS
from engine.source.events import Mark
from engine.source.messages import directive, empty_escape, line_without_key, not_yaml
from engine.source.pitfalls.line_scanner import indent_of
from engine.source.pitfalls.messages import unclosed_quote

Misplacement = tuple[int, str, str]
"""A line, counted from 0, what is wrong with it and what helps."""

_BY_PROBLEM: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "this colon begins a value where none can stand",
     "check the indentation, or put text with a colon under `text: |`"),
    ("could not find expected ':'", "this line is neither `key: value` nor part of the text above",
     "end the key with a colon, or indent the line as text"),
    ("block collection: expected <block end>", "this line is not part of the list it stands in",
     "begin it with `- `, or set it level with the list's key"),
    ("block mapping: expected <block end>", "this line does not line up with the lines above",
     "indent it like the other keys of its mapping"),
    ("expected ',' or", "this `{` or `[` is not closed as it should be",
     "close it, and part its items with commas"),
    ("unknown escape", "a backslash between double quotation marks begins no escape that YAML knows",
     "write `\\\\` for a backslash"),
    ("hexadecimal", "an escape between double quotation marks is not complete", "write the character itself"),
    ("sequence entries", "a list cannot begin on this line", "put `- ` on a line of its own below the key"),
    ("comment or a line break", "nothing can follow `|` or `>` on its line", "put the text on the next line, indented"),
)  # fmt: skip
"""Part of YAML's problem, what is wrong in the author's words, and what helps; the first that fits is taken."""

_KEY = re.compile(r"\s*[^\s#:'\"][^:]*:(?:\s|$)")
_IN_ESCAPE = {"unknown escape": 1, "hexadecimal": 2, "invalid Unicode character": 2}
"""Problems that YAML reports inside an escape, and how many characters of the escape are before that place."""
_AT_THE_START = ("directive", "could not find expected ':'", "unexpected end of stream", "expected ',' or")

_HEADER = re.compile(r".*:\s+[|>][-+0-9]*(?:\s+#.*)?")
_NAMING = re.compile(rf"\s*({'|'.join(NAMING_SECTIONS)}):\s*(?:#.*)?")
_KEY_OR_ITEM = re.compile(r"\s*(?:-\s|[a-z_]+:(?:\s|$))")
_BLOCK_KEY = re.compile(r" *- ([a-z]+):(?:\s|$)")
_OTHER_DASH = re.compile(r"\s*(?P<sign>[*+•–—])\s+(?P<item>\S.*)")


def syntax_fault(error: YAMLError, file: str, lines: tuple[str, ...]) -> Diagnostic:
    """Return what a YAML error means, at the line that caused it rather than the one where the parser stopped."""
    if not isinstance(error, MarkedYAMLError):
        return not_yaml(Span(file, 1, 1, 1, 1))
    problem = f"{error.context or ''}: {error.problem or ''}"
    span = _place(error, problem, file, lines)
    if "directive" in problem:
        return directive(span)
    if "invalid Unicode character" in problem:
        return empty_escape(span)
    if "quoted scalar: found unexpected" in problem:
        return unclosed_quote(span)
    if misplacement := _find_misplaced_line(lines, span.line - 1, problem):
        at, message, helps = misplacement
        return not_yaml(_line_span(file, lines, at), message, helps)
    if _BY_PROBLEM[0][0] in problem and (above := _keyless_above(lines, span.line - 1)) is not None:
        return line_without_key(file, above + 1, lines[above])
    for words, message, helps in _BY_PROBLEM:
        if words in problem:
            return not_yaml(span, message, helps)
    return not_yaml(span)


def _place(error: MarkedYAMLError, problem: str, file: str, lines: tuple[str, ...]) -> Span:
    mark: Mark | None = error.problem_mark or error.context_mark
    if any(words in problem for words in _AT_THE_START) and error.context_mark is not None:
        mark = error.context_mark
    if mark is None:
        return Span(file, 1, 1, 1, 1)
    line = min(mark.line, max(0, len(lines) - 1))
    column = mark.column if line == mark.line else 0
    column -= next((before for words, before in _IN_ESCAPE.items() if words in problem), 0)
    return Span(file, line + 1, column + 1, line + 1, column + 2)


def _keyless_above(lines: Sequence[str], at: int) -> int | None:
    """Return the line above a key that has no key of its own, so that the key cannot follow it."""
    above = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), None)
    if above is None or not _KEY.match(lines[at]):
        return None
    line = lines[above]
    is_key = _KEY.match(line) or line.lstrip().startswith(("- ", "#", "|", ">", '"', "'"))
    is_level = len(line) - len(line.lstrip()) <= len(lines[at]) - len(lines[at].lstrip())
    return above if is_level and not is_key else None


def _find_misplaced_line(lines: Sequence[str], at: int, problem: str) -> Misplacement | None:
    """Return the misplaced line that causes YAML's problem with a line, if there is one."""
    above = _enclosing(lines, at)
    if above is not None and _HEADER.fullmatch(lines[above]) and not _KEY_OR_ITEM.match(lines[at]):
        helps = "indent every line of a text alike, its first line no further than the others"
        return at, "this line stands left of the first line of its text, so the text ends above it", helps
    other = _OTHER_DASH.fullmatch(lines[at])
    if other:
        item = quoted("- " + other["item"])
        return at, f"{quoted(other['sign'])} begins no item of a list", f"write {item}"
    if "block mapping: expected <block end>" in problem and _has_dash(lines[at]):
        return at, "this dash begins an item of a list among the keys of a mapping", "take the dash away"
    if "block collection: expected <block end>" in problem and above is not None:
        return _find_dash_above(lines, above, at)
    return None


def _find_dash_above(lines: Sequence[str], above: int, at: int) -> Misplacement | None:
    """Return the dash in the first line below a key that made a list of what should be a mapping."""
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


def _line_span(file: str, lines: Sequence[str], at: int) -> Span:
    """Return the span of a line from its first word to its last."""
    line = lines[at]
    return Span(file, at + 1, indent_of(line) + 1, at + 1, len(line.rstrip()) + 1)


def _enclosing(lines: Sequence[str], at: int) -> int | None:
    """Return the nearest line above with less indentation."""
    indent = indent_of(lines[at])
    return next(
        (line for line in range(at - 1, -1, -1) if lines[line].strip() and indent_of(lines[line]) < indent), None
    )


def _has_dash(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")
