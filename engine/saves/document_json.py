"""A save as one JSON object, and back; every field is checked before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, assert_never

from engine.runtime.journal import Picked, Typed
from engine.saves.document import Anchor, Edition, Entry, Parent, SaveDocument, Shown
from engine.saves.prints import ChoicePrint, ScenePrint
from engine.saves.snapshot_json import (
    Misshapen,
    a_list,
    a_mapping,
    a_number,
    a_text,
    snapshot_from,
    snapshot_object,
    texts,
)

_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)


def document_object(document: SaveDocument) -> dict[str, Any]:
    """A save as JSON values, what a reader wants to know first."""
    edition, shown, anchor, parent = document.edition, document.shown, document.anchor, document.parent
    return {
        "story": edition.story,
        "title": edition.title,
        "version": edition.version,
        "shown": shown_object(shown),
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
        "scenes": {id: print_object(one) for id, one in sorted(edition.scenes.items())},
    }


def document_from(told: Any) -> SaveDocument:
    """The inverse of `document_object`.

    Raises:
        SaveError: a field is missing or not what it should be.
    """
    told = a_mapping("body", told)
    origin, parent = told.get("origin"), told.get("parent")
    return SaveDocument(
        edition=_edition(told),
        shown=shown_from(told.get("shown")),
        generation=a_number("generation", told.get("generation")),
        parent=None if parent is None else _parent(parent),
        seed=a_number("seed", told.get("seed")),
        origin=None if origin is None else snapshot_from(origin),
        earlier=_entries("earlier", told),
        first=_hash("first", told.get("first")),
        journal=_entries("journal", told),
        snapshot=snapshot_from(told.get("snapshot")),
        anchor=_anchor(told.get("anchor")),
        noted=texts("noted", told.get("noted")),
        trail=texts("trail", told.get("trail")),
    )


def entry_object(entry: Entry) -> dict[str, str]:
    match entry.move:
        case Picked(address):
            return {"choose": address, "hash": entry.hash}
        case Typed(text):
            return {"answer": text, "hash": entry.hash}
        case unknown:
            assert_never(unknown)


def entry_from(told: Any) -> Entry:
    """One step of a journal; there may be tens of thousands."""
    if isinstance(told, dict) and len(told) == 2:
        hash, address, text = told.get("hash"), told.get("choose"), told.get("answer")
        if isinstance(hash, str) and _HASH.fullmatch(hash):
            if isinstance(address, str):
                return Entry(Picked(address), hash)
            if isinstance(text, str):
                return Entry(Typed(text), hash)
    raise Misshapen("journal")


def shown_object(shown: Shown) -> dict[str, Any]:
    return {
        "scene": shown.scene,
        "title": shown.title,
        "when": shown.when,
        "turn": shown.turn,
        "ending": shown.ending,
        "words": shown.words,
        "seconds": shown.seconds,
    }


def shown_from(told: Any) -> Shown:
    told = a_mapping("shown", told)
    return Shown(
        scene=a_text("scene", told.get("scene")),
        title=a_text("title", told.get("title")),
        when=a_text("when", told.get("when")),
        turn=a_number("turn", told.get("turn")),
        ending=a_text("ending", told.get("ending")),
        words=a_number("words", told.get("words")),
        seconds=a_number("seconds", told.get("seconds")),
    )


def print_object(one: ScenePrint) -> list[Any]:
    lists = [[[choice.address, choice.body] for choice in choices] for choices in one.lists]
    return [one.logic, one.text, *lists]


def print_from(told: Any) -> ScenePrint:
    logic, text, *lists = _at_least(2, a_list("scenes", told))
    return ScenePrint(a_text("scenes", logic), a_text("scenes", text), tuple(_choice_prints(one) for one in lists))


def _choice_prints(told: Any) -> tuple[ChoicePrint, ...]:
    pairs = (texts("scenes", _at_least(2, a_list("scenes", one))) for one in a_list("scenes", told))
    return tuple(ChoicePrint(pair[0], pair[1]) for pair in pairs)


def _at_least(count: int, found: list[Any]) -> list[Any]:
    if len(found) < count:
        raise Misshapen("scenes")
    return found


def _edition(told: Mapping[str, Any]) -> Edition:
    return Edition(
        story=a_text("story", told.get("story")),
        title=a_text("title", told.get("title")),
        version=a_text("version", told.get("version")),
        program=a_text("program", told.get("program")),
        declared={name: a_text("declared", kind) for name, kind in a_mapping("declared", told.get("declared")).items()},
        scenes={id: print_from(one) for id, one in a_mapping("scenes", told.get("scenes")).items()},
    )


def _parent(told: Any) -> Parent:
    told = a_mapping("parent", told)
    turn = a_number("turn", told.get("turn"))
    return Parent(a_text("slot", told.get("slot")), a_text("checksum", told.get("checksum")), turn)


def _anchor(told: Any) -> Anchor:
    told = a_mapping("anchor", told)
    step = a_number("step", told.get("step"))
    return Anchor(step, snapshot_from(told.get("snapshot")), texts("noted", told.get("noted")))


def _entries(field: str, told: Mapping[str, Any]) -> tuple[Entry, ...]:
    return tuple(entry_from(one) for one in a_list(field, told.get(field)))


def _hash(field: str, value: Any) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise Misshapen(field)
    return value
