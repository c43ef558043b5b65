"""Shortens the journal of a very long game from its start, so that the save never becomes too large to read."""

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
"""Most bytes of a save's journal together with the steps before it."""
_ENTRY_BYTES = 64
"""An upper bound for the bytes of an entry without its words."""


def shorten_journal(program: Program, document: SaveDocument, steps: Sequence[Step]) -> tuple[SaveDocument, int]:
    """Return a save whose journal is short enough, and how many of its oldest entries were left out.

    The new journal begins at one of the last steps, so that as many steps can be undone as before.
    """
    steps_made, first = len(document.journal), len(document.journal) - (len(steps) - 1)
    fitting = _count_fitting(document.journal, JOURNAL_BYTES)
    if fitting < steps_made:
        cut = min(max(steps_made - fitting, first), document.anchor.step)
        return _cut(program, document, cut, steps[cut - first]), cut
    earlier = max(1, _count_fitting(document.earlier, JOURNAL_BYTES - sum(map(_size, document.journal))))
    return replace(document, earlier=document.earlier[-earlier:]), 0


def shortened_sentence(cut: int) -> str:
    """Return a sentence on how many steps are left out."""
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


def _count_fitting(entries: Sequence[JournalEntry], room: int) -> int:
    """Return how many of the last entries fit."""
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
