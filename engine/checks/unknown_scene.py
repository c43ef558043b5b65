"""A name leads to a scene that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import name_hints
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.promises import scenes_in

_unknown_scene = partial(Diagnostic, "unknown-scene")


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every name that no scene has; a storylet counts as a scene in promises only."""
    yield from _unknown_targets(analysis)
    hint = name_hints(analysis.parts)
    for reference in chain.from_iterable(scenes_in(promise) for promise in analysis.story.promises):
        if reference.text not in analysis.parts:
            message = f"this promise speaks of `{reference.text}`, and no scene has that name"
            yield _unknown_scene(message, reference.span, hint(reference.text))


def _unknown_targets(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every reference outside promises to a storylet, or to a scene that does not exist."""
    hint = name_hints(analysis.scenes)
    for phrase, reference in analysis.scene_references():
        if reference.text in analysis.scenes:
            continue
        opening = f"{phrase} `{reference.text}`"
        message, help_text = f"{opening}, and no scene has that name", hint(reference.text)
        if reference.text in analysis.parts:
            message = f"{opening}, which is a storylet, and a storylet is only drawn"
            help_text = "draw its deck in a list, or make it a scene"
        yield _unknown_scene(message, reference.span, help_text)
