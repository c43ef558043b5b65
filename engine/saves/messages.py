"""What a player is told when a save is taken up: where the game is, and what is not as it was."""

from __future__ import annotations

from engine.diagnostics.show import counted
from engine.runtime.frame import Frame
from engine.saves.edits.restore import RestoredGame
from engine.saves.edits.story_changes import StoryChange
from engine.saves.shelf.shelf import StoredSave

NAMED_AT_MOST = 3
_UNTOLD = ("text-only", "scene-changed")
"""An author's second thoughts that take nothing from the player."""


def resumed_words(frame: Frame, kept: StoredSave, restored: RestoredGame) -> str:
    """One sentence for where the game is; more only if something is not as it was."""
    where = frame.title or (frame.ending.title if frame.ending else frame.scene)
    sentences = [f"back at “{where}”, turn {frame.turn}"]
    if kept.lost:
        sentences.append(f"the last {counted(kept.lost, 'turn')} of the autosave could not be read")
    if changes := changed_words(restored.differences, restored.messages):
        sentences.append(changes)
    return ". ".join(sentences)


def changed_words(differences: tuple[StoryChange, ...], told: tuple[str, ...] = ()) -> str:
    """What has changed in the story since a save; empty if a player need not know of it."""
    changes = [*told, *_named(differences)]
    return "the story has changed since this was saved: " + "; ".join(changes) if changes else ""


def _named(differences: tuple[StoryChange, ...]) -> list[str]:
    told = [one.sentence for one in reversed(differences) if one.kind not in _UNTOLD]
    more = len(told) - NAMED_AT_MOST
    return [*told[:NAMED_AT_MOST], *([f"and {more} more changes"] if more > 0 else [])]
