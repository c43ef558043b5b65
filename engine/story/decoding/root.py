"""Decodes what only the root file says: title, id, credits, where the story starts, the status line."""

from __future__ import annotations

from engine.diagnostics.span import Span
from engine.expressions.kinds import NumberKind
from engine.expressions.tree import Name
from engine.language import LONGEST_ID, ROOT_KEYS, SECTIONS, STATUS_FORMS, STATUS_KEYS, StatusForm
from engine.source.nodes import Entry, Node, SourceFile
from engine.story.blocks import Named
from engine.story.decoding.keys import Fields, check_required, record_of
from engine.story.decoding.names import names_of, scene_of
from engine.story.decoding.parts import Parts
from engine.story.decoding.values import Found, expression_of, line_of, list_of, prose_of, text_of, word_of
from engine.story.messages.ids import bad_choice_id, needs_id
from engine.story.model import StatusLine, Story
from engine.story.slugs import is_choice_id, slug


def story_of(file: SourceFile, fields: Fields, parts: Parts, found: Found) -> Story:
    """The whole story: the root's own fields, and the parts of every file."""
    span = first_line(file)
    check_required(file.root.entries, (*ROOT_KEYS, *SECTIONS), ("story", "start"), "the story", span, found)
    start = scene_of(fields["start"], found) if "start" in fields else None
    title = line_of(fields.get("story"), found)
    return Story(
        title=title,
        id=_id(fields, title, found),
        version=line_of(fields.get("version"), found, "1"),
        language=line_of(fields.get("language"), found, "en"),
        author=line_of(fields.get("author"), found),
        about=prose_of(fields.get("about"), "page", found),
        start=start or Named("", span),
        opening=names_of(fields.get("opening"), found),
        status=_status(fields.get("status"), parts, found),
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
    """Where to point when something is nowhere in the file."""
    width = len(file.lines[0]) if file.lines else 0
    return Span(file.path, 1, 1, 1, width + 1)


def _id(fields: Fields, title: str, found: Found) -> str:
    """The id given, else the title's slug."""
    given = text_of(fields["id"], found) if "id" in fields else None
    if given is None:
        if title and "id" not in fields and not slug(title):
            found.append(needs_id(fields["story"].value.span, title))
        return slug(title)
    text = given.text.strip()
    if not is_choice_id(text) or len(text) > LONGEST_ID:
        found.append(bad_choice_id(given.span, line_of(fields["id"], found)))
    return text


def _status(entry: Entry | None, parts: Parts, found: Found) -> tuple[StatusLine, ...]:
    made = [_status_line(item, parts, found) for item in list_of(entry, found)] if entry else []
    return tuple(line for line in made if line)


def _status_line(node: Node, parts: Parts, found: Found) -> StatusLine | None:
    fields = record_of(node, "a status line", STATUS_KEYS, ("label", "value"), found)
    label = line_of(fields.get("label"), found)
    value = expression_of(fields.get("value"), found)
    form = word_of(fields.get("as"), STATUS_FORMS, found)
    if value is None:
        return None
    worded = {variable.name.text for variable in parts.variables if not isinstance(variable.kind, NumberKind)}
    usual: StatusForm = "words" if isinstance(value, Name) and value.text in worded else "number"
    return StatusLine(label, value, form or usual)
