"""What would become of each save if it were loaded into a story as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.errors import SaveError
from engine.program.model import Program
from engine.saves.chronicle import shown_of
from engine.saves.differences import Difference
from engine.saves.document import Shown
from engine.saves.listing import Listed
from engine.saves.recovery import load

LOST = "lost"
ANOTHER_STORY = "another-story"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One save and one story."""

    name: str
    kind: str
    """The class of the difference that matters most, or LOST, or ANOTHER_STORY."""
    resumes: Shown | None
    """Where it goes on; None if it cannot."""
    is_moved: bool
    """That is not where it was saved."""
    differences: tuple[Difference, ...]
    told: tuple[str, ...]
    """What else is not as it was; for a save that is lost, why."""

    @property
    def is_lost(self) -> bool:
        return self.kind == LOST


def verdict(program: Program, one: Listed) -> Verdict:
    """What loading a save does; it is done, on nothing but a copy."""
    if one.kept is None:
        return Verdict(one.name, LOST, None, False, (), (one.why,))
    document = one.kept.document
    if document.edition.story != program.id:
        return Verdict(one.name, ANOTHER_STORY, None, False, (), (f"it is a save of “{document.edition.title}”",))
    try:
        restored = load(program, document)
    except SaveError as refusal:
        return Verdict(one.name, LOST, None, False, (), (str(refusal),))
    shown = shown_of(program, restored.steps[-1].state, document.shown.words, document.shown.seconds)
    return Verdict(one.name, restored.kind, shown, restored.is_moved, restored.differences, restored.told)


def verdict_object(verdict: Verdict) -> dict[str, Any]:
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
        "told": list(verdict.told),
    }
