"""What lies on a shelf, whole or not, as anyone may want to see it listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.errors import SaveError
from engine.saves.shelf.lookup import autosaves, look_up_save
from engine.saves.shelf.shelf import Shelf, StoredSave
from engine.saves.shelf.slots import AUTO


@dataclass(frozen=True, slots=True)
class ListedSave:
    """One save of a shelf."""

    name: str
    save: StoredSave | None
    """None if it cannot be used."""
    why: str = ""
    """Why it cannot."""


def list_saves(shelf: Shelf) -> tuple[ListedSave, ...]:
    """Every save of a shelf: the autosaves, then the slots in alphabetical order.

    Raises:
        AccessError: the folder or a file of it cannot be read.
    """
    autos = autosaves(shelf)
    names = [AUTO] if len(autos) == 1 else [str(shelf.folder / file) for file in autos]
    return tuple(read_listed(shelf, name) for name in (*names, *shelf.slots()))


def read_listed(shelf: Shelf, name: str) -> ListedSave:
    """One save by its name, whole or not."""
    try:
        return ListedSave(name, look_up_save(shelf, name))
    except SaveError as refusal:
        return ListedSave(name, None, str(refusal))


def listed_object(one: ListedSave) -> dict[str, Any]:
    """A save as JSON values; of one that cannot be used only its name and why."""
    if one.save is None:
        return {"name": one.name, "ok": False, "why": one.why}
    document = one.save.document
    edition, shown, parent = document.edition, document.shown, document.parent
    return {
        "name": one.name,
        "story": edition.story,
        "story_title": edition.title,
        "version": edition.version,
        "scene": shown.scene,
        "title": shown.title,
        "when": shown.when,
        "turn": shown.turn,
        "ending": shown.ending or None,
        "words": shown.words,
        "seconds": shown.seconds,
        "seed": document.seed,
        "steps": len(document.journal),
        "generation": document.generation,
        "parent": parent and {"slot": parent.slot, "checksum": parent.checksum, "turn": parent.turn},
        "program": edition.program,
        "checksum": one.save.checksum,
        "lost": one.save.lost,
        "ok": True,
    }
