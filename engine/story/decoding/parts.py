"""Decodes the sections that any file may hold, and puts those of all files together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from engine.language import ROOT_KEYS, SECTIONS, Section
from engine.source.nodes import SourceFile
from engine.story.decoding.keys import MANY, Fields
from engine.story.decoding.notes import act_of, epigraphs_of, notes_of
from engine.story.decoding.promises import promises_of
from engine.story.decoding.rules import rules_of
from engine.story.decoding.scenes import scenes_of, storylets_of
from engine.story.decoding.values import Found
from engine.story.decoding.variables import derived_of, variables_of
from engine.story.messages.keys import misplaced_key, unknown_key
from engine.story.model import Act, Derived, Epigraph, Note, Promise, Rule, Scene, Storylet, Variable


@dataclass(frozen=True, slots=True)
class Parts:
    """What the files read so far hold, in their order."""

    acts: tuple[Act, ...] = ()
    variables: tuple[Variable, ...] = ()
    derived: tuple[Derived, ...] = ()
    epigraphs: tuple[Epigraph, ...] = ()
    notes: tuple[Note, ...] = ()
    scenes: tuple[Scene, ...] = ()
    storylets: tuple[Storylet, ...] = ()
    rules: tuple[Rule, ...] = ()
    promises: tuple[Promise, ...] = ()


def keys_of(file: SourceFile, found: Found) -> Fields:
    """The keys of a file that belong in it; of the others each is a fault."""
    own, foreign = (ROOT_KEYS, ("act",)) if file.is_root else (("act",), ROOT_KEYS)
    kept: Fields = {}
    for entry in file.root.entries:
        key = entry.key.text
        if key in own or key in SECTIONS:
            kept[key] = entry
        elif key in foreign:
            found.append(misplaced_key(entry.key.span, key, file.is_root))
        else:
            offered = (*own, *SECTIONS) if len(found) < MANY else ()
            found.append(unknown_key(entry.key.span, key, "a story file", offered))
    return kept


def with_file(parts: Parts, file: SourceFile, keys: Fields, found: Found) -> Parts:
    """The parts, and what one more file holds."""
    acts = (*parts.acts, act_of(keys["act"], file, found)) if "act" in keys else parts.acts
    act = len(acts) - 1 if "act" in keys else None
    with_act = replace(parts, acts=acts)
    for key in keys:
        if key in SECTIONS:
            with_act = _with_section(with_act, key, file, keys, act, found)
    return with_act


def _with_section(parts: Parts, key: Section, file: SourceFile, keys: Fields, act: int | None, found: Found) -> Parts:
    entry = keys[key]
    match key:
        case "vars":
            return replace(parts, variables=parts.variables + variables_of(entry, found))
        case "derived":
            return replace(parts, derived=parts.derived + derived_of(entry, found))
        case "epigraphs":
            return replace(parts, epigraphs=parts.epigraphs + epigraphs_of(entry, found))
        case "notes":
            return replace(parts, notes=parts.notes + notes_of(entry, found))
        case "scenes":
            return replace(parts, scenes=parts.scenes + scenes_of(entry, file, act, found))
        case "storylets":
            return replace(parts, storylets=parts.storylets + storylets_of(entry, file, act, found))
        case "whenever":
            return replace(parts, rules=parts.rules + rules_of(entry, file, act, found))
        case "prove":
            return replace(parts, promises=parts.promises + promises_of(entry, found))
        case unknown:
            assert_never(unknown)
