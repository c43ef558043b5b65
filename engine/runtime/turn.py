"""One turn: a game at rest and a choice in, the next game at rest out; the same in, the same out, everywhere."""

from __future__ import annotations

from engine.errors import SamarraError
from engine.program.model import Ask, End, Offer, Program
from engine.runtime.dice import MASK
from engine.runtime.link import EndlessChain, Machine, linked
from engine.runtime.offers import NO_FOLLOW, Option, draws_used, options
from engine.runtime.run import Page, Run, resumed
from engine.runtime.state import State
from engine.runtime.steps import LINKS

__all__ = ["EndlessChain", "NotOnOffer", "answer", "ask_of", "is_over", "machine_of", "options_of", "start", "turn"]


class NotOnOffer(SamarraError):
    """The game cannot do this now."""


def machine_of(program: Program) -> Machine:
    """A program ready to run, linked once."""
    return linked(program, LINKS)


def start(program: Program, seed: int = 0, page: Page | None = None) -> State:
    """A new game, at its first rest; with a page, the prose is printed on it.

    Raises:
        EndlessChain: the story never comes to a choice.
    """
    machine = machine_of(program)
    cells, texts = [cell.start for cell in program.cells], [text.start for text in program.texts]
    run = Run(cells, texts, [], seed & MASK, 0, False, page)
    machine.run(run, machine.start_of(program.start))
    return run.at_rest()


def turn(program: Program, state: State, address: str, page: Page | None = None) -> State:
    """The game after a choice, given by its address; with a page, the prose is printed on it.

    Raises:
        NotOnOffer: the choice is not on offer; nothing has changed.
        EndlessChain: the story never comes to another choice.
    """
    machine = machine_of(program)
    option = _picked(machine, state, address)
    offer = program.code[state.point]
    assert isinstance(offer, Offer)
    choice = program.choices[option.choice]
    run = resumed(state, page)
    run.draws += draws_used(machine, offer, run.cells)
    run.cells[0] += 1
    taken = machine.index.get(f"took:{choice.address}")
    if taken is not None:
        run.cells[taken] = 1
    run.looking = True
    if option.follow != NO_FOLLOW:
        run.stack.append(2 * option.follow)
    machine.run(run, choice.body)
    return run.at_rest()


def _picked(machine: Machine, state: State, address: str) -> Option:
    for option in options_of(machine.program, state):
        if option.is_open and machine.program.choices[option.choice].address == address:
            return option
    raise NotOnOffer(f"`{address}` is not on offer")


def answer(program: Program, state: State, text: str, page: Page | None = None) -> State:
    """The game after a text was typed where one is asked for.

    Raises:
        NotOnOffer: nothing is asked, or the text is longer than its limit; nothing has changed.
    """
    asked = ask_of(program, state)
    if asked is None:
        raise NotOnOffer("nothing is asked here")
    if len(text) > asked.limit:
        raise NotOnOffer(f"the answer may have {asked.limit} characters at most, and this has {len(text)}")
    machine = machine_of(program)
    run = resumed(state, page)
    run.texts[machine.text_index[asked.symbol]] = text
    machine.run(run, state.point + 1)
    return run.at_rest()


def options_of(program: Program, state: State) -> tuple[Option, ...]:
    """What the list shows that the game rests at; empty anywhere else."""
    offer = program.code[state.point]
    if not isinstance(offer, Offer):
        return ()
    return options(machine_of(program), offer, state.cells, state.seed, state.draws)


def ask_of(program: Program, state: State) -> Ask | None:
    """The question the game rests at, if it does."""
    instruction = program.code[state.point]
    return instruction if isinstance(instruction, Ask) else None


def is_over(program: Program, state: State) -> bool:
    """The game has come to an ending."""
    return isinstance(program.code[state.point], End)
