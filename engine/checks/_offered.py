"""What a list offers once `use` is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.checks._survey import Survey
from engine.diagnostics.span import Span
from engine.story.blocks import Block, Choice, Draw, Offered, Offering, Steps, Use

MOST_USED = 100
"""Entries that one `use` may bring in."""


def used_at_once(body: Block) -> tuple[Use, ...]:
    """The `use` entries of a scene's own list, not of the lists inside its choices."""
    return tuple(entry for entry in _list_of(body) if isinstance(entry, Use))


def offered(offering: Offering, owner: str, survey: Survey) -> Iterator[tuple[Choice | Draw, Span]]:
    """Every choice and draw a list of a scene comes to, and the place in it that brings it in.

    A list that comes back to its own scene is another fault, and ends there; so is one that takes in too much.
    """
    for entry in offering.entries:
        match entry:
            case Choice(id=named):
                yield entry, named.span
            case Draw(span=span):
                yield entry, span
            case Use(span=span):
                brought = brought_in(entry, owner, survey)[:MOST_USED]
                yield from ((inner, span) for inner in brought if not isinstance(inner, Use))
            case unknown:
                assert_never(unknown)


def brought_in(use: Use, owner: str, survey: Survey) -> tuple[Offered, ...]:
    """The entries a `use` brings in, further ones of its kind among them; one more than it may at most."""
    waiting: list[Offered] = [use]
    passed = {owner}
    found: list[Offered] = []
    while waiting and len(found) <= MOST_USED:
        entry = waiting.pop()
        if entry is not use:
            found.append(entry)
        if isinstance(entry, Use) and entry.scene.text in survey.scenes and entry.scene.text not in passed:
            passed.add(entry.scene.text)
            waiting.extend(reversed(_list_of(survey.scenes[entry.scene.text].body)))
    return tuple(found)


def _list_of(body: Block) -> tuple[Offered, ...]:
    offering = body.offering if isinstance(body, Steps) else None
    return offering.entries if offering else ()
