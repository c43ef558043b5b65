"""The graph of a proof: its order before any cycle, its reversed transitions, and the endings open to each state."""

from __future__ import annotations

import random
from array import array
from itertools import chain, pairwise

import pytest

from engine.prove.results.soft_locks import final_states, open_endings
from engine.prove.search import state_graph
from engine.prove.search.reachability import can_reach, core
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.topological_order import reverse, topological_order
from tests.prove.compiled import compiled, searched

CIRCLE = """vars:
  lit: false
scenes:
  hall:
    choices:
      - Round: yard
      - Light it:
          set: lit = true
          go: hall
      - Jump: dead
  yard:
    choices:
      - Back: hall
      - In:
          when: lit
          go: home
  home:
    ending: Home
  dead:
    ending: Dead
"""
TREE = """vars:
  torch: false
scenes:
  hall:
    choices:
      - Take it:
          set: torch = true
          go: stairs
      - Leave it: stairs
  stairs:
    choices:
      - Down:
          when: torch
          go: cave
      - Out: home
  cave:
    ending: Cave
  home:
    ending: Home
"""
Successors = list[list[int]]


def packed(successors: Successors) -> tuple[array[int], array[int]]:
    bounds = [0]
    for targets in successors:
        bounds.append(bounds[-1] + len(targets))
    return array("I", chain.from_iterable(successors)), array("Q", bounds)


def graphs() -> list[Successors]:
    """Small random graphs, all of whose nodes are reachable from the first."""
    rolls, made = random.Random(3), []
    for size in range(1, 120):
        successors: Successors = [[] for _ in range(size)]
        for node in range(1, size):
            successors[rolls.randrange(node)].append(node)
        for _ in range(rolls.randrange(size)):
            successors[rolls.randrange(size)].append(rolls.randrange(size))
        made.append(successors)
    return made


def after(successors: Successors, start: int) -> set[int]:
    """The nodes one or more transitions after one, those to the same node left out."""
    reached, worklist = set[int](), [start]
    while worklist:
        node = worklist.pop()
        fresh = {target for target in successors[node] if target != node} - reached
        reached |= fresh
        worklist += fresh
    return reached


def test_the_prefix_holds_each_node_that_no_cycle_leads_to_after_all_that_lead_to_it() -> None:
    for successors in graphs():
        order = topological_order(*packed(successors), 1)
        on_cycle = {node for node in range(len(successors)) if node in after(successors, node)}
        beyond = on_cycle.union(*(after(successors, node) for node in on_cycle))
        rank = {node: at for at, node in enumerate(order.acyclic_prefix)}
        assert set(rank) == set(range(len(successors))) - beyond
        assert [node for node, mark in enumerate(order.remainder) if mark] == sorted(beyond)
        assert all(
            rank[node] < rank[target] for node in rank for target in successors[node] if target in rank.keys() - {node}
        )
        assert order.self_loops == [node for node, targets in enumerate(successors) if node in targets]
        assert order.has_cycles is bool(beyond)


def test_the_depth_of_a_node_is_the_longest_path_to_it() -> None:
    for successors in graphs():
        order = topological_order(*packed(successors), 1)
        longest = dict.fromkeys(order.acyclic_prefix, 0)
        for node in order.acyclic_prefix:
            for target in longest.keys() & set(successors[node]) - {node}:
                longest[target] = max(longest[target], longest[node] + 1)
        assert all(order.depth[node] == turns for node, turns in longest.items())


def test_reversed_transitions_are_the_same_transitions() -> None:
    for successors in graphs():
        sources, bounds = reverse(*packed(successors), len(successors))
        there = sorted((node, target) for node, targets in enumerate(successors) for target in targets)
        back = [(source, node) for node, (low, high) in enumerate(pairwise(bounds)) for source in sources[low:high]]
        assert sorted(back) == there


@pytest.fixture(params=[CIRCLE, TREE])
def graph(request: pytest.FixtureRequest) -> StateGraph:
    return searched(compiled(request.param))[1]


def test_an_ending_is_open_to_the_states_from_which_it_is_reachable(graph: StateGraph) -> None:
    graph.open_endings = []
    endings = [scene.id for scene in graph.space.program.scenes if scene.ending]
    reaching = [can_reach(graph, final_states(graph)[ending]) for ending in endings]
    expected = [sum(marks[state] << bit for bit, marks in enumerate(reaching)) for state in range(len(graph.states))]
    assert open_endings(graph) == expected
    assert len(set(expected)) > 2


def test_the_states_a_player_can_go_round_in_are_one_component() -> None:
    graph = searched(compiled(CIRCLE))[1]
    assert {graph.space.scene_of_point(graph.points[state]) for state in core(graph)} == {"hall", "yard"}
    assert core(searched(compiled(TREE))[1]) == []


def test_a_table_numbers_the_states_as_a_dictionary_does(graph: StateGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for most_entries in (0, 1 << 20):
        monkeypatch.setattr(state_graph, "DENSE", most_entries)
        found.append(state_graph._take_transitions(graph))
    assert found[0] == found[1] == graph.transitions


def test_no_transition_is_reversed_for_a_story_without_cycles(monkeypatch: pytest.MonkeyPatch) -> None:
    reversals = []

    def count(edges: array[int], bounds: array[int], size: int) -> tuple[array[int], array[int]]:
        reversals.append(size)
        return reverse(edges, bounds, size)

    monkeypatch.setattr(state_graph, "reverse", count)
    for story in (TREE, CIRCLE):
        open_endings(searched(compiled(story))[1])
        assert len(reversals) == (story is CIRCLE)


def test_a_proof_and_its_stored_copy_take_the_transitions_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []

    def count(graph: StateGraph) -> state_graph.Transitions:
        sizes.append(len(graph.states))
        return take_transitions(graph)

    take_transitions = state_graph._take_transitions
    monkeypatch.setattr(state_graph, "_take_transitions", count)
    for story in (TREE, CIRCLE):
        report, graph = searched(compiled(story))
        open_endings(graph)
        assert sizes == [report.states]
        sizes.clear()
