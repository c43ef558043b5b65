"""Breadth first over packed states: every state once, its first way there, and every transition."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.prove.budget import Budget, BudgetSpent
from engine.prove.search.codegen.compile import deep_recursion
from engine.prove.search.state_space import StateSpace
from engine.prove.state_order import Order

NO_PARENT = 2**32 - 1
BATCH = 4096
"""How many states are gone on from between two looks at the caps."""
BROKEN_OFF = frozenset({"memory", "time", "interrupted"})
"""What ends not one search but all work."""


@dataclass(slots=True)
class StateGraph:
    """The states reached, in order of distance from the start."""

    space: StateSpace
    states: list[int] = field(default_factory=list)
    parents: array[int] = field(default_factory=lambda: array("I"))
    """The place of the state each was first reached from."""
    choices_taken: array[int] = field(default_factory=lambda: array("H"))
    """The choice it was first reached by, by its place among the pickings."""
    edges: array[int] = field(default_factory=lambda: array("I"))
    """The targets of all transitions, state by state."""
    edge_picks: array[int] = field(default_factory=lambda: array("H"))
    """The choice of each transition."""
    bounds: array[int] = field(default_factory=lambda: array("Q", [0]))
    """The transitions of state n are `edges[bounds[n]:bounds[n + 1]]`."""
    endless: set[str] = field(default_factory=set)
    """The scenes of choices after which the story never comes to rest."""
    stop_reason: str = ""
    """Why the search stopped short; empty if all was seen."""
    seconds: float = 0.0
    order: Order | None = None
    """Once `order_of` has sorted it."""
    _places: list[int] = field(default_factory=list)

    @property
    def places(self) -> list[int]:
        """By state, the number of its rest."""
        if len(self._places) != len(self.states):
            mask = self.space.place_mask
            self._places = [state & mask for state in self.states]
        return self._places

    @property
    def is_broken_off(self) -> bool:
        """Whether nothing more is to be searched for."""
        return self.stop_reason in BROKEN_OFF

    @property
    def unexpanded(self) -> int:
        """States reached but not gone on from."""
        return len(self.states) - (len(self.bounds) - 1)

    @property
    def depth(self) -> int:
        """The most choices on any shortest way: that to the state found last."""
        return len(self.path(len(self.states) - 1)) if self.states else 0

    def path(self, state: int) -> list[tuple[int, int]]:
        """The shortest way to a state, by its place: (the place of a state, the choice picked there), in order."""
        steps: list[tuple[int, int]] = []
        while self.parents[state] != NO_PARENT:
            steps.append((self.parents[state], self.choices_taken[state]))
            state = self.parents[state]
        steps.reverse()
        return steps

    def successors(self, state: int) -> array[int]:
        """The places of the states one choice after a state."""
        return self.edges[self.bounds[state] : self.bounds[state + 1]]


def explore(
    space: StateSpace,
    budget: Budget,
    progress: Callable[[int, int], None] | None = None,
    enough: Callable[[], bool] | None = None,
    most: int | None = None,
) -> StateGraph:
    """Go on until every state is seen, a limit is reached, the author interrupts, or there is enough.

    `most` are the states after which this search stops, if those are fewer than the budget's.
    """
    found = StateGraph(space)
    began = budget.seconds
    most = budget.caps.states if most is None else min(most, budget.caps.states)
    budget.begin("searching what can happen", lambda: _extent(found))
    seen: dict[int, int] = {}
    for state, _ in space.first:
        seen[state] = len(found.states)
        found.states.append(state)
        found.parents.append(NO_PARENT)
        found.choices_taken.append(0)
    try:
        with deep_recursion():
            while found.unexpanded and not found.stop_reason:
                _expand(found, seen, len(found.bounds) - 1)
                if found.unexpanded:
                    found.stop_reason = _stop_at(found, most, enough)
                    budget.ask()
                if progress is not None:
                    progress(len(found.bounds) - 1, len(found.states))
    except (KeyboardInterrupt, BudgetSpent, MemoryError) as stop:
        found.stop_reason = reason_of(stop, budget)
        _whole(found)
    if found.stop_reason == "states" and len(found.states) > budget.caps.states:
        budget.reached("states")
    found.endless = {space.scene_of(address) for address in space.lost}
    found.seconds = budget.seconds - began
    return found


def reason_of(stop: BaseException, budget: Budget) -> str:
    """Return why all work ends here; what ends only a share of it is raised again."""
    if isinstance(stop, MemoryError):
        return budget.ran_out().limit
    if isinstance(stop, KeyboardInterrupt):
        return "interrupted"
    if isinstance(stop, BudgetSpent) and not stop.scope:
        return budget.note(stop.strike).limit
    raise stop


def _extent(found: StateGraph) -> str:
    return f"{len(found.states):,} states seen and {found.unexpanded:,} not gone on from"


def _stop_at(found: StateGraph, most: int, enough: Callable[[], bool] | None) -> str:
    """Why a search stops here; empty if it goes on."""
    if len(found.states) > most:
        return "states"
    return "enough" if enough is not None and enough() else ""


def _expand(found: StateGraph, seen: dict[int, int], low: int) -> None:
    """Takes every choice of some states from `low` on; the transitions are written down together at the end."""
    states, moves, mask = found.states, found.space.moves, found.space.place_mask
    add_state, add_parent, add_pick = states.append, found.parents.append, found.choices_taken.append
    known, ends, end = len(states), [], found.bounds[-1]
    all_picks: list[int] = []
    all_targets: list[int] = []
    for at in range(low, low + BATCH):
        if at == known:
            break
        state = states[at]
        picks, targets = moves[state & mask](state)[:2]
        for target in targets:
            if target not in seen:
                seen[target] = known
                known += 1
                add_state(target)
                add_parent(at)
                add_pick(picks[targets.index(target)])
        all_picks += picks
        all_targets += targets
        end += len(targets)
        ends.append(end)
    found.edges.extend(map(seen.__getitem__, all_targets))
    found.edge_picks.extend(all_picks)
    found.bounds.extend(ends)


def _whole(found: StateGraph) -> None:
    """Drops what was written down of states that were being gone on from when the search was interrupted."""
    del found.edges[found.bounds[-1] :]
    del found.edge_picks[found.bounds[-1] :]
    known = min(len(found.states), len(found.parents), len(found.choices_taken))
    del found.states[known:]
    del found.parents[known:]
    del found.choices_taken[known:]
