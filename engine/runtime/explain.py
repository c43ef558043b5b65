"""Why a choice is not on offer: the part of its guard that does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from engine.expressions.language.terms import Operation, Term
from engine.expressions.semantics.printing import write
from engine.program.model import DrawFrom, Offer, Program
from engine.runtime.closures import Machine
from engine.runtime.state import State
from engine.runtime.turn import NotOnOfferError, machine_of


def explain_choice(program: Program, state: State, choice: str) -> str:
    """Return a sentence on why a choice of this list is not on offer.

    Raises:
        NotOnOfferError: this list has no such choice.
    """
    machine, number = machine_of(program), find_choice(program, state, choice)
    name, guard, prepared = program.choices[number].id, program.choices[number].when, machine.choice(number)
    if prepared.is_open(state.cells):
        return f"`{name}` is on offer"
    if prepared.is_used_up(state.cells):
        return f"`{name}` can be picked once, and it was"
    kinds = {cell.symbol: cell.kind for cell in program.cells if cell.kind is not None}
    failing = [write(part, kinds) for part in failing_conjuncts(machine, guard, state)]
    return f"`{name}` needs " + " and ".join(f"`{part}`" for part in failing)


def find_choice(program: Program, state: State, choice: str) -> int:
    """Return the index in `Program.choices` of a choice of this list, on offer or not, by its id or address.

    Raises:
        NotOnOfferError: this list has no such choice.
    """
    offer = program.code[state.point]
    for entry in offer.entries if isinstance(offer, Offer) else ():
        for number in entry.choices if isinstance(entry, DrawFrom) else (entry.choice,):
            if choice in (program.choices[number].id, program.choices[number].address):
                return number
    raise NotOnOfferError(f"there is no choice `{choice}` here")


def failing_conjuncts(machine: Machine, guard: Term | None, state: State) -> Iterator[Term]:
    """Yield the conjuncts of a guard that do not hold now."""
    if guard is None or machine.evaluator(guard)(state.cells):
        return
    if isinstance(guard, Operation) and guard.operator == "and":
        for part in guard.parts:
            yield from failing_conjuncts(machine, part, state)
    else:
        yield guard
