"""Strongly connected components are those that a plain search from every node would find."""

from __future__ import annotations

from array import array
from itertools import accumulate, chain
from random import Random

from engine.scc import component_numbers, strongly_connected_components

Graph = dict[int, list[int]]


def random_graph(dice: Random) -> Graph:
    names = range(dice.randint(1, 9))
    return {name: dice.choices(names, k=dice.randint(0, 3)) for name in names}


def components_of(graph: Graph) -> list[array[int]]:
    bounds = [0, *accumulate(map(len, graph.values()))]
    return strongly_connected_components([*chain(*graph.values())], bounds, graph)


def reachable_from(graph: Graph, start: int) -> set[int]:
    reachable: set[int] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in reachable:
            reachable.add(node)
            waiting += graph[node]
    return reachable


def test_two_nodes_share_a_component_just_when_each_reaches_the_other() -> None:
    dice = Random(7)
    for _ in range(200):
        graph = random_graph(dice)
        components = components_of(graph)
        assert sorted(node for component in components for node in component) == sorted(graph)
        reachable = {node: reachable_from(graph, node) for node in graph}
        for component in components:
            for node in graph:
                is_mutual = node in reachable[component[0]] and component[0] in reachable[node]
                assert (node in component) == is_mutual, graph


def test_a_component_comes_before_those_that_lead_to_it() -> None:
    dice = Random(11)
    for _ in range(200):
        graph = random_graph(dice)
        passed: set[int] = set()
        for component in components_of(graph):
            passed.update(component)
            assert all(set(graph[node]) <= passed for node in component), graph


def test_a_chain_of_thousands_of_nodes_is_followed_without_recursion() -> None:
    length = 50_000
    components = strongly_connected_components([*range(1, length + 1), 0], range(length + 2), [0])
    assert [len(component) for component in components] == [length + 1]


def test_a_target_that_is_no_node_is_skipped() -> None:
    assert component_numbers({"a": ["nowhere"]}).keys() == {"a"}
