"""Turns a save into a JSON object and back; every field is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from engine.runtime.journal import PickedChoice, TypedAnswer
from engine.saves.format.choice_fingerprints import ChoiceFingerprint, SceneFingerprints
from engine.saves.format.document import Anchor, Edition, JournalEntry, Parent, SaveDocument, SaveSummary
from engine.saves.format.snapshot_json import (
    MalformedSaveError,
    expect,
    expect_number,
    expect_texts,
    snapshot_from,
    snapshot_object,
)

_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
_SUMMARY = {"scene": str, "title": str, "when": str, "turn": int, "ending": str, "words": int, "seconds": int}
_PARENT = {"slot": str, "checksum": str, "turn": int}
_EDITION = {"story": str, "title": str, "version": str, "program": str}


def document_object(document: SaveDocument) -> dict[str, Any]:
    """Return a save as JSON values, those first that interest a reader most."""
    edition, summary, anchor, parent = document.edition, document.summary, document.anchor, document.parent
    return {
        "story": edition.story,
        "title": edition.title,
        "version": edition.version,
        "shown": summary_object(summary),
        "generation": document.generation,
        "parent": parent and {name: getattr(parent, name) for name in _PARENT},
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
    """Return the save of a JSON object that `document_object` made; raise SaveError where a field is wrong."""
    payload = expect(dict, "body", payload)
    origin, parent = payload.get("origin"), payload.get("parent")
    return SaveDocument(
        edition=_edition(payload),
        summary=summary_from(payload.get("shown")),
        generation=expect_number("generation", payload.get("generation")),
        parent=None if parent is None else Parent(*_expect_fields("parent", parent, _PARENT)),
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
    return {name: getattr(summary, name) for name in _SUMMARY}


def summary_from(payload: Any) -> SaveSummary:
    return SaveSummary(*_expect_fields("shown", payload, _SUMMARY))


def _expect_fields(field: str, payload: Any, kinds: Mapping[str, type]) -> Iterator[Any]:
    """Yield the numbers and texts of a mapping, in the order of their names."""
    mapping = expect(dict, field, payload)
    for name, kind in kinds.items():
        value = mapping.get(name)
        yield expect_number(name, value) if kind is int else expect(kind, name, value)


def fingerprints_object(fingerprints: SceneFingerprints) -> list[Any]:
    lists = [[[choice.address, choice.body] for choice in choices] for choices in fingerprints.lists]
    return [fingerprints.logic, fingerprints.text, *lists]


def fingerprints_from(payload: Any) -> SceneFingerprints:
    logic, text, *lists = _expect_at_least(2, payload)
    return SceneFingerprints(
        expect(str, "scenes", logic),
        expect(str, "scenes", text),
        tuple(tuple(_choice_fingerprints(choices)) for choices in lists),
    )


def _choice_fingerprints(payload: Any) -> Iterator[ChoiceFingerprint]:
    for choice in expect(list, "scenes", payload):
        address, body, *_ = _expect_at_least(2, choice)
        yield ChoiceFingerprint(expect(str, "scenes", address), expect(str, "scenes", body))


def _expect_at_least(count: int, payload: Any) -> list[Any]:
    items = expect(list, "scenes", payload)
    if len(items) < count:
        raise MalformedSaveError("scenes")
    return items


def _edition(payload: Mapping[str, Any]) -> Edition:
    story, title, version, program = _expect_fields("body", payload, _EDITION)
    declared = expect(dict, "declared", payload.get("declared"))
    kinds = {name: expect(str, "declared", kind) for name, kind in declared.items()}
    scenes = expect(dict, "scenes", payload.get("scenes"))
    prints = {id: fingerprints_from(fingerprints) for id, fingerprints in scenes.items()}
    return Edition(story, title, version, program, kinds, prints)


def _anchor(payload: Any) -> Anchor:
    payload = expect(dict, "anchor", payload)
    step = expect_number("step", payload.get("step"))
    return Anchor(step, snapshot_from(payload.get("snapshot")), expect_texts("noted", payload.get("noted")))


def _entries(field: str, payload: Mapping[str, Any]) -> tuple[JournalEntry, ...]:
    return tuple(entry_from(entry) for entry in expect(list, field, payload.get(field)))


def _hash(field: str, value: Any) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise MalformedSaveError(field)
    return value
