"""An epigraph is named that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._hints import hints
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every epigraph of the opening, an act or a scene that is not written."""
    written = {epigraph.id.text for epigraph in survey.story.epigraphs}
    hint = hints(written)
    for named in survey.epigraphs:
        if named.text not in written:
            message = f"no epigraph is called `{named.text}`"
            helping = hint(named.text) or "write it under `epigraphs:`"
            yield Diagnostic("unknown-epigraph", message, named.span, helping)
