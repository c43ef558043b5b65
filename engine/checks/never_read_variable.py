"""A variable is set and never read."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every variable that is set or asked for and never read; none while an expression is faulty."""
    if analysis.has_unclear_names():
        return
    changed = analysis.resolved.variables_changed | {into.text for into in analysis.answer_variables}
    for variable in analysis.story.variables:
        name = variable.name.text
        if name in changed and name not in analysis.resolved.variables_read:
            message = f"the variable `{name}` is set and never read"
            yield Diagnostic("never-read-variable", message, variable.name.span, "read it, or take it away", "warning")
