"""The text of an autosave: a save on its second line, then a line a turn, each sealed with all that is before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from engine.errors import SaveError
from engine.saves.format.choice_fingerprints import SceneFingerprints
from engine.saves.format.document import JournalEntry, SaveDocument, SaveSummary
from engine.saves.format.document_json import document_object, entry_object, fingerprints_object, summary_object
from engine.saves.format.save_file import LARGEST, json_text

KIND = "samarra-autosave"
FORMAT = 1
HEAD = json.dumps({"kind": KIND, "format": FORMAT}).encode() + b"\n"
_SEAL = 16
_MAPPINGS = ("variables", "visits")
_SETS = ("took", "rules")
LARGEST_LOG = 2 * LARGEST
"""Bytes an autosave may have: its first save, and as many again of turns before it is begun anew."""


@dataclass(frozen=True, slots=True)
class AutosaveTurn:
    """What one line adds."""

    undone: int
    """How many steps are taken back first."""
    entry: JournalEntry | None
    summary: SaveSummary
    scene: str
    """The scene it rests in, if that is outside any call."""
    noted: tuple[str, ...]
    """The pages that are new."""
    fingerprints: Mapping[str, SceneFingerprints]
    """The scenes and storylets that are new."""


def seal(before: str, text: bytes) -> str:
    """The checksum of a line and all before it."""
    return blake2b(before.encode() + text, digest_size=_SEAL // 2).hexdigest()


def seal_line(before: str, value: Any) -> tuple[str, bytes]:
    """A line, and its seal."""
    text = json_text(value).encode()
    mark = seal(before, text)
    return mark, mark.encode() + b" " + text + b"\n"


def turn_line(before: str, turn: AutosaveTurn, change: Mapping[str, Any]) -> tuple[str, bytes]:
    """The line of a turn that changed so much since the line before, and its seal; what is empty is left out."""
    told = {
        "undo": turn.undone,
        "step": turn.entry and entry_object(turn.entry),
        "change": change,
        "shown": summary_object(turn.summary),
        "rests": turn.scene,
        "noted": list(turn.noted),
        "seen": {id: fingerprints_object(one) for id, one in turn.fingerprints.items()},
    }
    return seal_line(before, {name: value for name, value in told.items() if value})


def first_line(document: SaveDocument) -> tuple[str, bytes]:
    """The line that holds a whole save, and its seal."""
    return seal_line("", document_object(document))


def snapshot_delta(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what differs between two snapshots, as JSON values.

    Of a mapping: the new values by name, null for a name that is gone; of a set: the names added and removed.
    """
    return {field: _delta_part(field, before[field], value) for field, value in after.items() if value != before[field]}


def apply_delta(snapshot: dict[str, Any], delta: Mapping[str, Any]) -> dict[str, Any]:
    """Apply a delta to a snapshot in place, and return the delta that undoes it.

    Raises:
        SaveError: the delta is not one that `snapshot_delta` returns.
    """
    try:
        return {field: _apply_part(snapshot, field, part) for field, part in delta.items()}
    except (TypeError, KeyError, AttributeError):
        raise SaveError("one of its turns is not what a turn is") from None


def _delta_part(field: str, before: Any, after: Any) -> Any:
    if field in _MAPPINGS:
        gone = dict.fromkeys(sorted(before.keys() - after.keys()))
        return gone | {name: value for name, value in after.items() if before.get(name) != value}
    if field in _SETS:
        return {"+": sorted(set(after) - set(before)), "-": sorted(set(before) - set(after))}
    return after


def _apply_part(snapshot: dict[str, Any], field: str, part: Any) -> Any:
    before = snapshot[field]
    if field in _MAPPINGS:
        back = {name: before.get(name) for name in part}
        for name, value in part.items():
            if value is None:
                before.pop(name, None)
            else:
                before[name] = value
        return back
    if field in _SETS:
        snapshot[field] = sorted({*before, *part["+"]} - {*part["-"]})
        return {"+": part["-"], "-": part["+"]}
    snapshot[field] = part
    return before
