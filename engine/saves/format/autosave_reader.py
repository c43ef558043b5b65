"""An autosave read back: its first save, and all the turns since that can be trusted.

A last line that was torn off is as if the turn had not been made; so is all that follows a line that was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.errors import SaveError
from engine.saves.format.autosave_file import KIND, LARGEST_LOG, apply_delta, seal
from engine.saves.format.choice_fingerprints import SceneFingerprints
from engine.saves.format.document import REPLAYED, Anchor, JournalEntry, SaveDocument, check_consistency
from engine.saves.format.document_json import document_from, entry_from, fingerprints_from, summary_from
from engine.saves.format.save_file import check_format, parse_json, read_header
from engine.saves.format.snapshot_json import (
    expect_mapping,
    expect_number,
    expect_text,
    expect_texts,
    snapshot_from,
    snapshot_object,
)
from engine.saves.recorder import TRAIL


@dataclass(frozen=True, slots=True)
class AutosaveLog:
    """What an autosave stands for."""

    document: SaveDocument
    seal: str
    """Of its last line that can be trusted."""
    lost_lines: int
    """How many lines after that cannot."""


def read_log(file: bytes) -> AutosaveLog:
    """The game of an autosave as it was after the last turn that was wholly written.

    Raises:
        SaveError: it is no autosave, or not even its first save is whole.
    """
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
    game = _Game(document_from(first))
    for mark, end, told in lines:  # noqa: B007 - the last ones are used
        game.add(told)
    document = game.document()
    check_consistency(document)
    return AutosaveLog(document, mark, rest.count(b"\n", end) + (not rest.endswith(b"\n")))


@dataclass(slots=True)
class _Game:
    """An autosave being read, turn by turn."""

    base: SaveDocument
    journal: list[JournalEntry] = field(init=False)
    moment: dict[str, Any] = field(init=False)
    noted: list[tuple[str, ...]] = field(init=False)
    trail: list[str] = field(init=False)
    scenes: dict[str, SceneFingerprints] = field(init=False)
    shown: Any = None
    back: list[Mapping[str, Any]] = field(default_factory=list)
    """For each entry made since the base, the change that takes it back."""

    def __post_init__(self) -> None:
        base = self.base
        self.journal, self.moment = list(base.journal), snapshot_object(base.snapshot)
        self.noted, self.trail, self.scenes = [base.noted], list(base.trail), dict(base.edition.scenes)

    def add(self, told: Any) -> None:
        """One line more."""
        told = expect_mapping("turn", told)
        self._take_back(expect_number("undo", told.get("undo", 0)))
        back = apply_delta(self.moment, expect_mapping("change", told.get("change", {})))
        if "step" in told:
            self.journal.append(entry_from(told["step"]))
            self.back.append(back)
            new = expect_texts("noted", told.get("noted", []))
            self.noted.append(tuple(sorted({*self.noted[-1], *new})) if new else self.noted[-1])
        self.shown = told.get("shown")
        for id, one in expect_mapping("seen", told.get("seen", {})).items():
            self.scenes[id] = fingerprints_from(one)
        self.trail.append(expect_text("scene", told.get("rests", "")))

    def document(self) -> SaveDocument:
        """The save as it stands."""
        trail = dict.fromkeys(scene for scene in reversed(self.trail) if scene)
        return replace(
            self.base,
            edition=replace(self.base.edition, scenes=dict(sorted(self.scenes.items()))),
            summary=self.base.summary if self.shown is None else summary_from(self.shown),
            journal=tuple(self.journal),
            snapshot=snapshot_from(self.moment),
            anchor=self._anchor(),
            noted=self.noted[-1],
            trail=tuple(reversed(list(trail)[:TRAIL])),
        )

    def _take_back(self, steps: int) -> None:
        if steps > len(self.journal):
            raise SaveError("one of its turns takes back more than there was")
        for _ in range(steps):
            self.journal.pop()
            if self.back:
                self.back.pop()
                self.noted.pop()

    def _anchor(self) -> Anchor:
        """The moment that lies as far back as steps are taken again, or as far as is known."""
        if len(self.back) < REPLAYED:
            return self.base.anchor
        for back in reversed(self.back[-REPLAYED:]):
            apply_delta(self.moment, back)
        return Anchor(len(self.journal) - REPLAYED, snapshot_from(self.moment), self.noted[-1 - REPLAYED])


def _whole_lines(rest: bytes) -> Iterator[tuple[str, int, Any]]:
    """Yield each line with its seal and its end, up to the first whose seal is wrong; that one is not parsed."""
    before, at = "", 0
    while (end := rest.find(b"\n", at)) >= 0:
        mark, _, text = rest[at:end].partition(b" ")
        before = seal(before, text)
        if mark != before.encode():
            return
        try:
            value = parse_json(text)
        except SaveError:
            return
        at = end + 1
        yield before, at, value
