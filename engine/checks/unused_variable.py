"""A variable or a derived value is declared and never used."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.blocks import PlacedName


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every declaration that nothing names; none while an expression is faulty, since that may name it."""
    if analysis.has_unclear_names():
        return
    names_in_use = (
        analysis.resolved.variables_read
        | analysis.resolved.variables_changed
        | {into.text for into in analysis.answer_variables}
    )
    for noun, name in _declarations(analysis):
        if name.text not in names_in_use:
            message = f"the {noun} `{name.text}` is never used"
            yield Diagnostic("unused-variable", message, name.span, "use it, or take it away", "warning")


def _declarations(analysis: StoryAnalysis) -> Iterator[tuple[str, PlacedName]]:
    """Yield every declared name, after the noun that messages use for what it names."""
    yield from (("variable", variable.name) for variable in analysis.story.variables)
    yield from (("derived value", derived.name) for derived in analysis.story.derived)
