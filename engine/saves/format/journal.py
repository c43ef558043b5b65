"""Keeps the steps of a game as the lines that its save has for them, each decoded only when it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, assert_never, overload

from engine.records import dataclass
from engine.runtime.journal import Move, PickedChoice, TypedAnswer
from engine.saves.format.json_lines import json_line
from engine.saves.format.snapshot_json import MalformedSaveError, expect

_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
_CHOICE = '{"choose":"'


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One step of the journal."""

    move: Move
    hash: str
    """The hash of the state after it."""


@dataclass(frozen=True, slots=True)
class Journal(Sequence[JournalEntry]):
    """Steps of a game."""

    lines: tuple[str, ...] = ()
    """Each entry as JSON."""

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[JournalEntry]:
        return map(_entry_of, self.lines)

    @overload
    def __getitem__(self, index: int) -> JournalEntry: ...
    @overload
    def __getitem__(self, index: slice) -> Journal: ...
    def __getitem__(self, index: int | slice) -> JournalEntry | Journal:
        return Journal(self.lines[index]) if isinstance(index, slice) else _entry_of(self.lines[index])

    def __add__(self, other: Journal) -> Journal:
        return Journal(self.lines + other.lines)

    def scenes(self) -> set[str]:
        """Return the scenes of the picked choices."""
        starts = {line.partition(".")[0] for line in self.lines}
        scenes = {start[len(_CHOICE) :].partition('"')[0] for start in starts if start.startswith(_CHOICE)}
        return {json.loads(f'"{scene}"') if "\\" in scene else scene for scene in scenes}


def journal_of(entries: Iterable[JournalEntry]) -> Journal:
    return Journal(tuple(map(entry_line, entries)))


def journal_from(field: str, value: Any) -> Journal:
    """Return the journal of lines, or of the JSON objects of entries."""
    lines = value if isinstance(value, tuple) else map(entry_line, map(entry_from, expect(list, field, value)))
    return Journal(tuple(lines))


def entry_line(entry: JournalEntry) -> str:
    """Return an entry as JSON on one line."""
    match entry.move:
        case PickedChoice(address):
            return f'{_CHOICE}{json_line(address)[1:-1]}","hash":"{entry.hash}"}}'
        case TypedAnswer(text):
            return f'{{"answer":{json_line(text)},"hash":"{entry.hash}"}}'
        case unknown:
            assert_never(unknown)


def entry_from(payload: Any) -> JournalEntry:
    """Return the entry of a JSON object."""
    if isinstance(payload, dict) and len(payload) == 2:
        hash, address, text = payload.get("hash"), payload.get("choose"), payload.get("answer")
        if isinstance(hash, str) and _HASH.fullmatch(hash):
            if isinstance(address, str):
                return JournalEntry(PickedChoice(address), hash)
            if isinstance(text, str):
                return JournalEntry(TypedAnswer(text), hash)
    raise MalformedSaveError("journal")


def hash_from(field: str, value: Any) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise MalformedSaveError(field)
    return value


def _entry_of(line: str) -> JournalEntry:
    return entry_from(json.loads(line))
