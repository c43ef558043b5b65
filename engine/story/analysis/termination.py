"""Computes, for the whole story, which scenes fall through and which return from a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import assert_never

from engine.story.analysis.fall_through import Outcomes, falls_through
from engine.story.graph import SceneLink, deck_key
from engine.story.model import Scene, Story, Storylet
from engine.story.walk import Part, parts_of


def settle_outcomes(story: Story, links: Sequence[SceneLink]) -> Outcomes:
    """Compute a least fixpoint: no scene returns at first, and whoever names a scene that does is looked at again."""
    parts = {part.id.text: part for part in parts_of(story)}
    outcomes = Outcomes(frozenset({*parts, *(deck_key(storylet.deck.text) for storylet in story.storylets)}))
    links_from: dict[str, list[SceneLink]] = defaultdict(list)
    links_to: dict[str, list[str]] = defaultdict(list)
    for link in links:
        links_from[link.source].append(link)
        links_to[link.key].append(link.source)
    waiting = dict.fromkeys(parts)
    while waiting:
        name, _ = waiting.popitem()
        for key in _learn(parts[name], links_from[name], outcomes):
            waiting.update(dict.fromkeys(links_to[key]))
    return outcomes


def _learn(scene: Part, links: Sequence[SceneLink], outcomes: Outcomes) -> set[str]:
    """Enter what now holds of a scene; return the names of which something new holds."""
    keys = {scene.id.text}
    if isinstance(scene, Storylet):
        keys.add(deck_key(scene.deck.text))
    changes: set[str] = set()
    if not keys <= outcomes.falling_through and not _is_final(scene) and falls_through(scene.body, outcomes):
        changes |= keys - outcomes.falling_through
        outcomes.falling_through.update(keys)
    if not keys <= outcomes.returning and any(_escapes(link, outcomes) for link in links):
        changes |= keys - outcomes.returning
        outcomes.returning.update(keys)
    return changes


def _is_final(scene: Part) -> bool:
    return isinstance(scene, Scene) and scene.ending is not None


def _escapes(link: SceneLink, outcomes: Outcomes) -> bool:
    """Return whether a call may return by this link, rather than by the scene's own end."""
    match link.kind:
        case "back":
            return True
        case "go":
            return outcomes.may_return(link.key)
        case "use" | "draw":
            return link.key in outcomes.returning
        case "call" | "on":
            return False
        case unknown:
            assert_never(unknown)
