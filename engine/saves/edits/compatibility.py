"""What would become of each save if it were loaded into a story as it is now."""

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
    """One save and one story."""

    name: str
    kind: str
    """The class of the difference that matters most, or LOST, or ANOTHER_STORY."""
    resumes: SaveSummary | None
    """Where it goes on; None if it cannot."""
    is_moved: bool
    """That is not where it was saved."""
    differences: tuple[StoryChange, ...]
    messages: tuple[str, ...]
    """What else is not as it was; for a save that is lost, why."""

    @property
    def is_lost(self) -> bool:
        return self.kind == LOST


def compatibility(program: Program, one: ListedSave) -> Compatibility:
    """What loading a save does; it is done, on nothing but a copy."""
    if one.save is None:
        return Compatibility(one.name, LOST, None, False, (), (one.why,))
    document = one.save.document
    if document.edition.story != program.id:
        return Compatibility(one.name, ANOTHER_STORY, None, False, (), (f"it is a save of “{document.edition.title}”",))
    try:
        restored = restore(program, document)
    except SaveError as refusal:
        return Compatibility(one.name, LOST, None, False, (), (str(refusal),))
    shown = summary_of(program, restored.steps[-1].state, document.summary.words, document.summary.seconds)
    return Compatibility(one.name, restored.kind, shown, restored.is_moved, restored.differences, restored.messages)


def compatibility_object(verdict: Compatibility) -> dict[str, Any]:
    """A verdict as JSON values."""
    there = verdict.resumes
    return {
        "name": verdict.name,
        "class": verdict.kind,
        "lost": verdict.is_lost,
        "resumes": there
        and {"scene": there.scene, "title": there.title, "turn": there.turn, "moved": verdict.is_moved},
        "differences": [
            {"class": one.kind, "name": one.name, "now": one.now or None, "sentence": one.sentence}
            for one in verdict.differences
        ],
        "told": list(verdict.messages),
    }
