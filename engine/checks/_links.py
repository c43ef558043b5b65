"""Which scene leads to which: every `go`, `call`, `use` and `draw` of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from engine.checks._running_out import deck_key
from engine.diagnostics.span import Span
from engine.story.blocks import Named
from engine.story.model import Story
from engine.story.references import NameUse, targets_within
from engine.story.walk import choices_of

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
    match used.purpose:
        case "go" if used.named.text == "on":
            yield "on"
        case "go" if used.named.text == "back":
            yield "back"
        case ("go" | "call" | "use" | "draw") as kind:
            yield kind
        case "start" | "ask" | "epigraph" | "rule" | "promise":
            return
        case unknown:
            assert_never(unknown)


def named_in_choices(story: Story) -> frozenset[Span]:
    """The places where the body of a choice says where it goes."""
    bodies = (found.choice.body for _, found in choices_of(story))
    return frozenset(target.span for body in bodies for target in targets_within(body))
