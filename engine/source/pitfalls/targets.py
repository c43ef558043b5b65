"""Find choices with a mistyped target, or with a target on the line of a label that has a body."""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Mend
from engine.diagnostics.show import quoted
from engine.language import ID, LINE_BEGINNINGS
from engine.source.pitfalls.line_scanner import Row, indent_of
from engine.source.pitfalls.mends import FileLines, Pitfall, neutral_item
from engine.source.pitfalls.messages import body_below_target, unclear_choice
from engine.source.pitfalls.words import COLON, as_one_line, typographic_label

_DASHES = re.compile(r"(?:-\s+)+(?P<meant>[^\s-].*:(?:\s.*)?)")
_NAME = re.compile(ID)
_TARGET = re.compile(rf"(?P<target>{ID})(?P<comment>\s+#.*)?")
_KEY = re.compile(r"( *)([a-z]+):(?:\s|$)")
_LONGEST_BODY = 200
"""Lines of a body that a mend may have."""


def unclear_pitfall(source: FileLines, row: Row, item: str) -> Pitfall | None:
    """Return the pitfall of a colon, a `go:` or a dash too many, which may be meant for the label."""
    if dashes := _DASHES.fullmatch(item):
        return _unclear(source, row, "a second dash stands before the label", dashes["meant"], _quoted_label(item))
    colons = list(COLON.finditer(item))[-2:]
    if len(colons) < 2 or item[0] in "{\"'":
        return None
    label = as_one_line(item[: colons[0].start()].rstrip())
    between, last = item[colons[0].end() : colons[1].start()].strip(), item[colons[1].end() :].strip()
    if not last and _NAME.fullmatch(between):
        message = f"a second colon ends this line, after {quoted(between)}"
        return _unclear(source, row, message, f"{label}: {between}", _quoted_label(item))
    if between in ("go", "goto") and _NAME.fullmatch(last):
        message = f"`{between}:` stands on the line of a label"
        return _unclear(source, row, message, f"{label}: {last}", _quoted_label(item))
    return None


def body_pitfall(source: FileLines, row: Row) -> Pitfall | None:
    """Return the pitfall of a body below a choice that has its target on its own line."""
    target = _TARGET.fullmatch(row.value)
    if target is None or row.after != row.first + 1:
        return None
    below = next((line for number in range(row.after, len(source.lines)) if (line := source.lines[number]).strip()), "")
    first = _KEY.match(below)
    if first is None or first[2] not in LINE_BEGINNINGS or len(first[1]) <= row.column:
        return None
    head = source.lines[row.first][: row.value_column].rstrip() + (target["comment"] or "")
    span = source.span(row.first, row.value_column, row.value_column + len(target["target"]))
    mend = _mend_body(source, row, head, len(first[1]), target["target"])
    return Pitfall(body_below_target(span, row.key, target["target"], mend), (head,))


def _unclear(source: FileLines, row: Row, message: str, meant: str, as_label: str) -> Pitfall:
    fault = unclear_choice(source.label_span(row), message, f"- {meant}", f"- {as_label}")
    return Pitfall(fault, neutral_item(source, row))


def _quoted_label(item: str) -> str:
    label, colon, target = item.rpartition(":")
    return f"{as_one_line(typographic_label(label if colon else item))}:{target if colon else ''}"


def _mend_body(source: FileLines, row: Row, head: str, indent: int, target: str) -> Mend | None:
    """Write the label alone and `go` after its body; return None if the body has another end or uneven keys."""
    end = last = row.after
    while end < len(source.lines) and (not source.lines[end].strip() or indent_of(source.lines[end]) > row.column):
        end += 1
        last = end if source.lines[end - 1].strip() else last
        if end - row.first > _LONGEST_BODY:
            return None
    body = source.lines[row.first + 1 : last]
    keys = {key[2] for line in body if (key := _KEY.match(line)) and len(key[1]) == indent}
    if keys & {"go", "else"} or any(line.strip() and indent_of(line) < indent for line in body):
        return None
    return Mend(source.file, row.first + 1, last, (head, *body, " " * indent + f"go: {target}"))
