"""List the names a story uses outside its expressions, and build its scene graph from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, assert_never

from engine.records import dataclass
from engine.story.blocks import AskStep, CallStep, Draw, PlacedName, Use
from engine.story.model import Rule, Scene, Story
from engine.story.promises import endings_in, scenes_in
from engine.story.walk import Part, contents_of, parts_of

Purpose = Literal["start", "go", "call", "use", "draw", "ask", "epigraph", "rule", "promise"]


@dataclass(frozen=True, slots=True)
class NameUse:
    name: PlacedName
    purpose: Purpose
    owner: str | None
    """The scene or storylet it is written in, if it is in one."""
    in_choice: bool = False
    """It is where the body of a choice goes."""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What the body of a scene shows to the rest of the story, for a scene whose file is not read."""

    uses: tuple[NameUse, ...]
    """Every name it uses outside its expressions, in the order written."""
    addresses: tuple[str, ...]
    """Of its choices."""
    falls_through: bool
    offers: bool
    """It has a list of choices."""


Unread = Mapping[str, PartFacts]
"""The scenes whose bodies are not read, by id."""
READ_ALL: Unread = MappingProxyType({})

LinkKind = Literal["go", "call", "use", "draw", "on", "back"]
EdgeKind = LinkKind | Literal["watch"]
Edges = Mapping[str, Sequence[tuple[EdgeKind, str]]]
"""Kind and target of every edge, by its source."""


@dataclass(frozen=True, slots=True)
class SceneLink:
    """One place in a scene or storylet that leads to another; `on` and `back` lead to no scene by name."""

    kind: LinkKind
    source: str
    """The scene or storylet it is written in."""
    target: PlacedName
    in_choice: bool

    @property
    def key(self) -> str:
        """Return the node it leads to."""
        return deck_key(self.target.text) if self.kind == "draw" else self.target.text


@dataclass(frozen=True, slots=True)
class SceneGraph:
    references: tuple[NameUse, ...]
    """Every name used outside expressions, in the order written."""
    links: tuple[SceneLink, ...]
    """Every link between scenes, in the order written."""
    edges: Edges
    """By the id of a scene or storylet, its links and the sets of rules that watch it; by `deck_key`, the storylets of
    a deck; by the name of a set of rules, the scenes they go to. A target need not be a node."""


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """One edge between scenes and storylets, as a drawing shows it."""

    kind: Literal["go", "call", "use", "draw", "rule"]
    source: str
    """A scene or storylet; empty for a rule, which leads away from many."""
    target: str
    """A scene or storylet; a draw leads to every storylet of its deck."""


def scene_graph(story: Story, unread: Unread = READ_ALL) -> SceneGraph:
    """Build the graph of a story, whatever its names lead to."""
    references = tuple(names_used(story, unread))
    links = tuple(
        SceneLink(kind, use.owner, use.name, use.in_choice)
        for use in references
        if use.owner and (kind := _link_kind(use))
    )
    return SceneGraph(references, links, _edges(story, links))


def drawn_edges(story: Story) -> tuple[DrawnEdge, ...]:
    """Return every edge to a scene or storylet that exists, each once, in the order written."""
    graph = scene_graph(story)
    edges: dict[DrawnEdge, None] = {}
    for link in graph.links:
        if link.kind != "on" and link.kind != "back" and link.key in graph.edges:
            targets = [target for _, target in graph.edges[link.key]] if link.kind == "draw" else [link.key]
            edges |= {DrawnEdge(link.kind, link.source, target): None for target in targets}
    for rule in story.rules:
        if rule.go.text in graph.edges:
            edges[DrawnEdge("rule", "", rule.go.text)] = None
    return tuple(edges)


def deck_key(deck: str) -> str:
    """Return the node of a deck, which no scene can have for its id."""
    return "deck:" + deck


def _link_kind(use: NameUse) -> LinkKind | None:
    match use.purpose:
        case "go":
            return "on" if use.name.text == "on" else "back" if use.name.text == "back" else "go"
        case ("call" | "use" | "draw") as kind:
            return kind
        case "start" | "ask" | "epigraph" | "rule" | "promise":
            return None
        case unknown:
            assert_never(unknown)


def _edges(story: Story, links: Sequence[SceneLink]) -> Edges:
    rules: dict[str, list[tuple[EdgeKind, str]]] = defaultdict(list)
    for rule in story.rules:
        rules["rules:" if rule.in_root else _home(rule)].append(("go", rule.go.text))
    edges: dict[str, list[tuple[EdgeKind, str]]] = {}
    for part in parts_of(story):
        edges[part.id.text] = [("watch", key) for key in ("rules:", _home(part)) if key in rules]
    for storylet in story.storylets:
        edges.setdefault(deck_key(storylet.deck.text), []).append(("draw", storylet.id.text))
    edges |= rules
    for link in links:
        edges[link.source].append((link.kind, link.key))
    return edges


def _home(owner: Rule | Part) -> str:
    """Return the set of rules of the act, or of the file without an act, that something is written in."""
    return f"rules:{owner.file}" if owner.act is None else f"rules:{owner.act}"


def names_used(story: Story, unread: Unread = READ_ALL) -> Iterator[NameUse]:
    """Yield every reference by name; `go` includes bare names, `on` and `back`."""
    yield NameUse(story.start, "start", None)
    yield from (NameUse(name, "epigraph", None) for name in story.opening)
    yield from (NameUse(act.epigraph, "epigraph", None) for act in story.acts if act.epigraph)
    for part in parts_of(story):
        if isinstance(part, Scene) and part.epigraph:
            yield NameUse(part.epigraph, "epigraph", part.id.text)
        facts = unread.get(part.id.text)
        yield from facts.uses if facts else names_within(part)
    yield from (NameUse(rule.go, "rule", None) for rule in story.rules)
    for promise in story.promises:
        yield from (NameUse(name, "promise", None) for name in (*scenes_in(promise), *endings_in(promise)))


def names_within(part: Part) -> Iterator[NameUse]:
    """Yield the references written in a body."""
    contents, owner = contents_of(part), part.id.text
    for target, in_choice in contents.targets:
        yield NameUse(target, "go", owner, in_choice)
    for step in contents.steps:
        if isinstance(step, CallStep):
            yield NameUse(step.scene, "call", owner)
        if isinstance(step, AskStep):
            yield NameUse(step.into, "ask", owner)
    for offer in contents.offers:
        if isinstance(offer, Use):
            yield NameUse(offer.scene, "use", owner)
        if isinstance(offer, Draw):
            yield NameUse(offer.deck, "draw", owner)
