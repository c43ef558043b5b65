"""A block or step can never be run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.fall_through import Move
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.blocks import AskStep, CallStep, GoTo, Nothing, Offering, RandomStep, Series, SetStep, Steps, TextStep


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield the first unreachable block or step of every list."""
    endless = analysis.recursive_calls
    for dead in analysis.unreachable_moves:
        if not dead.is_then and not _is_recursive_call(dead.stopper, endless):
            message = f"this is never run: {_reason(dead.stopper)}"
            help_text = "move it before that, or take it away"
            yield Diagnostic("dead-block", message, dead.move.span, help_text, "warning", also=(dead.stopper.span,))


def _reason(stopper: Move) -> str:
    match stopper:
        case GoTo(target):
            return f"what is before it goes to `{target.text}`"
        case Offering():
            return "every choice before it leaves"
        case CallStep(scene):
            return f"the call of `{scene.text}` before it does not come back"
        case Nothing() | Series() | Steps() | SetStep() | TextStep() | AskStep() | RandomStep():
            return "what is before it goes elsewhere"
        case unknown:
            assert_never(unknown)


def _is_recursive_call(stopper: Move, endless: Collection[str]) -> bool:
    """Return whether what stops the story is a recursive call, which is a fault of its own."""
    return isinstance(stopper, CallStep) and stopper.scene.text in endless
