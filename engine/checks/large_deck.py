"""A deck holds more than two hundred storylets."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis

MOST_DEALT = 200


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield the first storylet of every deck that is one too many."""
    for name, storylets in analysis.decks.items():
        if len(storylets) > MOST_DEALT:
            message = f"the deck `{name}` holds more than {MOST_DEALT} storylets"
            yield Diagnostic("large-deck", message, storylets[MOST_DEALT].id.span, "part it into several decks")
