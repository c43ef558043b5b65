"""A promise is made about an ending that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.name_hints import hints
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.promises import endings_in


def check(survey: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `within` whose scene is no ending."""
    endings = [scene.id.text for scene in survey.story.scenes if scene.ending is not None]
    hint = hints(endings)
    for reference in chain.from_iterable(endings_in(promise) for promise in survey.story.promises):
        if reference.text not in endings:
            name = reference.text
            message = f"`{name}` is a scene but no ending" if name in survey.parts else f"no ending is called `{name}`"
            helping = hint(name) or f"give the scene `{name}` an `ending:` or name another"
            yield Diagnostic("unknown-ending", message, reference.span, helping)
