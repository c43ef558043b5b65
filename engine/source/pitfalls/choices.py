"""Find choices that YAML would cut, misread or refuse, or that have a mistyped or a second target."""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Mend
from engine.diagnostics.show import quoted
from engine.language import ID, LINE_BEGINNINGS
from engine.source.pitfalls import messages
from engine.source.pitfalls.line_scanner import Row, indent_of, indented_end
from engine.source.pitfalls.mends import (
    FileLines,
    Pitfall,
    has_colon,
    mend_item,
    mend_label,
    neutral_item,
    without_quotes,
)
from engine.source.pitfalls.words import (
    COLON,
    HASH,
    as_one_line,
    begins_with_sign,
    closing,
    needs_quotes,
    typographic_label,
)

_NO_SPACE = re.compile(rf"(?P<label>.*[^\s:])\s*:(?P<target>{ID})")
_TARGET = re.compile(ID)
_COMMENT = re.compile(r"(?<!\s)\s++#.*")
_DASHES = re.compile(r"(?:-\s+)+(?P<meant>[^\s-].*:(?:\s.*)?)")
_TARGET_ONLY = re.compile(rf"(?P<target>{ID})(?P<comment>\s+#.*)?")
_KEY = re.compile(r"( *)([a-z]+):(?:\s|$)")
_MOST_MOVED = 200
"""Lines that a mend may move."""


def label_pitfall(source: FileLines, row: Row) -> Pitfall | None:
    """Return the pitfall of a choice that YAML does not read as a label and its body, if there is one."""
    item = source.lines[row.first][row.column :].rstrip()
    if not item or item.startswith("# ") or item == "#":
        return None
    if item[0] in "\"'":
        return _quoted(source, row, item)
    if item[0] == "{" and item.endswith("}"):
        return None
    span = source.label_span(row)
    if item.startswith("#"):
        return Pitfall(messages.cut_at_hash(span, mend_label(source, row)), neutral_item(source, row))
    if unclear := _unclear_pitfall(source, row, item):
        return unclear
    if begins_with_sign(item):
        return Pitfall(
            messages.text_begins_with_sign(span, item[0], mend_label(source, row)), neutral_item(source, row)
        )
    if not row.key:
        return _without_key(source, row, item)
    if row.value and row.value[0] not in "\"'{[#" and has_colon(_COMMENT.sub("", row.value)):
        column = row.column + item.index(":")
        span = source.span(row.first, column, column)
        return Pitfall(messages.colon_in_text(span, mend_label(source, row)), neutral_item(source, row))
    return _body_pitfall(source, row)


def level_pitfall(source: FileLines, row: Row) -> Pitfall | None:
    """Return the pitfall of a key that is level with the label it was meant to be under."""
    if row.level_with < 0 or row.key not in LINE_BEGINNINGS:
        return None
    span = source.span(row.first, row.column, row.column + len(row.key))
    return Pitfall(messages.level_with_choice(span, row.key, _mend_level(source, row)))


def _quoted(source: FileLines, row: Row, item: str) -> Pitfall | None:
    span = source.label_span(row)
    mend = mend_label(source, row)
    if not row.key:
        end = closing(item)
        if end == len(item) - 1:
            return Pitfall(messages.bare_choice(span, item))
        fault = messages.unclosed_quote if end < 0 else messages.text_after_quote
        return Pitfall(fault(span, mend), neutral_item(source, row))
    words = row.key[1:-1]
    is_plainly_meant = "\\" not in words if row.key[0] == '"' else not needs_quotes(words)
    if words.startswith("{") and "}" in words:
        return None
    if not is_plainly_meant or not words:
        return None
    end = row.column + len(row.key)
    label = as_one_line(without_quotes([row.key])[0]) + source.lines[row.first][end:]
    return Pitfall(messages.quotes_lost(source.span(row.first, row.column, end), mend_item(source, row, label)))


def _without_key(source: FileLines, row: Row, item: str) -> Pitfall:
    span = source.label_span(row)
    cut = HASH.search(item)
    if cut and (has_colon(item[cut.end() :]) or item[cut.end() : cut.end() + 1].strip()):
        start = row.column + cut.start()
        span = source.span(row.first, start, row.column + len(item))
        return Pitfall(messages.cut_at_hash(span, mend_label(source, row)), neutral_item(source, row))
    words = item[: cut.start()].rstrip() if cut else item
    parts = _NO_SPACE.fullmatch(words)
    if parts is None:
        return Pitfall(messages.bare_choice(span, words), neutral_item(source, row))
    mend = mend_item(source, row, f"{as_one_line(parts['label'])}: {parts['target']}{item[len(words) :]}")
    return Pitfall(messages.bare_choice(span, words, mend), neutral_item(source, row))


def _mend_level(source: FileLines, row: Row) -> Mend | None:
    """Write the label alone on its line, and indent everything level with it under it."""
    label = source.lines[row.level_with]
    after = indented_end(source.lines, row.first, row.column - 1, _MOST_MOVED)
    if after - row.level_with > _MOST_MOVED:
        return None
    under = ["  " + line if line else "" for line in source.lines[row.level_with + 1 : after]]
    head, colon, target = label.rstrip().rpartition(":")
    if not colon or (target and not _TARGET.fullmatch(target.strip())):
        return None
    if target:
        under.append(" " * (row.column + 2) + f"go: {target.strip()}")
    return Mend(source.file, row.level_with + 1, after, (head + ":", *under))


def _unclear_pitfall(source: FileLines, row: Row, item: str) -> Pitfall | None:
    """Return the pitfall of a colon, a `go:` or a dash too many, which may be meant for the label."""
    if dashes := _DASHES.fullmatch(item):
        return _unclear(source, row, "a second dash stands before the label", dashes["meant"], _quoted_label(item))
    colons = list(COLON.finditer(item))[-2:]
    if len(colons) < 2 or item[0] in "{\"'":
        return None
    label = as_one_line(item[: colons[0].start()].rstrip())
    between, last = item[colons[0].end() : colons[1].start()].strip(), item[colons[1].end() :].strip()
    if not last and _TARGET.fullmatch(between):
        message = f"a second colon ends this line, after {quoted(between)}"
        return _unclear(source, row, message, f"{label}: {between}", _quoted_label(item))
    if between in ("go", "goto") and _TARGET.fullmatch(last):
        message = f"`{between}:` stands on the line of a label"
        return _unclear(source, row, message, f"{label}: {last}", _quoted_label(item))
    return None


def _body_pitfall(source: FileLines, row: Row) -> Pitfall | None:
    """Return the pitfall of a body below a choice that has its target on its own line."""
    target = _TARGET_ONLY.fullmatch(row.value)
    if target is None or row.after != row.first + 1:
        return None
    below = next((line for number in range(row.after, len(source.lines)) if (line := source.lines[number]).strip()), "")
    first = _KEY.match(below)
    if first is None or first[2] not in LINE_BEGINNINGS or len(first[1]) <= row.column:
        return None
    head = source.lines[row.first][: row.value_column].rstrip() + (target["comment"] or "")
    span = source.span(row.first, row.value_column, row.value_column + len(target["target"]))
    mend = _mend_body(source, row, head, len(first[1]), target["target"])
    return Pitfall(messages.body_below_target(span, row.key, target["target"], mend), (head,))


def _unclear(source: FileLines, row: Row, message: str, meant: str, as_label: str) -> Pitfall:
    fault = messages.unclear_choice(source.label_span(row), message, f"- {meant}", f"- {as_label}")
    return Pitfall(fault, neutral_item(source, row))


def _quoted_label(item: str) -> str:
    label, colon, target = item.rpartition(":")
    return f"{as_one_line(typographic_label(label if colon else item))}:{target if colon else ''}"


def _mend_body(source: FileLines, row: Row, head: str, indent: int, target: str) -> Mend | None:
    """Write the label alone and `go` after its body; return None if the body has another end or uneven keys."""
    last = indented_end(source.lines, row.first, row.column, _MOST_MOVED)
    if last - row.first > _MOST_MOVED:
        return None
    body = source.lines[row.first + 1 : last]
    keys = {key[2] for line in body if (key := _KEY.match(line)) and len(key[1]) == indent}
    if keys & {"go", "else"} or any(line.strip() and indent_of(line) < indent for line in body):
        return None
    return Mend(source.file, row.first + 1, last, (head, *body, " " * indent + f"go: {target}"))
