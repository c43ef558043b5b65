"""A choice or a scene ends and nothing follows it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.entry_modes import EntryMode
from engine.story.analysis.fall_through_ends import LooseEnd, loose_ends
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.model import Scene
from engine.story.walk import Part


def check(survey: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every place where a scene falls through that is gone to at the top level."""
    for name, scene in survey.parts.items():
        if EntryMode.GONE_TO in survey.entry_modes[name] and name in survey.outcomes.falling_through:
            yield from _scene_faults(scene, survey)


def _scene_faults(scene: Part, survey: StoryAnalysis) -> Iterator[Diagnostic]:
    owner = LooseEnd("scene" if isinstance(scene, Scene) else "storylet", scene.id.span)
    reported = set()
    for end in loose_ends(scene.body, owner, survey.outcomes):
        if end.span not in reported:
            reported.add(end.span)
            yield Diagnostic("leads-nowhere", _message(end), end.span, _help(end))


def _message(end: LooseEnd) -> str:
    match end.what:
        case "on":
            return "`go: on` leaves the hub, and nothing follows it"
        case "use":
            return "a choice used here goes on with what follows this list, and nothing does"
        case "draw":
            return "a storylet drawn here goes on with what follows this list, and nothing does"
        case what:
            named = "`else`" if what == "else" else what
            return f"this {named} leads nowhere" + (" when its last `if` does not hold" if end.unless else "")


def _help(end: LooseEnd) -> str:
    if end.unless:
        return "give the `if` an `else`, or say what follows with `then:` or `go:`"
    if end.what == "scene":
        return "end it with `go:` and a scene, or make it an ending with `ending:`"
    if end.what == "choice":
        return "name a scene after it, or give its list a `then:`"
    return "say what follows with `then:` or `go:`"
