"""Reads an autosave: its first save, and all turns after it that can be trusted.

A last line that is incomplete is ignored, and so is a line that was changed with all lines after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.errors import SaveError
from engine.records import dataclass, field, replace
from engine.saves.format.autosave_file import KIND, LARGEST_LOG, apply_delta, seal
from engine.saves.format.choice_fingerprints import fingerprints_from, fingerprints_object
from engine.saves.format.document import REPLAYED, TRAIL, Anchor, SaveDocument, check_consistency
from engine.saves.format.document_json import document_from, summary_from
from engine.saves.format.journal import Journal, entry_from, entry_line
from engine.saves.format.json_lines import json_line, parse_json, parse_save
from engine.saves.format.save_file import check_format, read_header
from engine.saves.format.snapshot_json import (
    expect,
    expect_number,
    expect_texts,
    snapshot_from,
    snapshot_object,
)


@dataclass(frozen=True, slots=True)
class AutosaveLog:
    """The game of an autosave."""

    document: SaveDocument
    seal: str
    """The seal of the last line that can be trusted."""
    lost_lines: int
    """How many lines after that cannot be trusted."""


def read_log(file: bytes) -> AutosaveLog:
    """Return the game of an autosave after its last whole turn; raise SaveError if its first save is not whole."""
    head, _, rest = file.partition(b"\n")
    header = read_header(head, file)
    if header.get("kind") != KIND:
        raise SaveError("it is not an autosave of samarra")
    check_format(header.get("format"))
    if len(file) > LARGEST_LOG:
        raise SaveError("it is too large for an autosave")
    lines = _whole_lines(rest)
    try:
        mark, end, first = next(lines)
    except StopIteration:
        raise SaveError("it is cut short, or its first lines have changed since they were saved") from None
    game = _AutosaveGame(document_from(first))
    for mark, end, payload in lines:  # noqa: B007 - the last ones are used
        game.add(payload)
    document = game.document()
    check_consistency(document)
    return AutosaveLog(document, mark, rest.count(b"\n", end) + (not rest.endswith(b"\n")))


@dataclass(slots=True)
class _AutosaveGame:
    """The game of an autosave while its lines are read."""

    base: SaveDocument
    journal: list[str] = field(init=False)
    snapshot: dict[str, Any] = field(init=False)
    note_ids: list[tuple[str, ...]] = field(init=False)
    trail: list[str] = field(init=False)
    scenes: dict[str, str] = field(init=False)
    summary: Any = None
    undo_deltas: list[Mapping[str, Any]] = field(default_factory=list)
    """For each entry since the base, the delta that undoes it."""

    def __post_init__(self) -> None:
        base = self.base
        self.journal, self.snapshot = list(base.journal.lines), snapshot_object(base.snapshot)
        self.note_ids, self.trail, self.scenes = [base.note_ids], list(base.trail), dict(base.edition.scenes)

    def add(self, payload: Any) -> None:
        """Add the turn of one more line."""
        payload = expect(dict, "turn", payload)
        self._take_back(expect_number("undo", payload.get("undo", 0)))
        back = apply_delta(self.snapshot, expect(dict, "change", payload.get("change", {})))
        if "step" in payload:
            self.journal.append(entry_line(entry_from(payload["step"])))
            self.undo_deltas.append(back)
            new = expect_texts("noted", payload.get("noted", []))
            self.note_ids.append(tuple(sorted({*self.note_ids[-1], *new})) if new else self.note_ids[-1])
        self.summary = payload.get("shown")
        for id, fingerprints in expect(dict, "seen", payload.get("seen", {})).items():
            self.scenes[id] = json_line(fingerprints_object(fingerprints_from(fingerprints)))
        self.trail.append(expect(str, "scene", payload.get("rests", "")))

    def document(self) -> SaveDocument:
        """Return the save after the turns added so far."""
        trail = dict.fromkeys(scene for scene in reversed(self.trail) if scene)
        return replace(
            self.base,
            edition=replace(self.base.edition, scenes=dict(sorted(self.scenes.items()))),
            summary=self.base.summary if self.summary is None else summary_from(self.summary),
            journal=Journal(tuple(self.journal)),
            snapshot=snapshot_from(self.snapshot),
            anchor=self._anchor(),
            note_ids=self.note_ids[-1],
            trail=tuple(reversed(list(trail)[:TRAIL])),
        )

    def _take_back(self, steps: int) -> None:
        if steps > len(self.journal):
            raise SaveError("one of its turns takes back more than there was")
        for _ in range(steps):
            self.journal.pop()
            if self.undo_deltas:
                self.undo_deltas.pop()
                self.note_ids.pop()

    def _anchor(self) -> Anchor:
        """Return the snapshot `REPLAYED` steps back, or the base's anchor if fewer steps were read."""
        if len(self.undo_deltas) < REPLAYED:
            return self.base.anchor
        for back in reversed(self.undo_deltas[-REPLAYED:]):
            apply_delta(self.snapshot, back)
        return Anchor(len(self.journal) - REPLAYED, snapshot_from(self.snapshot), self.note_ids[-1 - REPLAYED])


def _whole_lines(rest: bytes) -> Iterator[tuple[str, int, Any]]:
    """Yield each line with its seal and its end, up to the first whose seal is wrong; that one is not parsed."""
    before, at = "", 0
    while (end := rest.find(b"\n", at)) >= 0:
        mark, _, text = rest[at:end].partition(b" ")
        before = seal(before, text)
        if mark != before.encode():
            return
        try:
            value = parse_json(text) if at else parse_save(text, gap="")
        except SaveError:
            return
        at = end + 1
        yield before, at, value
