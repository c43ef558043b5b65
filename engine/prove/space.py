"""Everything a search needs of a program: its places, what matters where, the packing, and the moves as functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from engine.expressions.terms import Term
from engine.program import model
from engine.prove.bits import bit_table
from engine.prove.budget import Budget
from engine.prove.classes import Classes
from engine.prove.flow import Flow, Place, can_rest, flow_of
from engine.prove.functions import as_deep_as_the_runtime, functions_of
from engine.prove.generate import Writer
from engine.prove.goals import Goal, Watched, watched
from engine.prove.idle import idle_choices
from engine.prove.packer import Packer
from engine.prove.packing import Alike, Packing, kept_bits, packing_of, source_of
from engine.prove.reading import ceilings
from engine.prove.relevance import Relevance
from engine.prove.thresholds import classes_at
from engine.runtime.state import State

Moves = Callable[[int], Sequence[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Space:
    """A program's states, as the search sees them."""

    program: model.Program
    flow: Flow
    relevance: Relevance
    packing: Packing
    rests: tuple[Place, ...]
    """By number: the low bits of a packed state."""
    moves: tuple[Moves, ...]
    """By rest: the choices of a state by their places among the pickings, and beside them the states after them.

    At a weighted rest their weights come third."""
    weighted: frozenset[int]
    first: tuple[tuple[int, Fraction], ...]
    """The states a game can start in, with their probabilities."""
    packer: Packer
    """What makes packed states of games."""
    kept: tuple[int, ...]
    """By rest, the bits that matter there."""
    alike: tuple[Alike, ...]
    """By rest, the values that nothing can tell apart any more."""
    met: set[int]
    """The numbers of the goals met so far; taking moves adds to it."""
    lost: set[int]
    """The addresses from which the story ran on without ever coming to rest; taking moves adds to it."""

    @property
    def place_mask(self) -> int:
        """The bits of a packed state that hold its rest's number."""
        return (1 << self.packing.place_bits) - 1

    def rest(self, state: int) -> Place:
        """Where a state rests."""
        return self.rests[state & self.place_mask]

    def choice(self, state: int, picking: int) -> model.Choice:
        """The choice at a place among a rest's pickings."""
        return self.program.choices[self.flow.pickings(self.rest(state))[picking].choice]

    def weights(self, state: int) -> list[Fraction]:
        """The weights of a state's moves, in their order; empty where all weigh the same."""
        number = state & self.place_mask
        if number not in self.weighted:
            return []
        return list(self.moves[number](state)[2])

    def scene_at(self, number: int) -> str:
        """The scene or storylet a rest lies in."""
        return self.scene_of(self.rests[number].address)

    def scene_of(self, address: int) -> str:
        """The scene or storylet an instruction stands in."""
        return next(scene.id for scene in self.program.scenes if scene.start <= address < scene.end)

    def packed(self, state: State) -> int | None:
        """A game at rest as a packed state: what no longer matters is left out. None where no choice is waited for."""
        return self.packer.packed(state)

    def predicate(self, term: Term) -> Callable[[int], int]:
        """A condition as a function of a packed state."""
        source = f"def holds(s): return {source_of(term, self.packing)}\n"
        return functions_of(source, "<condition>")["holds"]


def space_of(
    program: model.Program,
    asked: Iterable[Term] = (),
    goals: Iterable[Goal] = (),
    known: frozenset[str] | None = None,
    budget: Budget | None = None,
) -> Space:
    """The space of a program in which some conditions can be asked at every rest, and some goals looked out for.

    With `known`, only those symbols are followed and every other condition can go either way: more can happen in such
    a space than in the story, so what never happens in it never happens.

    Raises:
        TooManyPlaces: calls go too deep, or unfold into too much.
    """
    budget = budget or Budget()
    budget.begin("unrolling the story’s calls")
    flow, asked = flow_of(program), tuple(asked)
    rests = tuple(place for place in flow.after if can_rest(flow, place))
    goals = tuple(goals)
    budget.begin("looking for what matters where", lambda: f"{len(flow.after):,} places")
    relevance = _relevance(flow, asked, watched(goals), known)
    packing = packing_of(program, relevance.ever(), _ceilings(program, asked, goals), len(rests))
    classes = classes_at(relevance, packing.fields.values(), asked, known is not None)
    kept = tuple(
        kept_bits(relevance, packing, relevance.live[place]) & ~_all_alike(packing, classes, place) for place in rests
    )
    alike = tuple(_alike(packing, classes, place) for place in rests)
    budget.begin("working out the moves", lambda: f"{len(rests):,} places where players stand")
    return _written(relevance, packing, rests, kept, alike, classes, budget)


def _written(
    relevance: Relevance,
    packing: Packing,
    rests: tuple[Place, ...],
    kept: tuple[int, ...],
    alike: tuple[Alike, ...],
    classes: dict[str, Classes],
    budget: Budget,
) -> Space:
    """The space once its moves are written as functions."""
    flow, program = relevance.flow, relevance.flow.program
    numbers = {place: number for number, place in enumerate(rests)}
    writer = Writer(flow, relevance, packing, numbers, kept, alike, classes)
    met: set[int] = set()
    lost: set[int] = set()
    functions = functions_of(writer.write(), "<moves>", met.add, lost.add, writer.spots())
    budget.begin("taking the first turn")
    begun = _begun(functions["first"], packing.pack(program, tuple(cell.start for cell in program.cells)))
    if not begun:
        lost.add(flow.first.address)
    moves = tuple(functions[f"p{number}"] for number in range(len(rests)))
    weighted = frozenset(writer.weighted_rests)
    packer = _packer(program, packing, numbers, kept, alike)
    return Space(program, flow, relevance, packing, rests, moves, weighted, begun, packer, kept, alike, met, lost)


def _packer(
    program: model.Program,
    packing: Packing,
    numbers: dict[Place, int],
    kept: tuple[int, ...],
    alike: tuple[Alike, ...],
) -> Packer:
    at = {cell.symbol: number for number, cell in enumerate(program.cells)}
    return Packer(
        tuple((at[one.symbol], one.shift, one.low, one.high) for one in packing.fields.values()),
        {(place.address, place.stack): number for place, number in numbers.items()},
        kept,
        tuple(tuple((one.shift, one.mask, least) for one, least in merged) for merged in alike),
    )


def _begun(first: Callable[..., Iterable[tuple[int, Fraction]]], state: int) -> tuple[tuple[int, Fraction], ...]:
    """The states a game can start in; none if it never comes to rest."""
    try:
        with as_deep_as_the_runtime():
            return tuple(first(state, Fraction(1)))
    except RecursionError:
        return ()


def _all_alike(packing: Packing, classes: dict[str, Classes], place: Place) -> int:
    """The bits of the fields of which no two values can be told apart any more."""
    return sum(packing.fields[symbol].bits for symbol, each in classes.items() if not any(each.at[place]))


def _alike(packing: Packing, classes: dict[str, Classes], place: Place) -> Alike:
    found = []
    for symbol, each in classes.items():
        field, partition = packing.fields[symbol], each.at[place]
        is_each = isinstance(partition, bytes) and len(set(partition)) == len(partition)
        if len(set(partition)) > 1 and not is_each:
            found.append((field, partition))
    return tuple(found)


def _ceilings(program: model.Program, asked: tuple[Term, ...], goals: tuple[Goal, ...]) -> dict[str, int]:
    conditions = (goal.condition for goal in goals if goal.condition is not None)
    return ceilings(program, (*asked, *conditions))


def _relevance(flow: Flow, asked: tuple[Term, ...], looked_for: Watched, known: frozenset[str] | None) -> Relevance:
    relevance = Relevance(flow, bit_table(flow.program.cells), 0, looked_for, known)
    for term in asked:
        relevance.asked |= relevance.table.read_by(term)
    with as_deep_as_the_runtime():
        relevance.solve()
        relevance.idle = idle_choices(relevance)
        relevance.solve()
    return relevance
