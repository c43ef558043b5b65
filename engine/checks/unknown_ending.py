"""A promise is made about an ending that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._hints import hints
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic
from engine.story.model import Within


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every `within` whose scene is not an ending."""
    endings = [scene.id.text for scene in survey.story.scenes if scene.ending is not None]
    hint = hints(endings)
    for promise in survey.story.promises:
        if isinstance(promise, Within) and promise.ending.text not in endings:
            name = promise.ending.text
            message = f"`{name}` is a scene but no ending" if name in survey.told else f"no ending is called `{name}`"
            helping = hint(name) or f"give the scene `{name}` an `ending:` or name another"
            yield Diagnostic("unknown-ending", message, promise.ending.span, helping)
