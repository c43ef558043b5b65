"""Two choices of one list have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.story.analysis.story_analysis import StoryAnalysis, offered_choices
from engine.story.blocks import Choice, Draw, Offering
from engine.story.graph import deck_key
from engine.story.model import Storylet


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every entry of a list that brings in an id which the list already has."""
    for part, offering in analysis.offerings:
        if not all(isinstance(entry, Choice) for entry in offering.entries):
            yield from _clashes(offering, part.id.text, analysis)


def _clashes(offering: Offering, owner: str, analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield the clashes of one list; a choice with the id of a storylet clashes with a draw of its deck."""
    first: dict[str, Span] = {}
    reported: set[Span] = set()
    for entry, span in offered_choices(offering, owner, analysis):
        own, added = _keys(entry, analysis)
        twin = next((first[key] for key in own if key in first), None)
        if twin is not None and span not in reported:
            reported.add(span)
            help_text = "give one of them an `id:`, or take it in only once"
            yield Diagnostic("same-choice", _message(entry), span, help_text, also=(twin,))
        for key in added:
            first.setdefault(key, span)


def _keys(entry: Choice | Draw, analysis: StoryAnalysis) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys an entry must not find in the list, and those it adds for the entries below."""
    if isinstance(entry, Draw):
        deck = deck_key(entry.deck.text)
        return (deck, "alike:" + deck), (deck,)
    storylet = analysis.parts.get(entry.id.text)
    if not isinstance(storylet, Storylet):
        return (entry.id.text,), (entry.id.text,)
    deck = deck_key(storylet.deck.text)
    return (entry.id.text, deck), (entry.id.text, "alike:" + deck)


def _message(entry: Choice | Draw) -> str:
    if isinstance(entry, Draw):
        return f"the deck `{entry.deck.text}` has a choice that this list already offers"
    return f"this list already offers a choice with the id `{entry.id.text}`"
