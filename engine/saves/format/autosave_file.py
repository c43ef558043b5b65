"""Writes the lines of an autosave: a save, then a line for each turn, each with a checksum of all before it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from engine.errors import SaveError
from engine.hashing import blake2b
from engine.records import NamedTuple
from engine.saves.format.document import SaveDocument, SaveSummary
from engine.saves.format.document_json import document_object, summary_text
from engine.saves.format.journal import Journal
from engine.saves.format.json_lines import json_line
from engine.saves.format.save_file import LARGEST

KIND = "samarra-autosave"
FORMAT = 1
HEAD = json.dumps({"kind": KIND, "format": FORMAT}).encode() + b"\n"
_SEAL = 16
_MAPPINGS = ("variables", "visits")
_SETS = ("took", "rules")
LARGEST_LOG = 2 * LARGEST
"""Most bytes of an autosave: those of its first save, and as many of turns before it is written anew."""


class AutosaveTurn(NamedTuple):
    """What the line of one turn adds."""

    undone: int
    """How many steps are undone first."""
    step: str
    """The line of the step that is made; empty if none is."""
    change: str
    """What differs in the snapshot, as JSON; empty if nothing does."""
    summary: SaveSummary
    scene: str
    """The scene of the state, if it is outside any call; else empty."""
    note_ids: tuple[str, ...]
    """The ids of new pages of the notes."""
    fingerprints: Mapping[str, str]
    """Those of scenes and storylets that are new, as JSON."""


def seal(before: str, text: bytes) -> str:
    """Return the checksum of a line and all before it."""
    return blake2b(before.encode() + text, digest_size=_SEAL // 2).hexdigest()


def _seal_line(before: str, parts: Iterable[str]) -> tuple[str, bytes]:
    """Return the seal of a line, and the line with its seal, given the fields as JSON."""
    text = f"{{{','.join(parts)}}}".encode()
    mark = seal(before, text)
    return mark, mark.encode() + b" " + text + b"\n"


def turn_line(before: str, turn: AutosaveTurn) -> tuple[str, bytes]:
    """Return the seal and the line of a turn, given the seal of the line before; empty fields are left out."""
    parts = [
        turn.undone and f'"undo":{turn.undone}',
        turn.step and f'"step":{turn.step}',
        turn.change and f'"change":{turn.change}',
        f'"shown":{summary_text(turn.summary)}',
        turn.scene and f'"rests":{json_line(turn.scene)}',
        turn.note_ids and f'"noted":{json_line(turn.note_ids)}',
        turn.fingerprints and f'"seen":{_mapping_text(turn.fingerprints)}',
    ]
    return _seal_line(before, [part for part in parts if part])


def first_line(document: SaveDocument) -> tuple[str, bytes]:
    """Return the seal and the line of a whole save."""
    fields = document_object(document).items()
    return _seal_line("", (f'"{name}":{_field_text(name, value)}' for name, value in fields))


def _field_text(name: str, value: Any) -> str:
    if isinstance(value, Journal):
        return "[" + ",".join(value.lines) + "]"
    return _mapping_text(value) if name == "scenes" else json_line(value)


def _mapping_text(texts: Mapping[str, str]) -> str:
    """Return a mapping as JSON, given its values as JSON."""
    return "{" + ",".join(f"{json_line(name)}:{text}" for name, text in texts.items()) + "}"


def apply_delta(snapshot: dict[str, Any], delta: Mapping[str, Any]) -> dict[str, Any]:
    """Apply a delta to a snapshot in place, and return the delta that undoes it; raise SaveError if it is none."""
    try:
        return {field: _apply_part(snapshot, field, part) for field, part in delta.items()}
    except (TypeError, KeyError, AttributeError):
        raise SaveError("one of its turns is not what a turn is") from None


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
