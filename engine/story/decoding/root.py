"""Decodes the fields of the root file: title, id, credits, where the story starts, the status line."""

from __future__ import annotations

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import NumberKind
from engine.expressions.language.tree import Name
from engine.language import LONGEST_ID, ROOT_KEYS, SECTIONS, STATUS_FORMS, STATUS_KEYS, StatusForm
from engine.source.nodes import Entry, Node, SourceFile
from engine.story.blocks import PlacedName
from engine.story.decoding.keys import Fields, check_required, record_of
from engine.story.decoding.names import names_of, scene_of
from engine.story.decoding.parts import Parts
from engine.story.decoding.values import Diagnostics, expression_of, line_of, list_of, prose_of, text_of, word_of
from engine.story.messages.keys import bad_choice_id, needs_id
from engine.story.model import StatusLine, Story
from engine.story.slugs import is_choice_id, slugify


def story_of(file: SourceFile, fields: Fields, parts: Parts, diagnostics: Diagnostics) -> Story:
    """Join the root's own fields and the parts of every file into the whole story."""
    span = first_line(file)
    check_required(file.root.entries, (*ROOT_KEYS, *SECTIONS), ("story", "start"), "the story", span, diagnostics)
    start = scene_of(fields["start"], diagnostics) if "start" in fields else None
    title = line_of(fields.get("story"), diagnostics)
    return Story(
        title=title,
        id=_id(fields, title, diagnostics),
        version=line_of(fields.get("version"), diagnostics, "1"),
        language=line_of(fields.get("language"), diagnostics, "en"),
        author=line_of(fields.get("author"), diagnostics),
        about=prose_of(fields.get("about"), "page", diagnostics),
        start=start or PlacedName("", span),
        opening=names_of(fields.get("opening"), diagnostics),
        status=_status(fields.get("status"), parts, diagnostics),
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


def _id(fields: Fields, title: str, diagnostics: Diagnostics) -> str:
    """Return the id of the story, or else the slug of its title."""
    scalar = text_of(fields["id"], diagnostics) if "id" in fields else None
    if scalar is None:
        if title and "id" not in fields and not slugify(title):
            diagnostics.append(needs_id(fields["story"].value.span, title))
        return slugify(title)
    text = scalar.text.strip()
    if not is_choice_id(text) or len(text) > LONGEST_ID:
        diagnostics.append(bad_choice_id(scalar.span, line_of(fields["id"], diagnostics)))
    return text


def _status(entry: Entry | None, parts: Parts, diagnostics: Diagnostics) -> tuple[StatusLine, ...]:
    lines = [_status_line(item, parts, diagnostics) for item in list_of(entry, diagnostics)] if entry else []
    return tuple(line for line in lines if line)


def _status_line(node: Node, parts: Parts, diagnostics: Diagnostics) -> StatusLine | None:
    fields = record_of(node, "a status line", STATUS_KEYS, ("label", "value"), diagnostics)
    label = line_of(fields.get("label"), diagnostics)
    value = expression_of(fields.get("value"), diagnostics)
    form = word_of(fields.get("as"), STATUS_FORMS, diagnostics)
    if value is None:
        return None
    worded = {variable.name.text for variable in parts.variables if not isinstance(variable.kind, NumberKind)}
    usual: StatusForm = "words" if isinstance(value, Name) and value.text in worded else "number"
    return StatusLine(label, value, form or usual)
