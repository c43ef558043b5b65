"""`use` names a scene that is more than a list of choices."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.blocks import Block, Steps


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `use` of a scene with anything but fields and `choices`."""
    for link in analysis.graph.links:
        scene = analysis.scenes.get(link.target.text) if link.kind == "use" else None
        excess = None if scene is None else excess_of(scene.body)
        if excess:
            message = f"`{link.target.text}` cannot be used here: it {excess}"
            help_text = "a scene that is used has only fields and `choices`"
            yield Diagnostic("use-not-choices", message, link.target.span, help_text)


def excess_of(body: Block) -> str:
    """Return what makes a body more or less than a list of choices; empty if nothing does."""
    if not isinstance(body, Steps) or body.offering is None:
        return "has no `choices` of its own"
    present = {
        "an `if`": body.condition is not None,
        "steps before its choices": bool(body.steps),
        "a `hub`": body.offering.is_hub,
        "an `else` in its list": body.offering.otherwise is not None,
        "a `then`": body.then is not None,
        "a `go`": body.go is not None,
        "an `else`": body.otherwise is not None,
    }
    excess = [name for name, is_present in present.items() if is_present]
    return f"has {excess[0]}" if excess else ""
