"""Compute what a list offers once `use` is replaced by the choices it brings in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.diagnostics.span import Span
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.blocks import Block, Choice, Draw, Offered, Offering, Steps, Use

MAX_USES = 100
"""Entries that one `use` may bring in."""


def unconditional_uses(body: Block) -> tuple[Use, ...]:
    """Return the `use` entries of a scene's own list, not of the lists inside its choices."""
    return tuple(entry for entry in _list_of(body) if isinstance(entry, Use))


def offered_choices(offering: Offering, owner: str, analysis: StoryAnalysis) -> Iterator[tuple[Choice | Draw, Span]]:
    """Yield every choice and draw that a list of a scene offers, and the place in it that brings it in.

    A list that leads back to its own scene is another fault, and ends there; so is one that brings in too much.
    """
    for entry in offering.entries:
        match entry:
            case Choice(id=name):
                yield entry, name.span
            case Draw(span=span):
                yield entry, span
            case Use(span=span):
                entries = used_choices(entry, owner, analysis)[:MAX_USES]
                yield from ((inner, span) for inner in entries if not isinstance(inner, Use))
            case unknown:
                assert_never(unknown)


def used_choices(use: Use, owner: str, analysis: StoryAnalysis) -> tuple[Offered, ...]:
    """Return the entries a `use` brings in, nested `use` entries among them; at most one more than it may."""
    waiting: list[Offered] = [use]
    passed = {owner}
    entries: list[Offered] = []
    while waiting and len(entries) <= MAX_USES:
        entry = waiting.pop()
        if entry is not use:
            entries.append(entry)
        if isinstance(entry, Use) and entry.scene.text in analysis.scenes and entry.scene.text not in passed:
            passed.add(entry.scene.text)
            waiting.extend(reversed(_list_of(analysis.scenes[entry.scene.text].body)))
    return tuple(entries)


def _list_of(body: Block) -> tuple[Offered, ...]:
    offering = body.offering if isinstance(body, Steps) else None
    return offering.entries if offering else ()
