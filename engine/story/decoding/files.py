"""Decode whole files: the sections of each, joined in the order of the files, and the fields of the root."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from typing import assert_never

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import NumberKind
from engine.expressions.language.tree import Name
from engine.language import ROOT_KEYS, SECTIONS, STATUS_FORMS, STATUS_KEYS, Section, StatusForm
from engine.records import dataclass, field, replace
from engine.source.nodes import Entry, Node, SourceFile
from engine.story import model
from engine.story.blocks import PlacedName
from engine.story.decoding.keys import MANY, Fields, check_required, decode_entries, decode_items, read_record
from engine.story.decoding.names import decode_id_or_slug, decode_names, decode_scene_name
from engine.story.decoding.sections import (
    decode_act,
    decode_derived,
    decode_epigraph,
    decode_note,
    decode_promise,
    decode_rule,
    decode_scene,
    decode_storylet,
    decode_variable,
)
from engine.story.decoding.values import (
    Diagnostics,
    decode_expression,
    decode_line,
    decode_prose,
    decode_word,
)
from engine.story.facts import FileFacts
from engine.story.messages.keys import misplaced_key, unknown_key


@dataclass(slots=True)
class Parts:
    """What the sections of the files decoded so far contain, in the order of the files."""

    acts: list[model.Act] = field(default_factory=list)
    variables: list[model.Variable] = field(default_factory=list)
    derived: list[model.Derived] = field(default_factory=list)
    epigraphs: list[model.Epigraph] = field(default_factory=list)
    notes: list[model.Note] = field(default_factory=list)
    scenes: list[model.Scene] = field(default_factory=list)
    storylets: list[model.Storylet] = field(default_factory=list)
    rules: list[model.Rule] = field(default_factory=list)
    promises: list[model.Promise] = field(default_factory=list)


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


def add_file(parts: Parts, file: SourceFile, keys: Fields, diagnostics: Diagnostics) -> None:
    """Decode the sections of one more file, and add what they hold."""
    act = None
    if "act" in keys:
        act = len(parts.acts)
        parts.acts.append(decode_act(keys["act"], file, diagnostics))
    for key in keys:
        if key in SECTIONS:
            _add_section(parts, key, keys[key], file, act, diagnostics)


def add_facts(parts: Parts, facts: FileFacts) -> None:
    """Add what a file holds that is not read."""
    act = None
    if facts.act is not None:
        act = len(parts.acts)
        parts.acts.append(facts.act)
    parts.scenes += facts.scenes if act is None else [replace(scene, act=act) for scene in facts.scenes]


def _add_section(
    parts: Parts, key: Section, entry: Entry, file: SourceFile, act: int | None, diagnostics: Diagnostics
) -> None:
    match key:
        case "vars":
            parts.variables += decode_entries(entry, decode_variable, diagnostics)
        case "derived":
            parts.derived += decode_entries(entry, decode_derived, diagnostics)
        case "epigraphs":
            parts.epigraphs += decode_entries(entry, decode_epigraph, diagnostics)
        case "notes":
            parts.notes += decode_entries(entry, decode_note, diagnostics)
        case "scenes":
            parts.scenes += decode_entries(entry, partial(decode_scene, file=file, act=act), diagnostics)
        case "storylets":
            parts.storylets += decode_entries(entry, partial(decode_storylet, file=file, act=act), diagnostics)
        case "whenever":
            parts.rules += decode_items(entry, partial(decode_rule, file=file, act=act), diagnostics)
        case "prove":
            parts.promises += decode_items(entry, decode_promise, diagnostics)
        case unknown:
            assert_never(unknown)


def decode_story(file: SourceFile, fields: Fields, parts: Parts, diagnostics: Diagnostics) -> model.Story:
    """Join the root's own fields and the parts of every file into the whole story."""
    span = first_line(file)
    check_required(
        [entry.key.text for entry in file.root.entries],
        (*ROOT_KEYS, *SECTIONS),
        ("story", "start"),
        "the story",
        span,
        diagnostics,
    )
    start = decode_scene_name(fields["start"], diagnostics) if "start" in fields else None
    title = decode_line(fields.get("story"), diagnostics)
    has_id = "id" in fields or bool(title)
    titled = fields["story"].value.span if title else span
    story_id = decode_id_or_slug(fields, title, titled, diagnostics).text if has_id else ""
    return model.Story(
        title=title,
        id=story_id,
        version=decode_line(fields.get("version"), diagnostics, "1"),
        language=decode_line(fields.get("language"), diagnostics, "en"),
        author=decode_line(fields.get("author"), diagnostics),
        about=decode_prose(fields.get("about"), "page", diagnostics),
        start=start or PlacedName("", span),
        opening=decode_names(fields.get("opening"), diagnostics),
        status=_decode_status(fields.get("status"), parts.variables, diagnostics),
        acts=tuple(parts.acts),
        variables=tuple(parts.variables),
        derived=tuple(parts.derived),
        epigraphs=tuple(parts.epigraphs),
        notes=tuple(parts.notes),
        scenes=tuple(parts.scenes),
        storylets=tuple(parts.storylets),
        rules=tuple(parts.rules),
        promises=tuple(parts.promises),
        span=span,
    )


def first_line(file: SourceFile) -> Span:
    """Return the place to point at when something is missing from the file."""
    width = len(file.lines[0]) if file.lines else 0
    return Span(file.path, 1, 1, 1, width + 1)


def _decode_status(
    entry: Entry | None, variables: Iterable[model.Variable], diagnostics: Diagnostics
) -> tuple[model.StatusLine, ...]:
    worded = {variable.name.text for variable in variables if not isinstance(variable.kind, NumberKind)}
    return decode_items(entry, partial(_decode_status_line, worded=worded), diagnostics) if entry else ()


def _decode_status_line(node: Node, diagnostics: Diagnostics, worded: Collection[str]) -> model.StatusLine | None:
    """Decode one line; unless it says how, a variable among those `worded` is shown in words."""
    fields = read_record(node, "a status line", STATUS_KEYS, ("label", "value"), diagnostics)
    label = decode_line(fields.get("label"), diagnostics)
    value = decode_expression(fields.get("value"), diagnostics)
    form = decode_word(fields.get("as"), STATUS_FORMS, diagnostics)
    if value is None:
        return None
    usual: StatusForm = "words" if isinstance(value.tree, Name) and value.tree.text in worded else "number"
    return model.StatusLine(label, value, form or usual)
