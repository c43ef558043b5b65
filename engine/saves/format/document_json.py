"""Turns a save into a JSON object and back; every field is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, assert_never

from engine.runtime.journal import PickedChoice, TypedAnswer
from engine.saves.format.choice_fingerprints import ChoiceFingerprint, SceneFingerprints
from engine.saves.format.document import Anchor, Edition, JournalEntry, Parent, SaveDocument, SaveSummary
from engine.saves.format.snapshot_json import (
    MalformedSaveError,
    expect_list,
    expect_mapping,
    expect_number,
    expect_text,
    expect_texts,
    snapshot_from,
    snapshot_object,
)

_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)


def document_object(document: SaveDocument) -> dict[str, Any]:
    """Return a save as JSON values, those first that interest a reader most."""
    edition, summary, anchor, parent = document.edition, document.summary, document.anchor, document.parent
    return {
        "story": edition.story,
        "title": edition.title,
        "version": edition.version,
        "shown": summary_object(summary),
        "generation": document.generation,
        "parent": parent and {"slot": parent.slot, "checksum": parent.checksum, "turn": parent.turn},
        "seed": document.seed,
        "snapshot": snapshot_object(document.snapshot),
        "noted": list(document.note_ids),
        "first": document.first,
        "journal": [entry_object(entry) for entry in document.journal],
        "trail": list(document.trail),
        "anchor": {"step": anchor.step, "noted": list(anchor.note_ids), "snapshot": snapshot_object(anchor.snapshot)},
        "origin": document.origin and snapshot_object(document.origin),
        "earlier": [entry_object(entry) for entry in document.earlier],
        "program": edition.program,
        "declared": dict(sorted(edition.declared.items())),
        "scenes": {id: fingerprints_object(fingerprints) for id, fingerprints in sorted(edition.scenes.items())},
    }


def document_from(payload: Any) -> SaveDocument:
    """Return the save of a JSON object that `document_object` made.

    Raises:
        SaveError: a field is missing or not what it should be.
    """
    payload = expect_mapping("body", payload)
    origin, parent = payload.get("origin"), payload.get("parent")
    return SaveDocument(
        edition=_edition(payload),
        summary=summary_from(payload.get("shown")),
        generation=expect_number("generation", payload.get("generation")),
        parent=None if parent is None else _parent(parent),
        seed=expect_number("seed", payload.get("seed")),
        origin=None if origin is None else snapshot_from(origin),
        earlier=_entries("earlier", payload),
        first=_hash("first", payload.get("first")),
        journal=_entries("journal", payload),
        snapshot=snapshot_from(payload.get("snapshot")),
        anchor=_anchor(payload.get("anchor")),
        note_ids=expect_texts("noted", payload.get("noted")),
        trail=expect_texts("trail", payload.get("trail")),
    )


def entry_object(entry: JournalEntry) -> dict[str, str]:
    match entry.move:
        case PickedChoice(address):
            return {"choose": address, "hash": entry.hash}
        case TypedAnswer(text):
            return {"answer": text, "hash": entry.hash}
        case unknown:
            assert_never(unknown)


def entry_from(payload: Any) -> JournalEntry:
    """Return one entry of a journal; there may be tens of thousands, so this is written for speed."""
    if isinstance(payload, dict) and len(payload) == 2:
        hash, address, text = payload.get("hash"), payload.get("choose"), payload.get("answer")
        if isinstance(hash, str) and _HASH.fullmatch(hash):
            if isinstance(address, str):
                return JournalEntry(PickedChoice(address), hash)
            if isinstance(text, str):
                return JournalEntry(TypedAnswer(text), hash)
    raise MalformedSaveError("journal")


def summary_object(summary: SaveSummary) -> dict[str, Any]:
    return {
        "scene": summary.scene,
        "title": summary.title,
        "when": summary.when,
        "turn": summary.turn,
        "ending": summary.ending,
        "words": summary.words,
        "seconds": summary.seconds,
    }


def summary_from(payload: Any) -> SaveSummary:
    payload = expect_mapping("shown", payload)
    return SaveSummary(
        scene=expect_text("scene", payload.get("scene")),
        title=expect_text("title", payload.get("title")),
        when=expect_text("when", payload.get("when")),
        turn=expect_number("turn", payload.get("turn")),
        ending=expect_text("ending", payload.get("ending")),
        words=expect_number("words", payload.get("words")),
        seconds=expect_number("seconds", payload.get("seconds")),
    )


def fingerprints_object(fingerprints: SceneFingerprints) -> list[Any]:
    lists = [[[choice.address, choice.body] for choice in choices] for choices in fingerprints.lists]
    return [fingerprints.logic, fingerprints.text, *lists]


def fingerprints_from(payload: Any) -> SceneFingerprints:
    logic, text, *lists = _expect_at_least(2, expect_list("scenes", payload))
    return SceneFingerprints(
        expect_text("scenes", logic),
        expect_text("scenes", text),
        tuple(_choice_fingerprints(choices) for choices in lists),
    )


def _choice_fingerprints(payload: Any) -> tuple[ChoiceFingerprint, ...]:
    pairs = (
        expect_texts("scenes", _expect_at_least(2, expect_list("scenes", choice)))
        for choice in expect_list("scenes", payload)
    )
    return tuple(ChoiceFingerprint(pair[0], pair[1]) for pair in pairs)


def _expect_at_least(count: int, items: list[Any]) -> list[Any]:
    if len(items) < count:
        raise MalformedSaveError("scenes")
    return items


def _edition(payload: Mapping[str, Any]) -> Edition:
    return Edition(
        story=expect_text("story", payload.get("story")),
        title=expect_text("title", payload.get("title")),
        version=expect_text("version", payload.get("version")),
        program=expect_text("program", payload.get("program")),
        declared={
            name: expect_text("declared", kind)
            for name, kind in expect_mapping("declared", payload.get("declared")).items()
        },
        scenes={
            id: fingerprints_from(fingerprints)
            for id, fingerprints in expect_mapping("scenes", payload.get("scenes")).items()
        },
    )


def _parent(payload: Any) -> Parent:
    payload = expect_mapping("parent", payload)
    turn = expect_number("turn", payload.get("turn"))
    return Parent(expect_text("slot", payload.get("slot")), expect_text("checksum", payload.get("checksum")), turn)


def _anchor(payload: Any) -> Anchor:
    payload = expect_mapping("anchor", payload)
    step = expect_number("step", payload.get("step"))
    return Anchor(step, snapshot_from(payload.get("snapshot")), expect_texts("noted", payload.get("noted")))


def _entries(field: str, payload: Mapping[str, Any]) -> tuple[JournalEntry, ...]:
    return tuple(entry_from(entry) for entry in expect_list(field, payload.get(field)))


def _hash(field: str, value: Any) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise MalformedSaveError(field)
    return value
