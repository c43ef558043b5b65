"""Which scene leads to which: every `go`, `call`, `use` and `draw` of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.checks._running_out import deck_key
from engine.story.blocks import Named
from engine.story.model import Story
from engine.story.references import NameUse, names_within
from engine.story.walk import choices_within, parts_of

LinkKind = Literal["go", "call", "use", "draw", "on", "back"]


@dataclass(frozen=True, slots=True)
class Link:
    """One name met while a scene is told; `on` and `back` lead to no scene by name."""

    kind: LinkKind
    source: str
    """The scene or storylet it is written in."""
    target: Named

    @property
    def key(self) -> str:
        """The target among the names of scenes, storylets and decks."""
        return deck_key(self.target.text) if self.kind == "draw" else self.target.text


def links_of(names: Iterable[NameUse]) -> tuple[Link, ...]:
    """The names of a story that lead from one scene to another, in the same order."""
    return tuple(Link(kind, used.owner, used.named) for used in names if used.owner for kind in _kinds(used))


def _kinds(used: NameUse) -> Iterator[LinkKind]:
    match used.purpose, used.named.text:
        case "go", "on":
            yield "on"
        case "go", "back":
            yield "back"
        case ("go" | "call" | "use" | "draw") as kind, _:
            yield kind
        case _:
            return


def is_in_choice(link: Link, story: Story) -> bool:
    """Whether a link is written in the body of a choice."""
    body = next(part.body for part in parts_of(story) if part.id.text == link.source)
    bodies = (found.choice.body for found in choices_within(body))
    return any(used.named is link.target for inner in bodies for used in names_within(inner, None))
