"""A save as a record: a snapshot and a journal by stable ids, and what is needed to check, list and migrate them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import SaveError
from engine.program.model import Program
from engine.records import dataclass
from engine.runtime.turn import machine_of
from engine.saves.format.cell_names import kind_words
from engine.saves.format.choice_fingerprints import fingerprints_text
from engine.saves.format.journal import Journal
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.state_hash import snapshot_hash

REPLAYED = 200
"""How many of the last steps are replayed when a save is loaded, and so can be undone."""

TRAIL = 50
"""How many scenes a save remembers, to continue in if an edit removes its location."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The state from which the last steps are replayed."""

    step: int
    """How many entries of the journal are before it."""
    snapshot: Snapshot
    note_ids: tuple[str, ...]
    """The pages of the notes that had appeared by then, sorted."""


@dataclass(frozen=True, slots=True)
class SaveSummary:
    """What a list of saves shows of one."""

    scene: str
    title: str
    when: str
    """The date in the story, as it is shown; may be empty."""
    turn: int
    ending: str
    """The id of the ending that was reached, or empty."""
    words: int
    """How many have been shown to the player."""
    seconds: int
    """How long it has been played."""


@dataclass(frozen=True, slots=True)
class Parent:
    """The save from which this game was resumed."""

    slot: str
    checksum: str
    turn: int


@dataclass(frozen=True, slots=True)
class Edition:
    """The story a save was made with, as far as the save depends on it."""

    story: str
    title: str
    version: str
    program: str
    """Its fingerprint."""
    declared: Mapping[str, str]
    """Each variable and how it is declared."""
    scenes: Mapping[str, str]
    """The fingerprints, as JSON, of the scenes and storylets that have been seen."""


@dataclass(frozen=True, slots=True)
class SaveDocument:
    edition: Edition
    summary: SaveSummary
    generation: int
    """Counts up with every save in the slot; 0 before it is first kept."""
    parent: Parent | None
    seed: int
    origin: Snapshot | None
    """Where the journal starts, if a game continued there after an edit of the story; else None."""
    earlier: Journal
    """The steps before that, made in the story before its edit."""
    first: str
    """The state hash where the journal starts."""
    journal: Journal
    snapshot: Snapshot
    """The present state."""
    anchor: Anchor
    note_ids: tuple[str, ...]
    """The pages of the notes that have appeared, sorted."""
    trail: tuple[str, ...]
    """The last scenes of the game outside any call, the latest last."""

    @property
    def hash(self) -> str:
        """Return the state hash of the present state."""
        return self.hash_at(len(self.journal))

    def hash_at(self, step: int) -> str:
        """Return the state hash after so many steps of the journal."""
        return self.journal[step - 1].hash if step else self.first


def edition_of(program: Program, seen: set[str]) -> Edition:
    """Return what a save remembers of a story, with the fingerprints of the scenes and storylets `seen`."""
    scenes = machine_of(program).scenes
    prints = {id: fingerprints_text(program, id) for id in sorted(seen) if id in scenes}
    return Edition(program.id, program.title, program.version, program.fingerprint, kind_words(program), prints)


def scenes_of_save(snapshot: Snapshot, *journals: Journal) -> set[str]:
    """Return the scenes whose fingerprints a save needs: those visited, in its locations, or with a picked choice."""
    places = {place.scene for place in (snapshot.location, *snapshot.stack)}
    return places.union(snapshot.visits, *(journal.scenes() for journal in journals))


def check_consistency(document: SaveDocument) -> None:
    """Check, without a story, that a save's snapshots are the moments its journal says; raise SaveError if not."""
    steps, anchor = len(document.journal), document.anchor
    if anchor.step > steps:
        raise SaveError("its journal is shorter than it says")
    if snapshot_hash(document.snapshot) != document.hash:
        raise SaveError("its journal and its snapshot do not agree")
    if snapshot_hash(anchor.snapshot) != document.hash_at(anchor.step):
        raise SaveError("its journal and the moment it starts again from do not agree")
    if document.origin is not None and snapshot_hash(document.origin) != document.first:
        raise SaveError("its journal and the moment that starts it do not agree")
    if document.snapshot.seed != document.seed:
        raise SaveError("its seed and its snapshot do not agree")
