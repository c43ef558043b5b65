"""Characters that look like the plain space YAML wants, before a key and after its colon or a dash."""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Mend
from engine.diagnostics.show import UNSEEN
from engine.source.messages.structure import character_as_space
from engine.source.pitfalls.line_scanner import Row
from engine.source.pitfalls.mends import FileLines, Pitfall

_OTHER = r"[^\S \t\n]"
_LEAD = re.compile(rf"(?:[ -]|{_OTHER})+")
_AFTER_COLON = re.compile(rf":(?:[{UNSEEN}]|{_OTHER})+")
_PLAIN_COLON = re.compile(r":(?: |$)")


def space_pitfall(page: FileLines, row: Row) -> Pitfall | None:
    """The first such character of a row, and its line with plain spaces."""
    line = page.lines[row.first]
    if line.isascii():
        return None
    mended = _LEAD.sub(_plain, line, count=1) if _LEAD.match(line) else line
    if not _PLAIN_COLON.search(mended):
        mended = _AFTER_COLON.sub(_plain, mended, count=1)
    column = next((at for at, (one, other) in enumerate(zip(line, mended, strict=True)) if one != other), None)
    if column is None:
        return None
    mend = Mend(page.file, row.first + 1, row.first + 1, (mended,))
    return Pitfall(character_as_space(page.span(row.first, column, column), line[column], mend), (mended,))


def _plain(signs: re.Match[str]) -> str:
    return "".join(sign if sign in "- :" else " " for sign in signs.group())
