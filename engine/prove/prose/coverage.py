"""Watches a game of the plain runtime for pieces of prose that print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from engine.program.model import Program
from engine.prove.analysis.goals import Goal, Moment
from engine.runtime.closures import STEPS_AT_MOST, Machine, endless_chain
from engine.runtime.dice import draw_at
from engine.runtime.instructions import step_at
from engine.runtime.notes import notes_after
from engine.runtime.offers import Option, PreparedList
from engine.runtime.run import Run, resume_run
from engine.runtime.state import State
from engine.runtime.turn import ask_of, machine_of, options_of, pick

Holds = Callable[[Sequence[int]], int]
Wanted = dict[int, list[tuple[Goal, Holds | None]]]


@dataclass(slots=True)
class ProseCoverage:
    """The pieces not seen yet, each where it would print; what has been seen is dropped."""

    program: Program
    machine: Machine
    wanted: dict[Moment, Wanted] = field(default_factory=dict)
    count: int = 0
    """How many those are."""

    @property
    def left(self) -> tuple[Goal, ...]:
        """The pieces not seen yet."""
        return tuple(goal for wanted in self.wanted.values() for goals in wanted.values() for goal, _ in goals)

    def is_wanted(self, goal: Goal) -> bool:
        """A piece has not been seen yet."""
        return any(goal is one for one, _ in self.wanted[goal.moment].get(goal.at, ()))

    def look(self, wanted: Wanted, at: int, cells: Sequence[int]) -> None:
        """Drops what prints at one place now."""
        goals = wanted.get(at)
        if goals:
            left: list[tuple[Goal, Holds | None]]
            left = [(goal, holds) for goal, holds in goals if holds is not None and not holds(cells)]
            self.count -= len(goals) - len(left)
            wanted[at] = left
            if not left:
                del wanted[at]

    def begin(self, seed: int) -> State:
        """A new game, at its first rest."""
        cells, texts = [cell.start for cell in self.program.cells], [text.start for text in self.program.texts]
        return self._rested(Run(cells, texts, [], seed, 0, False, None), self.machine.start_of(self.program.start))

    def take(self, state: State, offered: PreparedList, option: Option) -> State:
        """The game after a choice.

        Raises:
            EndlessChain: it never comes to rest.
        """
        run, choice = resume_run(state, None), self.machine.choice(option.choice)
        if offered.shuffled:
            run.draws += offered.draws_used(run.cells)
        pick(run, choice, option.follow)
        return self._rested(run, choice.body)

    def _rested(self, run: Run, address: int) -> State:
        self._run(run, address)
        while ask_of(self.program, run.at_rest()) is not None:
            self._run(run, run.point + 1)
        state = run.at_rest()
        for option in options_of(self.program, state):
            self.look(self.wanted["offered" if option.is_open else "locked"], option.choice, state.cells)
        return state

    def _run(self, run: Run, address: int) -> None:
        steps, wanted = self.machine.closures, self.wanted["run"]
        for _ in range(STEPS_AT_MOST):
            if address in wanted:
                self.look(wanted, address, run.cells)
            step = steps[address]
            if step is None:
                step = steps[address] = step_at(self.machine, address)
            address = step(run)
            if address < 0:
                return
        raise endless_chain(self.program, address)

    def see_notes(self, state: State, already: frozenset[str]) -> frozenset[str]:
        """Looks at the pages that have appeared by now; those before are given."""
        noted = notes_after(self.program, state, already)
        for number in tuple(self.wanted["noted"]):
            if self.program.notes[number].id in noted:
                self.look(self.wanted["noted"], number, state.cells)
        return noted


def prose_coverage(program: Program, goals: Iterable[Goal]) -> ProseCoverage:
    """A watcher for some pieces of prose."""
    machine = machine_of(program)
    watcher = ProseCoverage(program, machine, {"run": {}, "offered": {}, "locked": {}, "noted": {}})
    for goal in goals:
        holds = None if goal.condition is None else machine.evaluator(goal.condition)
        watcher.wanted[goal.moment].setdefault(goal.at, []).append((goal, holds))
        watcher.count += 1
    return watcher


@dataclass(slots=True)
class Chooser:
    """Picks at random, the same on every run."""

    drawn: int = 0

    def below(self, size: int) -> int:
        """A number from 0 to size - 1."""
        self.drawn += 1
        return draw_at(0, self.drawn, size)
