"""Values that are prose, or a line of words, and that YAML would cut, misread or refuse."""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Mend
from engine.language import LINE_KEYS, NAMING_SECTIONS, PROSE_KEYS
from engine.source.messages.pitfalls import (
    colon_in_text,
    cut_at_hash,
    folded_text,
    quotes_lost,
    text_after_quote,
    unclosed_quote,
)
from engine.source.pitfalls.extent import BLOCK_HEADER
from engine.source.pitfalls.line_scanner import Row
from engine.source.pitfalls.mends import (
    FileLines,
    Pitfall,
    mend_as_block,
    mend_as_line,
    neutral_value,
    value_lines,
    without_quotes,
)
from engine.source.pitfalls.signs import sign_fault
from engine.source.pitfalls.words import COLON, begins_with_sign, closing, needs_quotes

_HASH = re.compile(r"(?:^|(?<!\s)(?P<space>\s++))#(?P<next>.?)")


def value_pitfall(page: FileLines, row: Row) -> Pitfall | None:
    """What YAML would make of a value that is meant as words, if it is something else."""
    if row.parent in NAMING_SECTIONS or not row.value:
        return None
    if row.key in PROSE_KEYS and BLOCK_HEADER.fullmatch(row.value):
        return _folded(page, row)
    if row.key not in PROSE_KEYS and row.key not in LINE_KEYS:
        return None
    if row.value[0] in "\"'":
        return _quoted(page, row)
    if begins_with_sign(row.value) and row.value[0] != "#":
        diagnostic = sign_fault(page.value_span(row), row.value, _mend(page, row))
        return Pitfall(diagnostic, neutral_value(page, row))
    return _cut(page, row) or _colon(page, row)


def _mend(page: FileLines, row: Row) -> Mend:
    words = without_quotes(value_lines(page, row))
    return mend_as_block(page, row, words) if row.key in PROSE_KEYS else mend_as_line(page, row, words)


def _quoted(page: FileLines, row: Row) -> Pitfall | None:
    inside = "\n".join(value_lines(page, row))
    end = closing(inside)
    span = page.value_span(row)
    if end < 0:
        return Pitfall(unclosed_quote(span, _mend(page, row)), neutral_value(page, row))
    rest = inside[end + 1 :].strip()
    if rest and not rest.startswith("#"):
        return Pitfall(text_after_quote(span, _mend(page, row)), neutral_value(page, row))
    said = inside[1:end]
    is_plainly_meant = "\\" not in said if inside[0] == '"' else not needs_quotes(said)
    if row.key not in PROSE_KEYS or rest or not is_plainly_meant or not said:
        return None
    return Pitfall(quotes_lost(span, _mend(page, row)))


def _cut(page: FileLines, row: Row) -> Pitfall | None:
    for offset, words in enumerate(value_lines(page, row)):
        found = _HASH.search(words)
        if not found:
            continue
        space, following = found["space"] or "", found["next"].strip()
        if not following and (len(space) > 1 or not found.start()):
            continue
        line = row.first + offset
        left = page.lines[line].find(words) + found.end() - 1 - len(found["next"])
        span = page.span(line, left, len(page.lines[line].rstrip()))
        is_certain = bool(following) or offset + 1 < row.after - row.first
        return Pitfall(cut_at_hash(span, _mend(page, row), is_certain), neutral_value(page, row))
    return None


def _colon(page: FileLines, row: Row) -> Pitfall | None:
    lines = value_lines(page, row)
    for offset, words in enumerate(lines):
        comment = _HASH.search(words)
        found = COLON.search(words, 0, comment.start() if comment else len(words))
        if found:
            line = row.first + offset
            column = page.lines[line].find(words) + found.start()
            return Pitfall(colon_in_text(page.span(line, column, column), _mend(page, row)), neutral_value(page, row))
    return None


def _folded(page: FileLines, row: Row) -> Pitfall | None:
    if row.value[0] != ">":
        return None
    body = [page.lines[number].strip() for number in range(row.first + 1, row.after)]
    has_quotation = any(line.startswith(">") for line in body)
    if not has_quotation and "" not in body:
        return None
    head = page.lines[row.first]
    mended = head[: row.value_column] + "|" + head[row.value_column + 1 :].rstrip()
    mend = Mend(page.file, row.first + 1, row.first + 1, (mended,))
    return Pitfall(folded_text(page.span(row.first, row.value_column, row.value_column), mend, has_quotation))
