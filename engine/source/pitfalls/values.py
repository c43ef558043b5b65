"""Find values, prose or one line of words, that YAML would cut, misread or refuse."""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Mend
from engine.language import LINE_KEYS, NAMING_SECTIONS, PROSE_KEYS
from engine.source.pitfalls import messages
from engine.source.pitfalls.line_scanner import BLOCK_HEADER, Row
from engine.source.pitfalls.mends import (
    FileLines,
    Pitfall,
    mend_as_block,
    mend_as_line,
    neutral_value,
    value_lines,
    without_quotes,
)
from engine.source.pitfalls.words import COLON, begins_with_sign, closing, needs_quotes

_HASH = re.compile(r"(?:^|(?<!\s)(?P<space>\s++))#(?P<next>.?)")


def value_pitfall(source: FileLines, row: Row) -> Pitfall | None:
    """Return the pitfall of a value that is meant as words and read as something else, if there is one."""
    if row.parent in NAMING_SECTIONS or not row.value:
        return None
    if row.key in PROSE_KEYS and BLOCK_HEADER.fullmatch(row.value):
        return _folded(source, row)
    if row.key not in PROSE_KEYS and row.key not in LINE_KEYS:
        return None
    if row.value[0] in "\"'":
        return _quoted(source, row)
    if begins_with_sign(row.value) and row.value[0] != "#":
        diagnostic = messages.text_begins_with_sign(source.value_span(row), row.value[0], _mend(source, row))
        return Pitfall(diagnostic, neutral_value(source, row))
    return _cut(source, row) or _colon(source, row)


def _mend(source: FileLines, row: Row) -> Mend:
    words = without_quotes(value_lines(source, row))
    return mend_as_block(source, row, words) if row.key in PROSE_KEYS else mend_as_line(source, row, words)


def _quoted(source: FileLines, row: Row) -> Pitfall | None:
    inside = "\n".join(value_lines(source, row))
    end = closing(inside)
    span = source.value_span(row)
    if end < 0:
        return Pitfall(messages.unclosed_quote(span, _mend(source, row)), neutral_value(source, row))
    rest = inside[end + 1 :].strip()
    if rest and not rest.startswith("#"):
        return Pitfall(messages.text_after_quote(span, _mend(source, row)), neutral_value(source, row))
    words = inside[1:end]
    is_plainly_meant = "\\" not in words if inside[0] == '"' else not needs_quotes(words)
    if row.key not in PROSE_KEYS or rest or not is_plainly_meant or not words:
        return None
    return Pitfall(messages.quotes_lost(span, _mend(source, row)))


def _cut(source: FileLines, row: Row) -> Pitfall | None:
    for offset, words in enumerate(value_lines(source, row)):
        sign = _HASH.search(words)
        if not sign:
            continue
        space, following = sign["space"] or "", sign["next"].strip()
        if not following and (len(space) > 1 or not sign.start()):
            continue
        line = row.first + offset
        left = source.lines[line].find(words) + sign.end() - 1 - len(sign["next"])
        span = source.span(line, left, len(source.lines[line].rstrip()))
        is_certain = bool(following) or offset + 1 < row.after - row.first
        return Pitfall(messages.cut_at_hash(span, _mend(source, row), is_certain), neutral_value(source, row))
    return None


def _colon(source: FileLines, row: Row) -> Pitfall | None:
    lines = value_lines(source, row)
    for offset, words in enumerate(lines):
        comment = _HASH.search(words)
        colon = COLON.search(words, 0, comment.start() if comment else len(words))
        if colon:
            column = source.lines[row.first + offset].find(words) + colon.start()
            span = source.span(row.first + offset, column, column)
            return Pitfall(messages.colon_in_text(span, _mend(source, row)), neutral_value(source, row))
    return None


def _folded(source: FileLines, row: Row) -> Pitfall | None:
    if row.value[0] != ">":
        return None
    body = [source.lines[number].strip() for number in range(row.first + 1, row.after)]
    has_quotation = any(line.startswith(">") for line in body)
    if not has_quotation and "" not in body:
        return None
    head = source.lines[row.first]
    mended = head[: row.value_column] + "|" + head[row.value_column + 1 :].rstrip()
    mend = Mend(source.file, row.first + 1, row.first + 1, (mended,))
    return Pitfall(
        messages.folded_text(source.span(row.first, row.value_column, row.value_column), mend, has_quotation)
    )
