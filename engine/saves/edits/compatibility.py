"""Predicts for each save what loading it into the story as it is now would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.errors import SaveError
from engine.program.model import Program
from engine.saves.edits.restore import restore
from engine.saves.edits.story_changes import StoryChange
from engine.saves.format.document import SaveSummary
from engine.saves.recorder import summary_of
from engine.saves.shelf.lookup import ListedSave

LOST = "lost"
ANOTHER_STORY = "another-story"


@dataclass(frozen=True, slots=True)
class Compatibility:
    """What loading one save into one story would do."""

    name: str
    kind: str
    """The class of the change that matters most, or LOST, or ANOTHER_STORY."""
    resumes: SaveSummary | None
    """Where the game would continue; None if it cannot."""
    is_moved: bool
    """It would continue at another place than where it was saved."""
    differences: tuple[StoryChange, ...]
    messages: tuple[str, ...]
    """What else is different; for a save that is lost, why."""

    @property
    def is_lost(self) -> bool:
        return self.kind == LOST


def compatibility(program: Program, listed_save: ListedSave) -> Compatibility:
    """Return what loading a save does, by restoring a copy of it."""
    if listed_save.save is None:
        return Compatibility(listed_save.name, LOST, None, False, (), (listed_save.reason,))
    document = listed_save.save.document
    if document.edition.story != program.id:
        return Compatibility(
            listed_save.name, ANOTHER_STORY, None, False, (), (f"it is a save of “{document.edition.title}”",)
        )
    try:
        restored = restore(program, document)
    except SaveError as refusal:
        return Compatibility(listed_save.name, LOST, None, False, (), (str(refusal),))
    summary = summary_of(program, restored.steps[-1].state, document.summary.words, document.summary.seconds)
    return Compatibility(
        listed_save.name, restored.kind, summary, restored.is_moved, restored.differences, restored.messages
    )


def compatibility_object(compatibility: Compatibility) -> dict[str, Any]:
    """Return a compatibility as JSON values."""
    summary = compatibility.resumes
    return {
        "name": compatibility.name,
        "class": compatibility.kind,
        "lost": compatibility.is_lost,
        "resumes": summary
        and {"scene": summary.scene, "title": summary.title, "turn": summary.turn, "moved": compatibility.is_moved},
        "differences": [
            {"class": change.kind, "name": change.name, "now": change.now or None, "sentence": change.sentence}
            for change in compatibility.differences
        ],
        "told": list(compatibility.messages),
    }
