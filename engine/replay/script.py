"""Turns a file of choice ids into moves, and moves into such a file.

A line holds a choice's id or address, or `= ` and an answer; an empty line, or one that starts with `#`, says nothing.
A line `> some words` expects these words in what was printed last, a line `! the_yard` that ending.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from engine.diagnostics.near import nearest
from engine.diagnostics.show import quoted
from engine.errors import SamarraError
from engine.program.model import Choice, End, Program
from engine.records import dataclass
from engine.replay.verification import offer_text
from engine.runtime.closures import EndlessChainError
from engine.runtime.journal import PickedChoice, Step, TypedAnswer, play_move, reprint_page
from engine.runtime.prose_printer import paragraphs
from engine.runtime.state import State
from engine.runtime.turn import NotOnOfferError, ask_of, machine_of, options_of, start
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
    """One line that is a move."""

    number: int
    choice: str | None
    """An id or address; None if the line is an answer."""
    answer: str = ""


def read_script(text: str) -> tuple[ScriptLine, ...]:
    """Return the lines of a script that are moves."""
    moves = ((number, line) for number, line in _numbered_lines(text) if line and line[0] not in SAYS_NOTHING)
    return tuple(
        ScriptLine(number, None, line[1:].strip()) if line[0] == ANSWER else ScriptLine(number, line)
        for number, line in moves
    )


def _numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(map(str.strip, text.replace("\r\n", "\n").split("\n")), 1)


def run_script(program: Program, seed: int, lines: Sequence[ScriptLine]) -> tuple[Step, ...]:
    """Return the steps of the game that a script plays; raise ScriptError at the first line that is not on offer."""
    steps = [Step(None, start(program, seed))]
    for line in lines:
        state = steps[-1].state
        move = TypedAnswer(line.answer) if line.choice is None else _find_choice(program, state, line)
        try:
            steps.append(Step(move, play_move(program, state, move)))
        except (NotOnOfferError, EndlessChainError) as refusal:
            raise ScriptError(line.number, f"{refusal}{_place_text(program, state)}") from None
    return tuple(steps)


def _find_choice(program: Program, state: State, line: ScriptLine) -> PickedChoice:
    choices = _open_choices(program, state)
    for choice in choices:
        if line.choice in (choice.id, choice.address):
            return PickedChoice(choice.address)
    name = line.choice or ""
    near = nearest(name, [choice.id for choice in choices])
    helps = f"; did you mean `{near}`?" if near else ""
    raise ScriptError(line.number, f"{quoted(name)} is not on offer{_place_text(program, state)}{helps}")


def _open_choices(program: Program, state: State) -> list[Choice]:
    return [program.choices[option.choice] for option in options_of(program, state) if option.is_open]


def _place_text(program: Program, state: State) -> str:
    scene = host_scene(machine_of(program), state).id
    return f" at turn {state.cells[0]} in `{scene}`, where there is {offer_text(program, state)}"


def script_of(program: Program, steps: Sequence[Step]) -> str:
    """Return a script that plays this game again, with a comment where a scene opens."""
    ids = {choice.address: choice.id for choice in program.choices}
    machine = machine_of(program)
    lines: list[str] = []
    commented_scene = ""
    for before, step in pairwise(steps):
        scene = host_scene(machine, before.state).id
        lines += [f"{COMMENT} {scene}"] if scene != commented_scene else []
        commented_scene = scene
        match step.move:
            case PickedChoice(address):
                lines.append(ids[address])
            case TypedAnswer(text):
                lines.append(f"{ANSWER} {text}")
            case None:
                pass
            case unknown:
                assert_never(unknown)
    return "".join(line + "\n" for line in [*lines, *_ending_comment(program, steps[-1].state)])


def _ending_comment(program: Program, state: State) -> list[str]:
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


def expectations(text: str) -> tuple[Expectation, ...]:
    """Return the lines of a script that expect something."""
    moves = [line.number for line in read_script(text)]
    return tuple(
        Expectation(number, sum(1 for move in moves if move < number), line[0], line[1:].strip())
        for number, line in _numbered_lines(text)
        if line.startswith((EXPECTED_WORDS, EXPECTED_ENDING))
    )


def unmet_expectations(
    program: Program, steps: Sequence[Step], expectations: Sequence[Expectation]
) -> Iterator[tuple[int, str]]:
    """Yield the line of each expectation that a game does not meet, and why, in order."""
    for expectation in expectations:
        if explanation := _explain_unmet(program, steps, expectation):
            yield expectation.number, explanation


def _explain_unmet(program: Program, steps: Sequence[Step], expectation: Expectation) -> str:
    """Return why an expectation is not met, or an empty text."""
    if expectation.mark == EXPECTED_WORDS:
        is_printed = expectation.text in _printed_text(program, steps, expectation.moves)
        return "" if is_printed else f"`{expectation.text}` is not printed here"
    instruction = program.code[steps[expectation.moves].state.point]
    ending = instruction.scene if isinstance(instruction, End) else ""
    if ending == expectation.text:
        return ""
    return f"expected the ending `{expectation.text}`, and {f'this is `{ending}`' if ending else 'the story goes on'}"


def _printed_text(program: Program, steps: Sequence[Step], at: int) -> str:
    """Return what a step printed, on one line."""
    before = steps[at - 1].state if at else None
    return " ".join(" ".join(paragraphs(reprint_page(program, before, steps[at]).chunks)).split())
