"""A promise is made about an ending that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import name_hints
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.promises import endings_in


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `within` whose scene is no ending."""
    endings = [scene.id.text for scene in analysis.story.scenes if scene.ending is not None]
    hint = name_hints(endings)
    for reference in chain.from_iterable(endings_in(promise) for promise in analysis.story.promises):
        if reference.text not in endings:
            name = reference.text
            message = (
                f"`{name}` is a scene but no ending" if name in analysis.parts else f"no ending is called `{name}`"
            )
            help_text = hint(name) or f"give the scene `{name}` an `ending:` or name another"
            yield Diagnostic("unknown-ending", message, reference.span, help_text)
