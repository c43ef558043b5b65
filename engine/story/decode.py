"""Decodes the files of a story into a Story and reports every mistake of form at once; names are left to the checks."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.order import sort_diagnostics
from engine.language import SECTIONS
from engine.source.nodes import SourceFile
from engine.story.decoding.keys import check_required
from engine.story.decoding.parts import Parts, keys_of, with_file
from engine.story.decoding.root import first_line, story_of
from engine.story.decoding.whole import whole_faults
from engine.story.model import Story


def decode(files: tuple[SourceFile, ...]) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """Decode the files of a story, the root among them; return no story if there is any error."""
    root = next((file for file in files if file.is_root), None)
    if root is None:
        return None, ()
    diagnostics: list[Diagnostic] = []
    keys = [(file, keys_of(file, diagnostics)) for file in files]
    entries = [entry for file in files for entry in file.root.entries]
    check_required(entries, SECTIONS, ("scenes",), "the story", first_line(root), diagnostics)
    parts = Parts()
    for file, fields in keys:
        parts = with_file(parts, file, fields, diagnostics)
    story = story_of(root, next(fields for file, fields in keys if file is root), parts, diagnostics)
    diagnostics.extend(whole_faults(story))
    is_refused = any(fault.severity == "error" for fault in diagnostics)
    return (None if is_refused else story), sort_diagnostics(diagnostics)
