"""Turns a file of choice ids into moves, and moves into such a file.

A line holds a choice's id or address, or `= ` and an answer; an empty line, or one that starts with `#`, says nothing.
A line that starts with `>` or `!` expects something there: `expectations` reads those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from engine.diagnostics.near import nearest
from engine.diagnostics.show import quoted
from engine.errors import SamarraError
from engine.program.model import Choice, End, Program
from engine.replay.verification import offer_text
from engine.runtime.closures import EndlessChain
from engine.runtime.journal import PickedChoice, Step, TypedAnswer, play_move, reprint_page
from engine.runtime.prose_printer import paragraphs
from engine.runtime.state import State
from engine.runtime.turn import NotOnOffer, ask_of, machine_of, options_of, start
from engine.runtime.view import host_scene

ANSWER = "="
COMMENT = "#"
EXPECTED_WORDS = ">"
EXPECTED_ENDING = "!"
SAYS_NOTHING = (COMMENT, EXPECTED_WORDS, EXPECTED_ENDING)


class ScriptError(SamarraError):
    """A line of the script cannot be followed."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        """Counted from 1."""


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line that says what to do."""

    number: int
    choice: str | None
    """An id or address; None if the line is an answer."""
    answer: str = ""


def read_script(text: str) -> tuple[ScriptLine, ...]:
    """The lines of a script that say what to do."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[ScriptLine]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        words = line.strip()
        if words.startswith(ANSWER):
            yield ScriptLine(number, None, words[len(ANSWER) :].strip())
        elif words and words[0] not in SAYS_NOTHING:
            yield ScriptLine(number, words)


def run_script(program: Program, seed: int, lines: Sequence[ScriptLine]) -> tuple[Step, ...]:
    """The game a script makes, its start first.

    Raises:
        ScriptError: a line is not on offer where the game then stands; the error names the line and what is on offer.
    """
    steps = [Step(None, start(program, seed))]
    for line in lines:
        state = steps[-1].state
        move = TypedAnswer(line.answer) if line.choice is None else _picked(program, state, line)
        try:
            steps.append(Step(move, play_move(program, state, move)))
        except (NotOnOffer, EndlessChain) as refusal:
            raise ScriptError(line.number, f"{refusal}{_where(program, state)}") from None
    return tuple(steps)


def _picked(program: Program, state: State, line: ScriptLine) -> PickedChoice:
    offered = _offered(program, state)
    for choice in offered:
        if line.choice in (choice.id, choice.address):
            return PickedChoice(choice.address)
    wanted = line.choice or ""
    near = nearest(wanted, [choice.id for choice in offered])
    helps = f"; did you mean `{near}`?" if near else ""
    raise ScriptError(line.number, f"{quoted(wanted)} is not on offer{_where(program, state)}{helps}")


def _offered(program: Program, state: State) -> list[Choice]:
    return [program.choices[option.choice] for option in options_of(program, state) if option.is_open]


def _where(program: Program, state: State) -> str:
    scene = host_scene(machine_of(program), state).id
    return f" at turn {state.cells[0]} in `{scene}`, where there is {offer_text(program, state)}"


def script_of(program: Program, steps: Sequence[Step]) -> str:
    """A script that makes this game again, with a comment where a scene opens."""
    ids = {choice.address: choice.id for choice in program.choices}
    machine = machine_of(program)
    lines: list[str] = []
    shown = ""
    for before, step in pairwise(steps):
        scene = host_scene(machine, before.state).id
        lines += [f"{COMMENT} {scene}"] if scene != shown else []
        shown = scene
        match step.move:
            case PickedChoice(address):
                lines.append(ids[address])
            case TypedAnswer(text):
                lines.append(f"{ANSWER} {text}")
            case None:
                pass
            case unknown:
                assert_never(unknown)
    return "".join(line + "\n" for line in [*lines, *_last_words(program, steps[-1].state)])


def _last_words(program: Program, state: State) -> list[str]:
    ending = host_scene(machine_of(program), state)
    return [f"{COMMENT} the end: {ending.id}"] if ask_of(program, state) is None and ending.ending else []


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line that expects something."""

    number: int
    """The line, from 1."""
    moves: int
    """How many moves of the script come before it."""
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class UnmetExpectation:
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


def unmet_expectations(
    program: Program, steps: Sequence[Step], wanted: Sequence[Expectation]
) -> Iterator[UnmetExpectation]:
    """The expectations a game does not meet, in order."""
    for one in wanted:
        what = _missing(program, steps, one)
        if what:
            yield UnmetExpectation(one.number, what)


def _missing(program: Program, steps: Sequence[Step], wanted: Expectation) -> str:
    if wanted.mark == EXPECTED_ENDING:
        here = program.code[steps[wanted.moves].state.point]
        found = here.scene if isinstance(here, End) else ""
        if found == wanted.text:
            return ""
        return f"expected the ending `{wanted.text}`, and " + (f"this is `{found}`" if found else "the story goes on")
    return "" if wanted.text in _shown(program, steps, wanted.moves) else f"`{wanted.text}` is not printed here"


def _shown(program: Program, steps: Sequence[Step], at: int) -> str:
    """What a step printed, on one line."""
    before = steps[at - 1].state if at else None
    return " ".join(" ".join(paragraphs(reprint_page(program, before, steps[at]).chunks)).split())
