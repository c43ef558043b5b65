"""Decodes the sections that any file may have, and joins those of all files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from engine.language import ROOT_KEYS, SECTIONS, Section
from engine.source.nodes import SourceFile
from engine.story.decoding.keys import MANY, Fields
from engine.story.decoding.scenes import decode_scenes, decode_storylets
from engine.story.decoding.sections import (
    decode_act,
    decode_derived,
    decode_epigraphs,
    decode_notes,
    decode_promises,
    decode_rules,
    decode_variables,
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


def read_keys(file: SourceFile, diagnostics: Diagnostics) -> Fields:
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


def add_file(parts: Parts, file: SourceFile, keys: Fields, diagnostics: Diagnostics) -> Parts:
    """Return the parts with those of one more file."""
    acts = (*parts.acts, decode_act(keys["act"], file, diagnostics)) if "act" in keys else parts.acts
    act = len(acts) - 1 if "act" in keys else None
    with_act = replace(parts, acts=acts)
    for key in keys:
        if key in SECTIONS:
            with_act = _add_section(with_act, key, file, keys, act, diagnostics)
    return with_act


def _add_section(
    parts: Parts, key: Section, file: SourceFile, keys: Fields, act: int | None, diagnostics: Diagnostics
) -> Parts:
    entry = keys[key]
    match key:
        case "vars":
            return replace(parts, variables=parts.variables + decode_variables(entry, diagnostics))
        case "derived":
            return replace(parts, derived=parts.derived + decode_derived(entry, diagnostics))
        case "epigraphs":
            return replace(parts, epigraphs=parts.epigraphs + decode_epigraphs(entry, diagnostics))
        case "notes":
            return replace(parts, notes=parts.notes + decode_notes(entry, diagnostics))
        case "scenes":
            return replace(parts, scenes=parts.scenes + decode_scenes(entry, file, act, diagnostics))
        case "storylets":
            return replace(parts, storylets=parts.storylets + decode_storylets(entry, file, act, diagnostics))
        case "whenever":
            return replace(parts, rules=parts.rules + decode_rules(entry, file, act, diagnostics))
        case "prove":
            return replace(parts, promises=parts.promises + decode_promises(entry, diagnostics))
        case unknown:
            assert_never(unknown)
