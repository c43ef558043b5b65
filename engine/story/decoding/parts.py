"""Decodes the sections that any file may have, and joins those of all files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from engine.language import ROOT_KEYS, SECTIONS, Section
from engine.source.nodes import SourceFile
from engine.story.decoding.keys import MANY, Fields
from engine.story.decoding.scenes import scenes_of, storylets_of
from engine.story.decoding.sections import (
    act_of,
    derived_of,
    epigraphs_of,
    notes_of,
    promises_of,
    rules_of,
    variables_of,
)
from engine.story.decoding.values import Diagnostics
from engine.story.messages.keys import misplaced_key, unknown_key
from engine.story.model import Act, Derived, Epigraph, Note, Promise, Rule, Scene, Storylet, Variable


@dataclass(frozen=True, slots=True)
class Parts:
    """What the sections of the files decoded so far contain, in the order of the files."""

    acts: tuple[Act, ...] = ()
    variables: tuple[Variable, ...] = ()
    derived: tuple[Derived, ...] = ()
    epigraphs: tuple[Epigraph, ...] = ()
    notes: tuple[Note, ...] = ()
    scenes: tuple[Scene, ...] = ()
    storylets: tuple[Storylet, ...] = ()
    rules: tuple[Rule, ...] = ()
    promises: tuple[Promise, ...] = ()


def keys_of(file: SourceFile, diagnostics: Diagnostics) -> Fields:
    """Return the keys that belong in a file; each of the others is a fault."""
    own, foreign = (ROOT_KEYS, ("act",)) if file.is_root else (("act",), ROOT_KEYS)
    fields: Fields = {}
    for entry in file.root.entries:
        key = entry.key.text
        if key in own or key in SECTIONS:
            fields[key] = entry
        elif key in foreign:
            diagnostics.append(misplaced_key(entry.key.span, key, file.is_root))
        else:
            suggestions = (*own, *SECTIONS) if len(diagnostics) < MANY else ()
            diagnostics.append(unknown_key(entry.key.span, key, "a story file", suggestions))
    return fields


def with_file(parts: Parts, file: SourceFile, keys: Fields, diagnostics: Diagnostics) -> Parts:
    """Return the parts with those of one more file."""
    acts = (*parts.acts, act_of(keys["act"], file, diagnostics)) if "act" in keys else parts.acts
    act = len(acts) - 1 if "act" in keys else None
    with_act = replace(parts, acts=acts)
    for key in keys:
        if key in SECTIONS:
            with_act = _with_section(with_act, key, file, keys, act, diagnostics)
    return with_act


def _with_section(
    parts: Parts, key: Section, file: SourceFile, keys: Fields, act: int | None, diagnostics: Diagnostics
) -> Parts:
    entry = keys[key]
    match key:
        case "vars":
            return replace(parts, variables=parts.variables + variables_of(entry, diagnostics))
        case "derived":
            return replace(parts, derived=parts.derived + derived_of(entry, diagnostics))
        case "epigraphs":
            return replace(parts, epigraphs=parts.epigraphs + epigraphs_of(entry, diagnostics))
        case "notes":
            return replace(parts, notes=parts.notes + notes_of(entry, diagnostics))
        case "scenes":
            return replace(parts, scenes=parts.scenes + scenes_of(entry, file, act, diagnostics))
        case "storylets":
            return replace(parts, storylets=parts.storylets + storylets_of(entry, file, act, diagnostics))
        case "whenever":
            return replace(parts, rules=parts.rules + rules_of(entry, file, act, diagnostics))
        case "prove":
            return replace(parts, promises=parts.promises + promises_of(entry, diagnostics))
        case unknown:
            assert_never(unknown)
