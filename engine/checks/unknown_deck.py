"""A list draws from a deck that no storylet belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import name_hints
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every `draw` of a deck without storylets."""
    hint = name_hints(analysis.decks)
    for link in analysis.graph.links:
        if link.kind == "draw" and link.target.text not in analysis.decks:
            name = link.target.text
            help_text = hint(name) or f"give a storylet `deck: {name}`"
            yield Diagnostic("unknown-deck", f"no storylet belongs to the deck `{name}`", link.target.span, help_text)
