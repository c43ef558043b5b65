"""A save as one JSON object, and back; every field is checked before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, assert_never

from engine.runtime.journal import PickedChoice, TypedAnswer
from engine.saves.format.choice_fingerprints import ChoiceFingerprint, SceneFingerprints
from engine.saves.format.document import Anchor, Edition, JournalEntry, Parent, SaveDocument, SaveSummary
from engine.saves.format.snapshot_json import (
    MalformedSave,
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
    """A save as JSON values, what a reader wants to know first."""
    edition, shown, anchor, parent = document.edition, document.summary, document.anchor, document.parent
    return {
        "story": edition.story,
        "title": edition.title,
        "version": edition.version,
        "shown": summary_object(shown),
        "generation": document.generation,
        "parent": parent and {"slot": parent.slot, "checksum": parent.checksum, "turn": parent.turn},
        "seed": document.seed,
        "snapshot": snapshot_object(document.snapshot),
        "noted": list(document.noted),
        "first": document.first,
        "journal": [entry_object(entry) for entry in document.journal],
        "trail": list(document.trail),
        "anchor": {"step": anchor.step, "noted": list(anchor.noted), "snapshot": snapshot_object(anchor.snapshot)},
        "origin": document.origin and snapshot_object(document.origin),
        "earlier": [entry_object(entry) for entry in document.earlier],
        "program": edition.program,
        "declared": dict(sorted(edition.declared.items())),
        "scenes": {id: fingerprints_object(one) for id, one in sorted(edition.scenes.items())},
    }


def document_from(told: Any) -> SaveDocument:
    """The inverse of `document_object`.

    Raises:
        SaveError: a field is missing or not what it should be.
    """
    told = expect_mapping("body", told)
    origin, parent = told.get("origin"), told.get("parent")
    return SaveDocument(
        edition=_edition(told),
        summary=summary_from(told.get("shown")),
        generation=expect_number("generation", told.get("generation")),
        parent=None if parent is None else _parent(parent),
        seed=expect_number("seed", told.get("seed")),
        origin=None if origin is None else snapshot_from(origin),
        earlier=_entries("earlier", told),
        first=_hash("first", told.get("first")),
        journal=_entries("journal", told),
        snapshot=snapshot_from(told.get("snapshot")),
        anchor=_anchor(told.get("anchor")),
        noted=expect_texts("noted", told.get("noted")),
        trail=expect_texts("trail", told.get("trail")),
    )


def entry_object(entry: JournalEntry) -> dict[str, str]:
    match entry.move:
        case PickedChoice(address):
            return {"choose": address, "hash": entry.hash}
        case TypedAnswer(text):
            return {"answer": text, "hash": entry.hash}
        case unknown:
            assert_never(unknown)


def entry_from(told: Any) -> JournalEntry:
    """One step of a journal; there may be tens of thousands."""
    if isinstance(told, dict) and len(told) == 2:
        hash, address, text = told.get("hash"), told.get("choose"), told.get("answer")
        if isinstance(hash, str) and _HASH.fullmatch(hash):
            if isinstance(address, str):
                return JournalEntry(PickedChoice(address), hash)
            if isinstance(text, str):
                return JournalEntry(TypedAnswer(text), hash)
    raise MalformedSave("journal")


def summary_object(shown: SaveSummary) -> dict[str, Any]:
    return {
        "scene": shown.scene,
        "title": shown.title,
        "when": shown.when,
        "turn": shown.turn,
        "ending": shown.ending,
        "words": shown.words,
        "seconds": shown.seconds,
    }


def summary_from(told: Any) -> SaveSummary:
    told = expect_mapping("shown", told)
    return SaveSummary(
        scene=expect_text("scene", told.get("scene")),
        title=expect_text("title", told.get("title")),
        when=expect_text("when", told.get("when")),
        turn=expect_number("turn", told.get("turn")),
        ending=expect_text("ending", told.get("ending")),
        words=expect_number("words", told.get("words")),
        seconds=expect_number("seconds", told.get("seconds")),
    )


def fingerprints_object(one: SceneFingerprints) -> list[Any]:
    lists = [[[choice.address, choice.body] for choice in choices] for choices in one.lists]
    return [one.logic, one.text, *lists]


def fingerprints_from(told: Any) -> SceneFingerprints:
    logic, text, *lists = _at_least(2, expect_list("scenes", told))
    return SceneFingerprints(
        expect_text("scenes", logic), expect_text("scenes", text), tuple(_choice_prints(one) for one in lists)
    )


def _choice_prints(told: Any) -> tuple[ChoiceFingerprint, ...]:
    pairs = (expect_texts("scenes", _at_least(2, expect_list("scenes", one))) for one in expect_list("scenes", told))
    return tuple(ChoiceFingerprint(pair[0], pair[1]) for pair in pairs)


def _at_least(count: int, found: list[Any]) -> list[Any]:
    if len(found) < count:
        raise MalformedSave("scenes")
    return found


def _edition(told: Mapping[str, Any]) -> Edition:
    return Edition(
        story=expect_text("story", told.get("story")),
        title=expect_text("title", told.get("title")),
        version=expect_text("version", told.get("version")),
        program=expect_text("program", told.get("program")),
        declared={
            name: expect_text("declared", kind)
            for name, kind in expect_mapping("declared", told.get("declared")).items()
        },
        scenes={id: fingerprints_from(one) for id, one in expect_mapping("scenes", told.get("scenes")).items()},
    )


def _parent(told: Any) -> Parent:
    told = expect_mapping("parent", told)
    turn = expect_number("turn", told.get("turn"))
    return Parent(expect_text("slot", told.get("slot")), expect_text("checksum", told.get("checksum")), turn)


def _anchor(told: Any) -> Anchor:
    told = expect_mapping("anchor", told)
    step = expect_number("step", told.get("step"))
    return Anchor(step, snapshot_from(told.get("snapshot")), expect_texts("noted", told.get("noted")))


def _entries(field: str, told: Mapping[str, Any]) -> tuple[JournalEntry, ...]:
    return tuple(entry_from(one) for one in expect_list(field, told.get(field)))


def _hash(field: str, value: Any) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise MalformedSave(field)
    return value
