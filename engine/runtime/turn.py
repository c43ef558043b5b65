"""One turn: a game at rest and a choice in, the next game at rest out; the same in, the same out, everywhere."""

from __future__ import annotations

from unicodedata import category

from engine.errors import SamarraError
from engine.program.memo import once_per_program
from engine.program.model import Ask, End, Program
from engine.program.stack_frame import follow_frame
from engine.runtime.closures import EndlessChain, Machine, link_program
from engine.runtime.dice import MASK
from engine.runtime.instructions import run_to_rest
from engine.runtime.offers import NO_CELL, NO_FOLLOW, Option, PreparedChoice, find_option, options
from engine.runtime.run import Page, Run, resume_run
from engine.runtime.state import State

NO_PLAIN_TEXT = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's control characters, halves of characters, and breaks between lines and paragraphs."""


class NotOnOffer(SamarraError):
    """The game cannot do this now."""


@once_per_program
def machine_of(program: Program) -> Machine:
    """A program ready to run, linked once."""
    return link_program(program)


def start(program: Program, seed: int = 0, page: Page | None = None) -> State:
    """A new game, at its first rest; with a page, the prose is printed on it.

    Raises:
        EndlessChain: the story never comes to a choice.
    """
    machine = machine_of(program)
    cells, texts = [cell.start for cell in program.cells], [text.start for text in program.texts]
    run = Run(cells, texts, [], seed & MASK, 0, False, page)
    run_to_rest(machine, run, machine.start_of(program.start))
    return run.at_rest()


def turn(program: Program, state: State, address: str, page: Page | None = None) -> State:
    """The game after a choice, given by its address; with a page, the prose is printed on it.

    Raises:
        NotOnOffer: the choice is not on offer; nothing has changed.
        EndlessChain: the story never comes to another choice.
    """
    machine = machine_of(program)
    offered = machine.list_at(state.point)
    option = find_option(offered, address, state.cells, state.seed, state.draws) if offered else None
    if offered is None or option is None:
        raise NotOnOffer(f"`{address}` is not on offer")
    run = resume_run(state, page)
    if offered.shuffled:
        run.draws += offered.draws_used(run.cells)
    pick(run, machine.choice(option.choice), option.follow)
    run_to_rest(machine, run, machine.choice(option.choice).body)
    return run.at_rest()


def pick(run: Run, choice: PreparedChoice, follow: int) -> None:
    """Counts the turn, and leaves word of the choice and of what follows its body."""
    run.cells[0] += 1
    if choice.taken != NO_CELL:
        run.cells[choice.taken] = 1
    run.rules_pending = True
    if follow != NO_FOLLOW:
        run.stack.append(follow_frame(follow))


def answer(program: Program, state: State, text: str, page: Page | None = None) -> State:
    """The game after a text was typed where one is asked for; an empty answer leaves the text as it was.

    Raises:
        NotOnOffer: nothing is asked, or the text is too long or more than a line of text; nothing has changed.
    """
    asked = ask_of(program, state)
    if asked is None:
        raise NotOnOffer("nothing is asked here")
    if len(text) > asked.limit:
        raise NotOnOffer(f"the answer may have {asked.limit} characters at most, and this has {len(text)}")
    if any(category(sign) in NO_PLAIN_TEXT for sign in text):
        raise NotOnOffer("an answer is one line of plain text")
    machine = machine_of(program)
    run = resume_run(state, page)
    if text.strip():
        run.texts[machine.text_index[asked.symbol]] = text
    run_to_rest(machine, run, state.point + 1)
    return run.at_rest()


def options_of(program: Program, state: State) -> tuple[Option, ...]:
    """What the list shows that the game rests at; empty anywhere else."""
    offered = machine_of(program).list_at(state.point)
    return () if offered is None else options(offered, state.cells, state.seed, state.draws)


def ask_of(program: Program, state: State) -> Ask | None:
    """The question the game rests at, if it does."""
    instruction = program.code[state.point]
    return instruction if isinstance(instruction, Ask) else None


def is_over(program: Program, state: State) -> bool:
    """The game has come to an ending."""
    return isinstance(program.code[state.point], End)


def skip_questions(program: Program, state: State) -> State | None:
    """Return the game once everything asked for is answered, which no condition reads; None if it never rests."""
    try:
        while ask_of(program, state) is not None:
            state = answer(program, state, "")
    except EndlessChain:
        return None
    return state
