"""Announce what a search shows as soon as it reaches it: endings, dead ends, broken promises."""

from __future__ import annotations

from engine.diagnostics.show import counted
from engine.program.model import End
from engine.prove.budget import Budget
from engine.prove.results.promises import BrokenPromises
from engine.prove.search.codegen.choices import CLOSED
from engine.prove.search.state_graph import StateGraph
from engine.records import dataclass, field


@dataclass(slots=True)
class EarlyFindings:
    """Announces the first state of every ending, the first dead end of every list, and broken promises."""

    promises: BrokenPromises
    budget: Budget
    _announced: set[int] = field(default_factory=set)
    """The numbers of resting points of which nothing more is announced."""
    _seen: int = 0
    _expanded: int = 0

    def __call__(self, graph: StateGraph) -> bool:
        """Announce what new states show; return false, since the search goes on."""
        space, flow = graph.space, graph.space.control_flow
        finals = {n for n, point in enumerate(space.resting_points) if isinstance(flow.instruction(point), End)}
        for number in range(self._seen, len(graph.states)):
            point = graph.states[number] & space.point_mask
            if point in finals and point not in self._announced:
                self._announce(graph, number, "the ending `{}` is reached")
        for number in range(self._expanded, graph.expanded):
            state = graph.states[number]
            point = state & space.point_mask
            if point in finals or point in self._announced:
                continue
            if max(space.moves[point](state), default=CLOSED) == CLOSED:
                self._announce(graph, number, "a player can stand in `{}` with nothing on offer")
        self._seen, self._expanded = len(graph.states), graph.expanded
        self.promises(graph)
        return False

    def _announce(self, graph: StateGraph, state: int, sentence: str) -> None:
        point = graph.states[state] & graph.space.point_mask
        self._announced.add(point)
        where = sentence.format(graph.space.scene_of_point(point))
        self.budget.announce(f"{where} after {counted(graph.distance(state), 'turn')}")
