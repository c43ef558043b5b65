"""The storylets of a deck are never drawn."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.story.analysis.story_analysis import StoryAnalysis


def check(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield the first storylet of every deck that no list draws; none while a deck's name is wrong."""
    draws = {link.target.text for link in analysis.graph.links if link.kind == "draw"}
    if not draws <= analysis.decks.keys():
        return
    for name, storylets in analysis.decks.items():
        if name not in draws:
            message = f"the deck `{name}` is never drawn, so its storylets are never offered"
            yield Diagnostic(
                "undrawn-deck", message, storylets[0].deck.span, f"put `- draw: {name}` in a list", "warning"
            )
