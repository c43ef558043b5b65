"""Emphasis marks (`*so*`, `**so**`) turned into runs of words that know how they are set."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(r"(\*\*|\*)")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words set alike."""

    text: str
    is_emphasised: bool = False
    is_strong: bool = False


Runs = tuple[TextRun, ...]


def split_runs(text: str) -> Runs:
    """The runs of a text, in one pass; a mark without its partner stays what the author typed."""
    tokens = _MARKS.split(text)
    paired = _paired(tokens)
    found: list[TextRun] = []
    open_marks: set[str] = set()
    for at, token in enumerate(tokens):
        if at in paired:
            open_marks ^= {token}
        elif token:
            found.append(TextRun(token, "*" in open_marks, "**" in open_marks))
    return tuple(found)


def without_emphasis(text: str) -> str:
    """A text without its emphasis marks."""
    return "".join(run.text for run in split_runs(text))


def _paired(tokens: list[str]) -> set[int]:
    """The places of the marks that have a partner: a mark closes the nearest open one of its kind."""
    paired: set[int] = set()
    waiting: dict[str, int] = {}
    for at in range(1, len(tokens), 2):
        mark = tokens[at]
        opener = waiting.get(mark)
        if opener is not None and _ends_a_word(tokens, at) and (at - opener > 2 or tokens[at - 1]):
            paired |= {opener, at}
            del waiting[mark]
        elif _starts_a_word(tokens, at):
            waiting[mark] = at
    return paired


def _starts_a_word(tokens: list[str], at: int) -> bool:
    following = tokens[at + 1] or (tokens[at + 2] if at + 2 < len(tokens) else " ")
    return not following[0].isspace()


def _ends_a_word(tokens: list[str], at: int) -> bool:
    preceding = tokens[at - 1] or (tokens[at - 2] if at >= 2 else " ")
    return not preceding[-1].isspace()
