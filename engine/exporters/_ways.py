"""The ways between the scenes of a story, each once, for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.story.model import Story
from engine.story.references import Purpose, names_used
from engine.story.walk import Part, parts_of

WayKind = Literal["go", "call", "use", "draw", "rule"]
KINDS: dict[Purpose, WayKind] = {"go": "go", "call": "call", "use": "use", "draw": "draw", "rule": "rule"}


@dataclass(frozen=True, slots=True)
class Way:
    kind: WayKind
    source: str
    """A scene or storylet; empty for a rule, which leads away from many."""
    target: str
    """A scene or storylet; a draw leads to every storylet of its deck."""


def ways_of(story: Story) -> tuple[Way, ...]:
    """Every way to a scene or storylet there is, in the order written; `go: on` and `go: back` lead to none by name."""
    known = {part.id.text for part in parts_of(story)}
    decks: dict[str, list[str]] = {}
    for storylet in story.storylets:
        decks.setdefault(storylet.deck.text, []).append(storylet.id.text)
    found: dict[Way, None] = {}
    for used in names_used(story):
        if used.purpose in KINDS:
            name = used.named.text
            targets = decks.get(name, []) if used.purpose == "draw" else [name] if name in known else []
            found |= {Way(KINDS[used.purpose], used.owner or "", target): None for target in targets}
    return tuple(found)


def parts_by_act(story: Story) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """The scenes and storylets under the title of their act; those without one come first, under an empty title."""
    titles = [("", None), *((act.title, number) for number, act in enumerate(story.acts))]
    grouped = ((title, tuple(part for part in parts_of(story) if part.act == number)) for title, number in titles)
    return tuple((title, parts) for title, parts in grouped if parts)
