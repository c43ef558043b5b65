"""Enumerate the successors of a state with the plain runtime: every outcome of every draw instead of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import prod

from engine.program.model import Program
from engine.records import dataclass, field
from engine.runtime.instructions import run_to_rest
from engine.runtime.offers import PreparedDraw
from engine.runtime.run import Run, begin_run
from engine.runtime.state import State
from engine.runtime.turn import ask_of, machine_of, pick


@dataclass(slots=True)
class EnumeratedRun(Run):
    """A run with given outcomes of its first draws; every further draw is 0."""

    outcomes: list[int] = field(default_factory=list)
    """The outcome of each draw."""
    sizes: list[int] = field(default_factory=list)
    """The number of possible outcomes of each draw so far."""

    def draw(self, size: int) -> int:
        """Return the next outcome."""
        at = len(self.sizes)
        self.sizes.append(size)
        if at == len(self.outcomes):
            self.outcomes.append(0)
        return self.outcomes[at]


def picks_open(program: Program, state: State) -> tuple[tuple[int, int], ...]:
    """Return every choice that can be on offer, by number, with the address to follow it.

    Of a shuffled deck that is every storylet that can be drawn.
    """
    offered = machine_of(program).list_at(state.point)
    if offered is None:
        return ()
    picks: list[tuple[int, int]] = []
    for entry in offered.entries:
        if isinstance(entry, PreparedDraw):
            eligible = entry.eligible(state.cells)
            drawable = eligible if entry.shuffle else eligible[: entry.limit]
            picks += [(choice.number, entry.follow) for choice in drawable]
        elif entry.choice.is_open(state.cells):
            picks.append((entry.choice.number, entry.follow))
    return tuple(picks)


def successors(program: Program, state: State, choice: int, follow: int) -> Iterator[State]:
    """Yield the games a choice can lead to; questions on the way keep the text they had.

    Raises:
        EndlessChainError: the story runs on without coming to rest.
    """
    return (after for after, _ in weighted_successors(program, state, choice, follow))


def weighted_successors(program: Program, state: State, choice: int, follow: int) -> Iterator[tuple[State, Fraction]]:
    """Yield the same games with their probabilities; one game may come up several times.

    Raises:
        EndlessChainError: the story runs on without coming to rest.
    """
    machine = machine_of(program)
    prepared = machine.choice(choice)

    def begin(run: EnumeratedRun) -> None:
        pick(run, prepared, follow)
        run_to_rest(machine, run, prepared.body)

    yield from _enumerate_outcomes(program, state, begin)


def initial_states(program: Program) -> Iterator[State]:
    """Yield the games possible at the start."""
    return (state for state, _ in weighted_initial_states(program))


def weighted_initial_states(program: Program) -> Iterator[tuple[State, Fraction]]:
    """Yield the games possible at the start, with their probabilities."""
    machine = machine_of(program)
    yield from _enumerate_outcomes(
        program,
        begin_run(program, 0, None).at_rest(),
        lambda run: run_to_rest(machine, run, machine.start_of(program.start)),
    )


def _enumerate_outcomes(
    program: Program, state: State, begin: Callable[[EnumeratedRun], None]
) -> Iterator[tuple[State, Fraction]]:
    """Yield the game at rest for every sequence of outcomes of the draws, with its probability."""
    outcomes: list[int] | None = []
    while outcomes is not None:
        run = _start_run(state, outcomes)
        begin(run)
        _answer(program, run)
        yield run.at_rest(), Fraction(1, prod(run.sizes))
        outcomes = _next_outcomes(run)


def _start_run(state: State, outcomes: list[int]) -> EnumeratedRun:
    point, stack, cells, texts, seed, draws, rules_pending, visits = state
    return EnumeratedRun(point, stack, list(cells), texts, seed, draws, rules_pending, visits, None, list(outcomes))


def _answer(program: Program, run: EnumeratedRun) -> None:
    while ask_of(program, run.at_rest()) is not None:
        run_to_rest(machine_of(program), run, run.point + 1)


def _next_outcomes(run: EnumeratedRun) -> list[int] | None:
    """Return the next sequence of outcomes, the last draw varied first; None after the last sequence."""
    outcomes = run.outcomes[: len(run.sizes)]
    while outcomes:
        if outcomes[-1] + 1 < run.sizes[len(outcomes) - 1]:
            outcomes[-1] += 1
            return outcomes
        outcomes.pop()
    return None
