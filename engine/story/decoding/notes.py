"""Decodes the pages outside the scenes: notes, epigraphs, and the heading of an act."""

from __future__ import annotations

from engine.language import ACT_KEYS, EPIGRAPH_KEYS, NOTE_KEYS
from engine.source.nodes import Entry, SourceFile
from engine.story.decoding.keys import mapping_of, record_of
from engine.story.decoding.names import decode_id, name_of
from engine.story.decoding.scenes import mark_of, sources_of
from engine.story.decoding.values import Diagnostics, expression_of, line_of, prose_of
from engine.story.model import Act, Epigraph, Note


def notes_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Note, ...]:
    """Decode the notes, in the order written."""
    mapping = mapping_of(entry.value, "notes", diagnostics)
    notes = [_note(item, diagnostics) for item in mapping.entries] if mapping else []
    return tuple(note for note in notes if note)


def _note(entry: Entry, diagnostics: Diagnostics) -> Note | None:
    name = decode_id(entry.key, "a note", diagnostics)
    fields = record_of(entry.value, "a note", NOTE_KEYS, ("title", "text"), diagnostics)
    title = line_of(fields.get("title"), diagnostics)
    when = expression_of(fields.get("when"), diagnostics)
    text = prose_of(fields.get("text"), "page", diagnostics)
    sources, mark = sources_of(fields, diagnostics), mark_of(fields, diagnostics)
    return Note(name, title, when, text, sources, mark) if text is not None else None


def epigraphs_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Epigraph, ...]:
    """Decode the epigraphs, in the order written."""
    mapping = mapping_of(entry.value, "epigraphs", diagnostics)
    epigraphs = [_epigraph(item, diagnostics) for item in mapping.entries] if mapping else []
    return tuple(epigraph for epigraph in epigraphs if epigraph)


def _epigraph(entry: Entry, diagnostics: Diagnostics) -> Epigraph | None:
    name = decode_id(entry.key, "an epigraph", diagnostics)
    fields = record_of(entry.value, "an epigraph", EPIGRAPH_KEYS, ("text",), diagnostics)
    text = prose_of(fields.get("text"), "page", diagnostics)
    source = line_of(fields.get("source"), diagnostics)
    return Epigraph(name, text, source) if text is not None else None


def act_of(entry: Entry, file: SourceFile, diagnostics: Diagnostics) -> Act:
    """Decode the act that the scenes of a part belong to."""
    fields = record_of(entry.value, "act", ACT_KEYS, ("title",), diagnostics)
    title, date = line_of(fields.get("title"), diagnostics), line_of(fields.get("date"), diagnostics)
    epigraph = name_of(fields["epigraph"], diagnostics) if "epigraph" in fields else None
    return Act(title, epigraph, date, file.path)
