"""Decodes the pages that stand outside the scenes: notes, epigraphs, and what is said of an act."""

from __future__ import annotations

from engine.language import ACT_KEYS, EPIGRAPH_KEYS, NOTE_KEYS
from engine.source.nodes import Entry, SourceFile
from engine.story.decoding.keys import mapping_of, record_of
from engine.story.decoding.names import given_id, name_of
from engine.story.decoding.scenes import mark_of, sources_of
from engine.story.decoding.values import Found, expression_of, line_of, prose_of
from engine.story.model import Act, Epigraph, Note


def notes_of(entry: Entry, found: Found) -> tuple[Note, ...]:
    """The pages of the journal, in the order written."""
    mapping = mapping_of(entry.value, "notes", found)
    made = [_note(given, found) for given in mapping.entries] if mapping else []
    return tuple(note for note in made if note)


def _note(entry: Entry, found: Found) -> Note | None:
    named = given_id(entry.key, "a note", found)
    fields = record_of(entry.value, "a note", NOTE_KEYS, ("title", "text"), found)
    title = line_of(fields.get("title"), found)
    when = expression_of(fields.get("when"), found)
    text = prose_of(fields.get("text"), "page", found)
    sources, mark = sources_of(fields, found), mark_of(fields, found)
    return Note(named, title, when, text, sources, mark) if text is not None else None


def epigraphs_of(entry: Entry, found: Found) -> tuple[Epigraph, ...]:
    """The epigraphs, in the order written."""
    mapping = mapping_of(entry.value, "epigraphs", found)
    made = [_epigraph(given, found) for given in mapping.entries] if mapping else []
    return tuple(epigraph for epigraph in made if epigraph)


def _epigraph(entry: Entry, found: Found) -> Epigraph | None:
    named = given_id(entry.key, "an epigraph", found)
    fields = record_of(entry.value, "an epigraph", EPIGRAPH_KEYS, ("text",), found)
    text = prose_of(fields.get("text"), "page", found)
    source = line_of(fields.get("source"), found)
    return Epigraph(named, text, source) if text is not None else None


def act_of(entry: Entry, file: SourceFile, found: Found) -> Act:
    """The act a part's scenes belong to."""
    fields = record_of(entry.value, "act", ACT_KEYS, ("title",), found)
    title, date = line_of(fields.get("title"), found), line_of(fields.get("date"), found)
    epigraph = name_of(fields["epigraph"], found) if "epigraph" in fields else None
    return Act(title, epigraph, date, file.path)
