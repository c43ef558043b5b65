"""Decodes the fields of the root file: title, id, credits, where the story starts, the status line."""

from __future__ import annotations

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import NumberKind
from engine.expressions.language.tree import Name
from engine.language import LONGEST_ID, ROOT_KEYS, SECTIONS, STATUS_FORMS, STATUS_KEYS, StatusForm
from engine.source.nodes import Entry, Node, SourceFile
from engine.story.blocks import PlacedName
from engine.story.decoding.keys import Fields, check_required, read_record
from engine.story.decoding.names import decode_names, decode_scene_name, is_choice_id, slugify
from engine.story.decoding.parts import Parts
from engine.story.decoding.values import (
    Diagnostics,
    decode_expression,
    decode_line,
    decode_list,
    decode_prose,
    decode_text,
    decode_word,
)
from engine.story.messages.keys import bad_choice_id, needs_id
from engine.story.model import StatusLine, Story


def decode_story(file: SourceFile, fields: Fields, parts: Parts, diagnostics: Diagnostics) -> Story:
    """Join the root's own fields and the parts of every file into the whole story."""
    span = first_line(file)
    check_required(file.root.entries, (*ROOT_KEYS, *SECTIONS), ("story", "start"), "the story", span, diagnostics)
    start = decode_scene_name(fields["start"], diagnostics) if "start" in fields else None
    title = decode_line(fields.get("story"), diagnostics)
    return Story(
        title=title,
        id=_story_id(fields, title, diagnostics),
        version=decode_line(fields.get("version"), diagnostics, "1"),
        language=decode_line(fields.get("language"), diagnostics, "en"),
        author=decode_line(fields.get("author"), diagnostics),
        about=decode_prose(fields.get("about"), "page", diagnostics),
        start=start or PlacedName("", span),
        opening=decode_names(fields.get("opening"), diagnostics),
        status=_decode_status(fields.get("status"), parts, diagnostics),
        acts=parts.acts,
        variables=parts.variables,
        derived=parts.derived,
        epigraphs=parts.epigraphs,
        notes=parts.notes,
        scenes=parts.scenes,
        storylets=parts.storylets,
        rules=parts.rules,
        promises=parts.promises,
        span=span,
    )


def first_line(file: SourceFile) -> Span:
    """Return the place to point at when something is missing from the file."""
    width = len(file.lines[0]) if file.lines else 0
    return Span(file.path, 1, 1, 1, width + 1)


def _story_id(fields: Fields, title: str, diagnostics: Diagnostics) -> str:
    """Return the id of the story, or else the slug of its title."""
    scalar = decode_text(fields["id"], diagnostics) if "id" in fields else None
    if scalar is None:
        if title and "id" not in fields and not slugify(title):
            diagnostics.append(needs_id(fields["story"].value.span, title))
        return slugify(title)
    text = scalar.text.strip()
    if not is_choice_id(text) or len(text) > LONGEST_ID:
        diagnostics.append(bad_choice_id(scalar.span, decode_line(fields["id"], diagnostics)))
    return text


def _decode_status(entry: Entry | None, parts: Parts, diagnostics: Diagnostics) -> tuple[StatusLine, ...]:
    lines = [_decode_status_line(item, parts, diagnostics) for item in decode_list(entry, diagnostics)] if entry else []
    return tuple(line for line in lines if line)


def _decode_status_line(node: Node, parts: Parts, diagnostics: Diagnostics) -> StatusLine | None:
    fields = read_record(node, "a status line", STATUS_KEYS, ("label", "value"), diagnostics)
    label = decode_line(fields.get("label"), diagnostics)
    value = decode_expression(fields.get("value"), diagnostics)
    form = decode_word(fields.get("as"), STATUS_FORMS, diagnostics)
    if value is None:
        return None
    worded = {variable.name.text for variable in parts.variables if not isinstance(variable.kind, NumberKind)}
    usual: StatusForm = "words" if isinstance(value, Name) and value.text in worded else "number"
    return StatusLine(label, value, form or usual)
