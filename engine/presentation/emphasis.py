"""Turns emphasis marks (`*so*`, `**so**`) into runs of words with their emphasis."""

from __future__ import annotations

import re

from engine.records import dataclass

_MARKS = re.compile(r"(\*\*|\*)")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of the same emphasis."""

    text: str
    is_emphasised: bool = False
    is_strong: bool = False


Runs = tuple[TextRun, ...]


def split_runs(text: str) -> Runs:
    """Return the runs of a text, in one pass; a mark without its partner stays as typed."""
    tokens = _MARKS.split(text)
    paired = _find_paired_marks(tokens)
    runs: list[TextRun] = []
    open_marks: set[str] = set()
    for at, token in enumerate(tokens):
        if at in paired:
            open_marks ^= {token}
        elif token:
            runs.append(TextRun(token, "*" in open_marks, "**" in open_marks))
    return tuple(runs)


def without_emphasis(text: str) -> str:
    """Return a text without its emphasis marks."""
    return "".join(run.text for run in split_runs(text))


def _find_paired_marks(tokens: list[str]) -> set[int]:
    """Return the indices of marks that have a partner: a mark closes the nearest open one of its kind."""
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
