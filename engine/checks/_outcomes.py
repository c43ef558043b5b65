"""Settles, for the whole story, which scenes run out and which come back from a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import assert_never

from engine.checks._running_out import Outcomes, runs_out
from engine.story.graph import SceneLink, deck_key
from engine.story.model import Scene, Story, Storylet
from engine.story.walk import Part, parts_of


def settle_outcomes(story: Story, links: Sequence[SceneLink]) -> Outcomes:
    """Starts from nothing coming back, and looks again at whoever names a scene that does, until nothing changes."""
    told = {part.id.text: part for part in parts_of(story)}
    known = Outcomes(frozenset({*told, *(deck_key(storylet.deck.text) for storylet in story.storylets)}))
    written_in: dict[str, list[SceneLink]] = defaultdict(list)
    namers: dict[str, list[str]] = defaultdict(list)
    for link in links:
        written_in[link.source].append(link)
        namers[link.key].append(link.source)
    waiting = dict.fromkeys(told)
    while waiting:
        name, _ = waiting.popitem()
        for learned in _learn(told[name], written_in[name], known):
            waiting.update(dict.fromkeys(namers[learned]))
    return known


def _learn(scene: Part, links: Sequence[SceneLink], known: Outcomes) -> set[str]:
    """Adds what is now known of a scene; the names it became known of."""
    keys = {scene.id.text}
    if isinstance(scene, Storylet):
        keys.add(deck_key(scene.deck.text))
    learned: set[str] = set()
    if not keys <= known.running_out and not _is_final(scene) and runs_out(scene.body, known):
        learned |= keys - known.running_out
        known.running_out.update(keys)
    if not keys <= known.escaping and any(_escapes(link, known) for link in links):
        learned |= keys - known.escaping
        known.escaping.update(keys)
    return learned


def _is_final(scene: Part) -> bool:
    return isinstance(scene, Scene) and scene.ending is not None


def _escapes(link: SceneLink, known: Outcomes) -> bool:
    """Whether a call may come back by this link, rather than by the scene's own end."""
    match link.kind:
        case "back":
            return True
        case "go":
            return known.comes_back(link.key)
        case "use" | "draw":
            return link.key in known.escaping
        case "call" | "on":
            return False
        case unknown:
            assert_never(unknown)
