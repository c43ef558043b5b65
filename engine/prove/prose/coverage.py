"""Record which pieces of prose print while the plain runtime plays a game."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from engine.program.model import Program
from engine.prove.analysis.goals import Goal, Moment
from engine.records import dataclass, field
from engine.runtime.closures import STEPS_AT_MOST, Machine, endless_chain
from engine.runtime.instructions import run_instruction
from engine.runtime.notes import notes_after
from engine.runtime.offers import Option, PreparedList
from engine.runtime.run import Run, begin_run, resume_run
from engine.runtime.state import State
from engine.runtime.turn import ask_of, machine_of, options_of, pick

Holds = Callable[[Sequence[int]], int]
Wanted = dict[int, list[tuple[Goal, Holds | None]]]


@dataclass(slots=True)
class ProseCoverage:
    """The pieces of prose not printed yet, indexed by where they would print; printed pieces are removed."""

    program: Program
    machine: Machine
    wanted: dict[Moment, Wanted] = field(default_factory=dict)
    count: int = 0
    """The number of pieces not printed yet."""

    @property
    def left(self) -> tuple[Goal, ...]:
        """Return the pieces not printed yet."""
        return tuple(goal for wanted in self.wanted.values() for goals in wanted.values() for goal, _ in goals)

    def is_wanted(self, goal: Goal) -> bool:
        """Return whether a piece has not been printed yet."""
        return any(goal is wanted for wanted, _ in self.wanted[goal.moment].get(goal.at, ()))

    def record(self, wanted: Wanted, at: int, cells: Sequence[int]) -> None:
        """Remove the pieces that print at one address now."""
        goals = wanted.get(at)
        if goals:
            left: list[tuple[Goal, Holds | None]]
            left = [(goal, holds) for goal, holds in goals if holds is not None and not holds(cells)]
            self.count -= len(goals) - len(left)
            wanted[at] = left
            if not left:
                del wanted[at]

    def begin(self, seed: int) -> State:
        """Start a game and run it to its first rest."""
        return self._run_to_rest(begin_run(self.program, seed, None), self.machine.start_of(self.program.start))

    def take(self, state: State, offered: PreparedList, option: Option) -> State:
        """Return the game after a choice.

        Raises:
            EndlessChainError: it never comes to rest.
        """
        run, choice = resume_run(state, None), self.machine.choice(option.choice)
        if offered.shuffled:
            run.draws += offered.draws_used(run.cells)
        pick(run, choice, option.follow)
        return self._run_to_rest(run, choice.body)

    def _run_to_rest(self, run: Run, address: int) -> State:
        self._run(run, address)
        while ask_of(self.program, run.at_rest()) is not None:
            self._run(run, run.point + 1)
        state = run.at_rest()
        for option in options_of(self.program, state):
            self.record(self.wanted["offered" if option.is_open else "locked"], option.choice, state.cells)
        return state

    def _run(self, run: Run, address: int) -> None:
        wanted = self.wanted["run"]
        for _ in range(STEPS_AT_MOST):
            if address in wanted:
                self.record(wanted, address, run.cells)
            address = run_instruction(self.machine, run, address)
            if address < 0:
                return
        raise endless_chain(self.machine, address)

    def see_notes(self, state: State, already: frozenset[str]) -> frozenset[str]:
        """Look at the notes that have appeared, while any is wanted; return them, given those that had before."""
        if not self.wanted["noted"]:
            return already
        notes = notes_after(self.program, state, already)
        for number in tuple(self.wanted["noted"]):
            if self.program.notes[number].id in notes:
                self.record(self.wanted["noted"], number, state.cells)
        return notes


def prose_coverage(program: Program, goals: Iterable[Goal]) -> ProseCoverage:
    """Return a coverage record for some pieces of prose."""
    machine = machine_of(program)
    coverage = ProseCoverage(program, machine, {"run": {}, "offered": {}, "locked": {}, "noted": {}})
    for goal in goals:
        holds = None if goal.condition is None else machine.evaluator(goal.condition)
        coverage.wanted[goal.moment].setdefault(goal.at, []).append((goal, holds))
        coverage.count += 1
    return coverage
