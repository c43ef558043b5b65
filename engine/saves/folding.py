"""A save of a very long game: the oldest part of its journal is left out, so that the rest can always be read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from engine.program.model import Program
from engine.runtime.journal import PickedChoice, Step, TypedAnswer
from engine.saves.format.document import JournalEntry, SaveDocument
from engine.saves.format.save_file import json_text
from engine.saves.format.snapshot import snapshot_of

JOURNAL_BYTES = 12_000_000
"""Bytes that the journal of a save may have, and what lies before it."""
_ENTRY_BYTES = 64
"""Bytes of an entry without its words, or a few more."""


def shorten_journal(program: Program, document: SaveDocument, steps: Sequence[Step]) -> tuple[SaveDocument, int]:
    """Return a save whose journal is short enough, and how many of its oldest entries were left out.

    It begins at a moment that is one of the last steps, and can be undone as far as before.
    """
    steps_made, first = len(document.journal), len(document.journal) - (len(steps) - 1)
    fitting = _fitting(document.journal, JOURNAL_BYTES)
    if fitting < steps_made:
        cut = min(max(steps_made - fitting, first), document.anchor.step)
        return _cut(program, document, cut, steps[cut - first]), cut
    earlier = max(1, _fitting(document.earlier, JOURNAL_BYTES - sum(map(_size, document.journal))))
    return replace(document, earlier=document.earlier[-earlier:]), 0


def shortened_sentence(cut: int) -> str:
    """Say that a save does not begin at the start."""
    return f"its first {cut} steps are left out, as it would be too large"


def _cut(program: Program, document: SaveDocument, cut: int, begin: Step) -> SaveDocument:
    last, anchor = document.journal[cut - 1], document.anchor
    return replace(
        document,
        origin=snapshot_of(program, begin.state),
        earlier=(last,),
        first=last.hash,
        journal=document.journal[cut:],
        anchor=replace(anchor, step=anchor.step - cut),
    )


def _fitting(entries: Sequence[JournalEntry], room: int) -> int:
    """Return how many of the last entries have room."""
    count = 0
    for entry in reversed(entries):
        room -= _size(entry)
        if room < 0:
            break
        count += 1
    return count


def _size(entry: JournalEntry) -> int:
    """Return the most bytes that an entry has in a file."""
    match entry.move:
        case PickedChoice(address):
            return _ENTRY_BYTES + len(address.encode())
        case TypedAnswer(text):
            return _ENTRY_BYTES + len(json_text(text).encode())
        case unknown:
            assert_never(unknown)
