"""Enumerate the successors of a state with the plain runtime: every outcome of every draw instead of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
        elif entry.is_open(state.cells):
            picks.append((entry.open.choice, entry.open.follow))
    return tuple(picks)


def successors(program: Program, state: State, choice: int, follow: int) -> Iterator[State]:
    """Yield the games a choice can lead to, some perhaps several times; questions on the way keep the text they had.

    Raises:
        EndlessChainError: the story runs on without coming to rest.
    """
    machine = machine_of(program)
    prepared = machine.choice(choice)

    def begin(run: EnumeratedRun) -> None:
        pick(run, prepared, follow)
        run_to_rest(machine, run, prepared.body)

    return enumerate_outcomes(program, state, begin)


def initial_states(program: Program) -> Iterator[State]:
    """Yield the games possible at the start."""
    machine, blank = machine_of(program), begin_run(program, 0, None).at_rest()
    start = machine.start_of(program.start)
    return enumerate_outcomes(program, blank, lambda run: run_to_rest(machine, run, start))


def enumerate_outcomes(program: Program, state: State, begin: Callable[[EnumeratedRun], None]) -> Iterator[State]:
    """Yield the game at rest for every sequence of outcomes of the draws, the last draw varied first."""
    outcomes: list[int] | None = []
    while outcomes is not None:
        point, stack, cells, texts, seed, draws, rules_pending, visits = state
        run = EnumeratedRun(point, stack, list(cells), texts, seed, draws, rules_pending, visits, None, outcomes)
        begin(run)
        after = run.at_rest()
        while ask_of(program, after) is not None:
            run_to_rest(machine_of(program), run, run.point + 1)
            after = run.at_rest()
        yield after
        outcomes = _next_outcomes(run)


def _next_outcomes(run: EnumeratedRun) -> list[int] | None:
    """Return the next sequence of outcomes; None after the last."""
    outcomes = run.outcomes[: len(run.sizes)]
    while outcomes:
        if outcomes[-1] + 1 < run.sizes[len(outcomes) - 1]:
            outcomes[-1] += 1
            return outcomes
        outcomes.pop()
    return None
