"""Whether the parts of a save bear each other out; no story is needed."""

from __future__ import annotations

from engine.errors import SaveError
from engine.saves.format.document import SaveDocument
from engine.saves.format.state_hash import snapshot_hash


def check_coherence(document: SaveDocument) -> None:
    """The snapshots are the moments the journal says they are.

    Raises:
        SaveError: they are not.
    """
    steps, anchor = len(document.journal), document.anchor
    hashes = [document.first, *(entry.hash for entry in document.journal)]
    if anchor.step > steps:
        raise SaveError("its journal is shorter than it says")
    if snapshot_hash(document.snapshot) != hashes[-1]:
        raise SaveError("its journal and its snapshot do not agree")
    if snapshot_hash(anchor.snapshot) != hashes[anchor.step]:
        raise SaveError("its journal and the moment it starts again from do not agree")
    if document.origin is not None and snapshot_hash(document.origin) != document.first:
        raise SaveError("its journal and the moment that starts it do not agree")
    if document.snapshot.seed != document.seed:
        raise SaveError("its seed and its snapshot do not agree")
