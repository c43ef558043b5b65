"""Finds scenes that lead only to one another, without ever waiting for the player or reaching an end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import assert_never

from engine.story.analysis.entry_modes import EntryMode
from engine.story.analysis.fall_through import Move, moves
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.blocks import (
    AskStep,
    Block,
    CallStep,
    GoTo,
    Nothing,
    Offering,
    RandomStep,
    Series,
    SetStep,
    Steps,
    TextStep,
)
from engine.story.graph import SceneLink
from engine.story.model import Scene
from engine.story.walk import Part


def restless_circles(survey: StoryAnalysis) -> Iterator[tuple[str, ...]]:
    """Yield every cycle of scenes from which no rest can be reached, each beginning with the scene written first."""
    onward = _onward(survey)
    order = {name: position for position, name in enumerate(survey.parts)}
    passed: set[str] = set()
    for name in survey.parts:
        path: dict[str, None] = {}
        while name in onward and name not in passed:
            passed.add(name)
            path[name] = None
            name = onward[name]
        if name in path:
            circle = list(path)[list(path).index(name) :]
            first = circle.index(min(circle, key=order.__getitem__))
            yield (*circle[first:], *circle[:first])


def _onward(survey: StoryAnalysis) -> dict[str, str]:
    """Return where each nonresting scene goes first; recursive calls are another fault and left out."""
    restless = set(survey.parts) - _resting(survey)
    onward: dict[str, str] = {}
    for link in survey.graph.links:
        is_way = link.kind in ("go", "call") and not survey.is_recursive(link)
        if is_way and link.source in restless and survey.entry_modes[link.source] & ~EntryMode.LOOSE:
            onward.setdefault(link.source, link.target.text)
    return onward


def _resting(survey: StoryAnalysis) -> set[str]:
    """Return the scenes that can reach a choice, a question or an ending, or that return without one."""
    predecessors: dict[str, list[str]] = defaultdict(list)
    for link in survey.graph.links:
        predecessors[link.target.text].append(link.source)
    waiting = [name for name, scene in survey.parts.items() if _rests(scene)]
    waiting += [link.source for link in survey.graph.links if _is_unknown(link, survey)]
    resting = set(waiting)
    while waiting:
        fresh = [name for name in predecessors[waiting.pop()] if name not in resting]
        resting.update(fresh)
        waiting += fresh
    return resting | {name for name in survey.parts if survey.outcomes.may_return(name)}


def _is_unknown(link: SceneLink, survey: StoryAnalysis) -> bool:
    return link.kind in ("go", "call") and link.target.text not in survey.parts


def _rests(scene: Part) -> bool:
    return (isinstance(scene, Scene) and scene.ending is not None) or _block_rests(scene.body)


def _block_rests(block: Block) -> bool:
    match block:
        case Series(blocks):
            return any(_block_rests(inner) for inner in blocks)
        case Steps(otherwise=otherwise):
            inside = any(_move_rests(move) for move in moves(block))
            return inside or (otherwise is not None and _block_rests(otherwise))
        case Nothing() | GoTo():
            return False
        case unknown:
            assert_never(unknown)


def _move_rests(move: Move) -> bool:
    match move:
        case Offering() | AskStep():
            return True
        case RandomStep(weighted):
            return any(_block_rests(block) for _, block in weighted)
        case Series() | Steps():
            return _block_rests(move)
        case SetStep() | TextStep() | CallStep() | Nothing() | GoTo():
            return False
        case unknown:
            assert_never(unknown)
