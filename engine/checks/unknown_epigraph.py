"""An epigraph is name that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.name_hints import hints
from engine.story.analysis.story_analysis import StoryAnalysis


def check(survey: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every epigraph of the opening, an act or a scene that is not written."""
    ids = {epigraph.id.text for epigraph in survey.story.epigraphs}
    hint = hints(ids)
    for name in survey.epigraphs:
        if name.text not in ids:
            message = f"no epigraph is called `{name.text}`"
            helping = hint(name.text) or "write it under `epigraphs:`"
            yield Diagnostic("unknown-epigraph", message, name.span, helping)
