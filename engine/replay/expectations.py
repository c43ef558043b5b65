"""What an author's walkthrough expects to see on its way, and where it is disappointed.

`> some words` expects these words in what was printed last; `! the_yard` expects to stand at that ending.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.program.model import End, Program
from engine.replay.script import EXPECTED_ENDING, EXPECTED_WORDS, read_script
from engine.runtime.journal import Step, page_printed
from engine.runtime.prose_printer import paragraphs


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line that expects something."""

    number: int
    """The line, from 1."""
    moves: int
    """How many moves of the script come before it."""
    mark: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Disappointment:
    """An expectation that is not met."""

    line: int
    what: str


def expectations(text: str) -> tuple[Expectation, ...]:
    """The lines of a script that expect something."""
    moves = [line.number for line in read_script(text)]
    return tuple(
        Expectation(number, sum(1 for move in moves if move < number), line.strip()[0], line.strip()[1:].strip())
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)
        if line.strip().startswith((EXPECTED_WORDS, EXPECTED_ENDING))
    )


def disappointments(program: Program, steps: Sequence[Step], wanted: Sequence[Expectation]) -> Iterator[Disappointment]:
    """The expectations a game does not meet, in order."""
    for one in wanted:
        what = _missing(program, steps, one)
        if what:
            yield Disappointment(one.number, what)


def _missing(program: Program, steps: Sequence[Step], wanted: Expectation) -> str:
    if wanted.mark == EXPECTED_ENDING:
        here = program.code[steps[wanted.moves].state.point]
        found = here.scene if isinstance(here, End) else ""
        if found == wanted.wanted:
            return ""
        return f"expected the ending `{wanted.wanted}`, and " + (f"this is `{found}`" if found else "the story goes on")
    return "" if wanted.wanted in _shown(program, steps, wanted.moves) else f"`{wanted.wanted}` is not printed here"


def _shown(program: Program, steps: Sequence[Step], at: int) -> str:
    """What a step printed, on one line."""
    before = steps[at - 1].state if at else None
    return " ".join(" ".join(paragraphs(page_printed(program, before, steps[at]).chunks)).split())
