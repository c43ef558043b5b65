"""Every way a choice can turn out, by the plain runtime: chance is gone through wheel by wheel instead of drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod

from engine.program.model import Program
from engine.runtime.instructions import run_to_rest
from engine.runtime.offers import PreparedDraw
from engine.runtime.run import Run, resume_run
from engine.runtime.state import State
from engine.runtime.turn import ask_of, machine_of, pick


@dataclass(slots=True)
class EnumeratedRun(Run):
    """A run whose draws are set beforehand, the first ones given and the rest 0."""

    outcomes: list[int] = field(default_factory=list)
    """What each draw gives."""
    sizes: list[int] = field(default_factory=list)
    """How many things each draw so far could have given."""

    def draw(self, size: int) -> int:
        """The next wheel."""
        at = len(self.sizes)
        self.sizes.append(size)
        if at == len(self.outcomes):
            self.outcomes.append(0)
        return self.outcomes[at]


def picks_open(program: Program, state: State) -> tuple[tuple[int, int], ...]:
    """Every choice that could be on offer, by number, with the address to follow it.

    Of a shuffled deck that is every storylet that can be drawn.
    """
    offered = machine_of(program).list_at(state.point)
    if offered is None:
        return ()
    found: list[tuple[int, int]] = []
    for entry in offered.entries:
        if isinstance(entry, PreparedDraw):
            eligible = entry.eligible(state.cells)
            shown = eligible if entry.shuffle else eligible[: entry.limit]
            found += [(choice.number, entry.follow) for choice in shown]
        elif entry.choice.is_open(state.cells):
            found.append((entry.choice.number, entry.follow))
    return tuple(found)


def successors(program: Program, state: State, choice: int, follow: int) -> Iterator[State]:
    """The games a choice can lead to; questions on the way are answered with what stands there already.

    Raises:
        EndlessChain: the story runs on without coming to rest.
    """
    return (after for after, _ in weighted_successors(program, state, choice, follow))


def weighted_successors(program: Program, state: State, choice: int, follow: int) -> Iterator[tuple[State, Fraction]]:
    """The same games, each with how likely it is; one game may come up several times.

    Raises:
        EndlessChain: the story runs on without coming to rest.
    """
    machine = machine_of(program)
    linked = machine.choice(choice)

    def begin(run: EnumeratedRun) -> None:
        pick(run, linked, follow)
        run_to_rest(machine, run, linked.body)

    yield from _turned(program, state, begin)


def initial_states(program: Program) -> Iterator[State]:
    """The games there can be at the start."""
    return (first for first, _ in weighted_initial_states(program))


def weighted_initial_states(program: Program) -> Iterator[tuple[State, Fraction]]:
    """The games there can be at the start, each with how likely it is."""
    machine = machine_of(program)
    cells, texts = tuple(cell.start for cell in program.cells), tuple(text.start for text in program.texts)
    blank = State(0, (), cells, texts, 0, 0, False)
    yield from _turned(program, blank, lambda run: run_to_rest(machine, run, machine.start_of(program.start)))


def _turned(program: Program, state: State, begin: Callable[[EnumeratedRun], None]) -> Iterator[tuple[State, Fraction]]:
    wheels: list[int] | None = []
    while wheels is not None:
        run = _wheeled(state, wheels)
        begin(run)
        _answer(program, run)
        yield run.at_rest(), Fraction(1, prod(run.sizes))
        wheels = _next(run)


def _wheeled(state: State, wheels: list[int]) -> EnumeratedRun:
    plain = resume_run(state, None)
    return EnumeratedRun(
        plain.cells,
        plain.texts,
        plain.stack,
        plain.seed,
        plain.draws,
        plain.rules_pending,
        None,
        plain.point,
        list(wheels),
    )


def _answer(program: Program, run: EnumeratedRun) -> None:
    while ask_of(program, run.at_rest()) is not None:
        run_to_rest(machine_of(program), run, run.point + 1)


def _next(run: EnumeratedRun) -> list[int] | None:
    """The wheels moved on by one, the last first; None when all have been round."""
    wheels = run.outcomes[: len(run.sizes)]
    while wheels:
        if wheels[-1] + 1 < run.sizes[len(wheels) - 1]:
            wheels[-1] += 1
            return wheels
        wheels.pop()
    return None
