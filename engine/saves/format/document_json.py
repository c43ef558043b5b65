"""Turns a save into a JSON object and back; every field is checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from engine.saves.format.choice_fingerprints import fingerprints_from, fingerprints_object
from engine.saves.format.document import Anchor, Edition, Parent, SaveDocument, SaveSummary
from engine.saves.format.journal import hash_from, journal_from
from engine.saves.format.json_lines import json_line
from engine.saves.format.snapshot_json import (
    expect,
    expect_number,
    expect_texts,
    snapshot_from,
    snapshot_object,
)

_SUMMARY = {"scene": str, "title": str, "when": str, "turn": int, "ending": str, "words": int, "seconds": int}
_PARENT = {"slot": str, "checksum": str, "turn": int}
_EDITION = {"story": str, "title": str, "version": str, "program": str}


def document_object(document: SaveDocument) -> dict[str, Any]:
    """Return a save as JSON values, those first that interest a reader most; long parts have their items as JSON."""
    edition, anchor = document.edition, document.anchor
    return {
        "story": edition.story,
        "title": edition.title,
        "version": edition.version,
        "shown": summary_object(document.summary),
        "generation": document.generation,
        "parent": parent_object(document.parent),
        "seed": document.seed,
        "snapshot": snapshot_object(document.snapshot),
        "noted": list(document.note_ids),
        "first": document.first,
        "journal": document.journal,
        "trail": list(document.trail),
        "anchor": {"step": anchor.step, "noted": list(anchor.note_ids), "snapshot": snapshot_object(anchor.snapshot)},
        "origin": document.origin and snapshot_object(document.origin),
        "earlier": document.earlier,
        "program": edition.program,
        "declared": dict(sorted(edition.declared.items())),
        "scenes": dict(sorted(edition.scenes.items())),
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
        earlier=journal_from("earlier", payload.get("earlier")),
        first=hash_from("first", payload.get("first")),
        journal=journal_from("journal", payload.get("journal")),
        snapshot=snapshot_from(payload.get("snapshot")),
        anchor=_anchor(payload.get("anchor")),
        note_ids=expect_texts("noted", payload.get("noted")),
        trail=expect_texts("trail", payload.get("trail")),
    )


def summary_object(summary: SaveSummary) -> dict[str, Any]:
    return {name: getattr(summary, name) for name in _SUMMARY}


def summary_text(summary: SaveSummary) -> str:
    """Return a summary as JSON on one line; what it says of a scene is written once."""
    place = _place_text(summary.scene, summary.title, summary.when)
    ending = json_line(summary.ending) if summary.ending else '""'
    return f'{place},"turn":{summary.turn},"ending":{ending},"words":{summary.words},"seconds":{summary.seconds}}}'


@lru_cache(maxsize=1_000)
def _place_text(scene: str, title: str, when: str) -> str:
    return json_line({"scene": scene, "title": title, "when": when})[:-1]


def parent_object(parent: Parent | None) -> dict[str, Any] | None:
    return None if parent is None else {name: getattr(parent, name) for name in _PARENT}


def summary_from(payload: Any) -> SaveSummary:
    return SaveSummary(*_expect_fields("shown", payload, _SUMMARY))


def _expect_fields(field: str, payload: Any, kinds: Mapping[str, type]) -> Iterator[Any]:
    """Yield the numbers and texts of a mapping, in the order of their names."""
    mapping = expect(dict, field, payload)
    for name, kind in kinds.items():
        value = mapping.get(name)
        yield expect_number(name, value) if kind is int else expect(kind, name, value)


def _edition(payload: Mapping[str, Any]) -> Edition:
    story, title, version, program = _expect_fields("body", payload, _EDITION)
    declared = expect(dict, "declared", payload.get("declared"))
    kinds = {name: expect(str, "declared", kind) for name, kind in declared.items()}
    return Edition(story, title, version, program, kinds, _scene_texts(payload.get("scenes")))


def _scene_texts(value: Any) -> dict[str, str]:
    """Return the fingerprints of scenes as JSON, given pairs of just that, or their JSON values."""
    if isinstance(value, tuple):
        return dict(value)
    scenes = expect(dict, "scenes", value).items()
    return {id: json_line(fingerprints_object(fingerprints_from(fingerprints))) for id, fingerprints in scenes}


def _anchor(payload: Any) -> Anchor:
    payload = expect(dict, "anchor", payload)
    step = expect_number("step", payload.get("step"))
    return Anchor(step, snapshot_from(payload.get("snapshot")), expect_texts("noted", payload.get("noted")))
