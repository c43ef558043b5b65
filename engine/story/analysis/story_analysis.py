"""Compute everything that the checks ask about a story, once; and what a list offers beyond what is written in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import assert_never

from engine.diagnostics.span import Span
from engine.records import dataclass
from engine.scc import component_numbers
from engine.story.analysis.entry_modes import EntryMode, entry_modes
from engine.story.analysis.fall_through import Outcomes, UnreachableMove, compute_outcomes, unreachable_moves
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.blocks import Block, Choice, Draw, Offered, Offering, PlacedName, Steps, Use
from engine.story.graph import SceneGraph, SceneLink, scene_graph
from engine.story.model import Scene, Story, Storylet
from engine.story.walk import Part, contents_of, parts_of

MAX_USES = 100
"""Entries that one `use` may bring in."""


@dataclass(frozen=True, slots=True)
class StoryAnalysis:
    """A story, and the results of every analysis of it."""

    resolved: ResolvedStory
    story: Story
    parts: Mapping[str, Part]
    """Scenes and storylets by id."""
    scenes: Mapping[str, Scene]
    decks: Mapping[str, tuple[Storylet, ...]]
    graph: SceneGraph
    epigraphs: tuple[PlacedName, ...]
    """Every epigraph named by the opening, an act or a scene."""
    answer_variables: tuple[PlacedName, ...]
    """Every variable that an answer is assigned to."""
    read_parts: tuple[Part, ...]
    """Scenes and storylets whose bodies are read: all of them, unless the facts of some are known."""
    offerings: tuple[tuple[Part, Offering], ...]
    """Every list in these, with the scene or storylet it is written in."""
    offering_parts: frozenset[str]
    """Every scene or storylet with a list, read or not."""
    unreachable_moves: tuple[UnreachableMove, ...]
    """What can never be run in the bodies that are read."""
    outcomes: Outcomes
    entry_modes: Mapping[str, EntryMode]
    """How each scene and storylet can be entered."""
    unreachable_roots: tuple[str, ...]
    """The first scenes of the parts of the story that nothing leads to."""
    recursive_groups: Mapping[str, int]
    """Scenes with the same number reach one another by going, calling, using and drawing."""
    recursive_calls: frozenset[str]
    """The scenes of calls that can lead to themselves again before they return."""

    def scene_references(self) -> Iterator[tuple[str, PlacedName]]:
        """Yield every name that must be a scene's, and the words that introduce it."""
        yield "the story starts at", self.story.start
        leads = {"go": "this leads to", "call": "this calls", "use": "this uses"}
        for link in self.graph.links:
            if link.kind in leads:
                yield "this choice leads to" if link.in_choice else leads[link.kind], link.target
        yield from (("this rule leads to", rule.go) for rule in self.story.rules)

    def has_wrong_name(self) -> bool:
        """Return whether some name is no scene or deck, so that what seems unreachable may only be misspelt."""
        decks = (link.target.text for link in self.graph.links if link.kind == "draw")
        return any(name.text not in self.scenes for _, name in self.scene_references()) or any(
            deck not in self.decks for deck in decks
        )

    def has_unclear_names(self) -> bool:
        """Return whether some expression or answer is faulty, so that what seems unused may only be misspelt."""
        texts = {variable.name.text for variable in self.story.variables}
        return bool(self.resolved.diagnostics) or any(into.text not in texts for into in self.answer_variables)

    def is_recursive(self, link: SceneLink) -> bool:
        """Return whether a call can lead to itself again before it returns."""
        return _is_recursive(link, self.recursive_groups)


def analyze_story(resolved: ResolvedStory) -> StoryAnalysis:
    """Compute what the checks ask about a story."""
    story, unread = resolved.story, resolved.unread
    graph = scene_graph(story, unread)
    outcomes = compute_outcomes(story, graph.links, unread)
    modes, roots = entry_modes(story, graph.edges)
    groups = _recursive_groups(graph)
    parts, read_parts = parts_of(story), parts_of(resolved.read_story)
    offerings = tuple((part, offering) for part in read_parts for offering in contents_of(part).offerings)
    return StoryAnalysis(
        resolved=resolved,
        story=story,
        parts={part.id.text: part for part in parts},
        scenes={scene.id.text: scene for scene in story.scenes},
        decks=_decks(story),
        graph=graph,
        epigraphs=tuple(use.name for use in graph.references if use.purpose == "epigraph"),
        answer_variables=tuple(use.name for use in graph.references if use.purpose == "ask"),
        read_parts=read_parts,
        offerings=offerings,
        offering_parts=frozenset(part.id.text for part, _ in offerings).union(
            name for name, facts in unread.items() if facts.offers
        ),
        unreachable_moves=tuple(
            dead for part in read_parts for dead in unreachable_moves(contents_of(part).blocks, outcomes)
        ),
        outcomes=outcomes,
        entry_modes=modes,
        unreachable_roots=roots,
        recursive_groups=groups,
        recursive_calls=frozenset(link.key for link in graph.links if _is_recursive(link, groups)),
    )


def _decks(story: Story) -> dict[str, tuple[Storylet, ...]]:
    decks: dict[str, list[Storylet]] = defaultdict(list)
    for storylet in story.storylets:
        decks[storylet.deck.text].append(storylet)
    return {name: tuple(storylets) for name, storylets in decks.items()}


def _is_recursive(link: SceneLink, groups: Mapping[str, int]) -> bool:
    return link.kind == "call" and link.key in groups and groups[link.source] == groups[link.key]


def _recursive_groups(graph: SceneGraph) -> dict[str, int]:
    """Assign a number to each group of scenes, storylets and decks that lead to one another by links."""
    return component_numbers(
        {name: [target for kind, target in edges if kind != "watch"] for name, edges in graph.edges.items()}
    )


def unconditional_uses(body: Block) -> tuple[Use, ...]:
    """Return the `use` entries of a scene's own list, not of the lists inside its choices."""
    return tuple(entry for entry in _list_of(body) if isinstance(entry, Use))


def offered_choices(offering: Offering, owner: str, analysis: StoryAnalysis) -> Iterator[tuple[Choice | Draw, Span]]:
    """Yield every choice and draw that a list of a scene offers, and the place in it that brings it in.

    A list that leads back to its own scene is another fault, and ends there; so is one that brings in too much.
    """
    for entry in offering.entries:
        match entry:
            case Choice(id=name):
                yield entry, name.span
            case Draw(span=span):
                yield entry, span
            case Use(span=span):
                entries = used_choices(entry, owner, analysis)[:MAX_USES]
                yield from ((inner, span) for inner in entries if not isinstance(inner, Use))
            case unknown:
                assert_never(unknown)


def used_choices(use: Use, owner: str, analysis: StoryAnalysis) -> tuple[Offered, ...]:
    """Return the entries a `use` brings in, nested `use` entries among them; at most one more than it may."""
    waiting: list[Offered] = [use]
    passed = {owner}
    entries: list[Offered] = []
    while waiting and len(entries) <= MAX_USES:
        entry = waiting.pop()
        if entry is not use:
            entries.append(entry)
        if isinstance(entry, Use) and entry.scene.text in analysis.scenes and entry.scene.text not in passed:
            passed.add(entry.scene.text)
            waiting.extend(reversed(_list_of(analysis.scenes[entry.scene.text].body)))
    return tuple(entries)


def _list_of(body: Block) -> tuple[Offered, ...]:
    offering = body.offering if isinstance(body, Steps) else None
    return offering.entries if offering else ()
