"""A line of the status cannot be shown in the form asked for."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.expressions.language.kinds import NumberKind
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every bar or number whose value is no number."""
    for line in analysis.story.status:
        kind = analysis.resolved.kind_of(line.value)
        if line.form != "words" and kind is not None and not isinstance(kind, NumberKind):
            message = f"`{line.label}` is no number, and `as: {line.form}` shows one"
            yield Diagnostic("status-form", message, line.value.span, "write `as: words`")
