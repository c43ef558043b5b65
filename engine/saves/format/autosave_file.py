"""The text of an autosave: a save on its second line, then a line a turn, each sealed with all that is before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from engine.saves.format.choice_fingerprints import SceneFingerprints
from engine.saves.format.document import JournalEntry, SaveDocument, SaveSummary
from engine.saves.format.document_json import document_object, entry_object, print_object, summary_object
from engine.saves.format.save_file import LARGEST, json_text

KIND = "samarra-autosave"
FORMAT = 1
HEAD = json.dumps({"kind": KIND, "format": FORMAT}).encode() + b"\n"
_SEAL = 16
LARGEST_LOG = 2 * LARGEST
"""Bytes an autosave may have: its first save, and as many again of turns before it is begun anew."""


@dataclass(frozen=True, slots=True)
class AutosaveTurn:
    """What one line adds."""

    undone: int
    """How many steps are taken back first."""
    entry: JournalEntry | None
    shown: SaveSummary
    rests: str
    """The scene it rests in, if that is outside any call."""
    noted: tuple[str, ...]
    """The pages that are new."""
    seen: Mapping[str, SceneFingerprints]
    """The scenes and storylets that are new."""


def seal(before: str, text: bytes) -> str:
    """The checksum of a line and all before it."""
    return blake2b(before.encode() + text, digest_size=_SEAL // 2).hexdigest()


def check_seal(before: str, value: Any) -> tuple[str, bytes]:
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
        "shown": summary_object(turn.shown),
        "rests": turn.rests,
        "noted": list(turn.noted),
        "seen": {id: print_object(one) for id, one in turn.seen.items()},
    }
    return check_seal(before, {name: value for name, value in told.items() if value})


def first_line(document: SaveDocument) -> tuple[str, bytes]:
    """The line that holds a whole save, and its seal."""
    return check_seal("", document_object(document))
