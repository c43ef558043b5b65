"""Scenes that lead to each other for ever, with no choice, question or ending among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.entry_modes import EntryMode
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.graph import SceneLink


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every cycle of scenes in which the game never waits for the player, at the scene written first."""
    for cycle in _cycles_without_exit(analysis):
        first, *others = cycle
        span = analysis.parts[first].id.span
        way = ", then to ".join(f"`{name}`" for name in (*others, first))
        message = (
            f"`{first}` goes to {way} for ever, without a choice" if others else f"`{first}` goes to itself for ever"
        )
        also = tuple(analysis.parts[name].id.span for name in others)
        yield Diagnostic("endless-chain", message, span, "offer a choice on the way, or lead out of it", also=also)


def _cycles_without_exit(analysis: StoryAnalysis) -> Iterator[tuple[str, ...]]:
    """Yield every cycle of scenes that no game can leave, each beginning with the scene written first."""
    first_links = _first_links(analysis)
    order = {name: position for position, name in enumerate(analysis.parts)}
    passed: set[str] = set()
    for name in analysis.parts:
        path: dict[str, None] = {}
        while name in first_links and name not in passed:
            passed.add(name)
            path[name] = None
            name = first_links[name]
        if name in path:
            cycle = list(path)[list(path).index(name) :]
            first = cycle.index(min(cycle, key=order.__getitem__))
            yield (*cycle[first:], *cycle[:first])


def _first_links(analysis: StoryAnalysis) -> dict[str, str]:
    """Return where each scene without an exit goes first; recursive calls are another fault and left out."""
    without_exit = set(analysis.parts) - _scenes_with_exit(analysis)
    first_links: dict[str, str] = {}
    for link in analysis.graph.links:
        is_way = link.kind in ("go", "call") and not analysis.is_recursive(link)
        if is_way and link.source in without_exit and analysis.entry_modes[link.source] & ~EntryMode.UNLINKED:
            first_links.setdefault(link.source, link.target.text)
    return first_links


def _scenes_with_exit(analysis: StoryAnalysis) -> set[str]:
    """Return the scenes that can reach a choice, a question or an ending, or that return to their caller."""
    predecessors: dict[str, list[str]] = defaultdict(list)
    for link in analysis.graph.links:
        predecessors[link.target.text].append(link.source)
    waiting = [scene.id.text for scene in analysis.story.scenes if scene.ending is not None]
    waiting += analysis.offering_parts
    waiting += [use.owner for use in analysis.graph.references if use.purpose == "ask" and use.owner]
    waiting += [link.source for link in analysis.graph.links if _leads_to_no_scene(link, analysis)]
    resting = set(waiting)
    while waiting:
        fresh = [name for name in predecessors[waiting.pop()] if name not in resting]
        resting.update(fresh)
        waiting += fresh
    return resting | {name for name in analysis.parts if analysis.outcomes.may_return(name)}


def _leads_to_no_scene(link: SceneLink, analysis: StoryAnalysis) -> bool:
    return link.kind in ("go", "call") and link.target.text not in analysis.parts
