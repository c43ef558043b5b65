"""Predicts for each save what loading it into the story as it is now would do."""

from __future__ import annotations

from typing import Any

from engine.errors import SaveError
from engine.program.model import Program
from engine.records import dataclass
from engine.saves.edits.restore import restore
from engine.saves.edits.story_changes import StoryChanges
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
    messages: tuple[str, ...] = ()
    """What else is different; for a save that is lost, why."""
    resumes: SaveSummary | None = None
    """Where the game would continue; None if it cannot."""
    is_moved: bool = False
    """It would continue at another place than where it was saved."""
    differences: StoryChanges = ()

    @property
    def is_lost(self) -> bool:
        return self.kind == LOST


def compatibility(program: Program, listed_save: ListedSave) -> Compatibility:
    """Return what loading a save does, by restoring a copy of it."""
    name, save = listed_save.name, listed_save.save
    if save is None:
        return Compatibility(name, LOST, (listed_save.reason,))
    document = save.document
    if document.edition.story != program.id:
        return Compatibility(name, ANOTHER_STORY, (f"it is a save of “{document.edition.title}”",))
    try:
        game = restore(program, document)
    except SaveError as refusal:
        return Compatibility(name, LOST, (str(refusal),))
    summary = summary_of(program, game.steps[-1].state, document.summary.words, document.summary.seconds)
    return Compatibility(name, game.kind, game.messages, summary, game.is_moved, game.differences)


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
