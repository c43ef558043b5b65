"""One turn: a game at rest and a choice give the next game at rest; the same input gives the same output everywhere."""

from __future__ import annotations

from unicodedata import category

from engine.errors import SamarraError
from engine.program.memo import once_per_program
from engine.program.model import Ask, End, Program
from engine.program.stack_frame import follow_frame
from engine.runtime.closures import EndlessChainError, Machine
from engine.runtime.instructions import run_to_rest
from engine.runtime.offers import NO_CELL, NO_FOLLOW, Option, PreparedChoice, find_open_choice, options
from engine.runtime.run import Page, Run, begin_run, resume_run
from engine.runtime.state import State

NO_PLAIN_TEXT = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's control characters, halves of characters, and breaks between lines and paragraphs."""


class NotOnOfferError(SamarraError):
    """The game cannot do this now."""


@once_per_program
def machine_of(program: Program) -> Machine:
    """Return a program ready to run, with nothing compiled yet."""
    return Machine(program)


def start(program: Program, seed: int = 0, page: Page | None = None) -> State:
    """Return a new game at its first rest; given a page, print the prose on it.

    Raises:
        EndlessChainError: the story never comes to a choice.
    """
    machine = machine_of(program)
    run = begin_run(program, seed, page)
    run_to_rest(machine, run, machine.start_of(program.start))
    return run.at_rest()


def turn(program: Program, state: State, address: str, page: Page | None = None) -> State:
    """Return the game after a choice, given by its address; given a page, print the prose on it.

    Raises:
        NotOnOfferError: the choice is not on offer; nothing has changed.
        EndlessChainError: the story never comes to another choice.
    """
    machine = machine_of(program)
    choice_list = machine.list_at(state.point)
    offer = find_open_choice(choice_list, address, state.cells, state.seed, state.draws) if choice_list else None
    if choice_list is None or offer is None:
        raise NotOnOfferError(f"`{address}` is not on offer")
    run, (choice, follow) = resume_run(state, page), offer
    if choice_list.shuffled:
        run.draws += choice_list.draws_used(run.cells)
    pick(run, choice, follow)
    run_to_rest(machine, run, choice.body)
    return run.at_rest()


def pick(run: Run, choice: PreparedChoice, follow: int) -> None:
    """Count the turn, mark the choice as taken, and push the follow frame of its body."""
    run.cells[0] += 1
    if choice.taken_cell != NO_CELL:
        run.cells[choice.taken_cell] = 1
    run.rules_pending = True
    if follow != NO_FOLLOW:
        run.stack = (*run.stack, follow_frame(follow))


def answer(program: Program, state: State, text: str, page: Page | None = None) -> State:
    """Return the game after a text was typed at a question; an empty answer leaves the variable as it was.

    Raises:
        NotOnOfferError: nothing is asked, or the text is too long or more than a line of text; nothing has changed.
    """
    question = ask_of(program, state)
    if question is None:
        raise NotOnOfferError("nothing is asked here")
    if len(text) > question.limit:
        raise NotOnOfferError(f"the answer may have {question.limit} characters at most, and this has {len(text)}")
    if any(category(sign) in NO_PLAIN_TEXT for sign in text):
        raise NotOnOfferError("an answer is one line of plain text")
    machine = machine_of(program)
    run = resume_run(state, page)
    if text.strip():
        at = machine.text_index[question.symbol]
        run.texts = (*run.texts[:at], text, *run.texts[at + 1 :])
    run_to_rest(machine, run, state.point + 1)
    return run.at_rest()


def options_of(program: Program, state: State) -> tuple[Option, ...]:
    """Return what the list displays that the game rests at; nothing if it rests elsewhere."""
    choice_list = machine_of(program).list_at(state.point)
    return () if choice_list is None else options(choice_list, state.cells, state.seed, state.draws)


def ask_of(program: Program, state: State) -> Ask | None:
    """Return the question the game rests at, if it rests at one."""
    instruction = program.code[state.point]
    return instruction if isinstance(instruction, Ask) else None


def is_over(program: Program, state: State) -> bool:
    """Return whether the game has reached an ending."""
    return isinstance(program.code[state.point], End)


def skip_questions(program: Program, state: State) -> State | None:
    """Return the game once everything asked for is answered, which no condition reads; None if it never rests."""
    try:
        while ask_of(program, state) is not None:
            state = answer(program, state, "")
    except EndlessChainError:
        return None
    return state
