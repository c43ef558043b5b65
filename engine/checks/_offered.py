"""What a list offers once `use` and `draw` are filled in, as far as can be told without playing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.span import Span
from engine.story.blocks import Block, Choice, Draw, Offered, Offering, Steps, Use


def used_at_once(body: Block) -> tuple[Use, ...]:
    """The `use` entries of a scene's own list, not of the lists inside its choices."""
    offering = body.offering if isinstance(body, Steps) else None
    return tuple(entry for entry in offering.entries if isinstance(entry, Use)) if offering else ()


def offered_ids(offering: Offering, owner: str, survey: Survey) -> Iterator[tuple[str, Span]]:
    """The id of everything a list of a scene may offer, and the place in it that brings it in.

    A list that comes back to its own scene is another fault, and ends there.
    """
    for entry in offering.entries:
        if isinstance(entry, Choice):
            yield entry.id.text, entry.id.span
        else:
            yield from ((id, entry.span) for id in _brought_in(entry, owner, survey))


def _brought_in(entry: Offered, owner: str, survey: Survey) -> Iterator[str]:
    waiting: list[Offered] = [entry]
    passed = {owner}
    while waiting:
        match waiting.pop():
            case Choice(id=named):
                yield named.text
            case Draw(deck):
                yield from (storylet.id.text for storylet in survey.decks.get(deck.text, ()))
            case Use(scene) if scene.text not in passed:
                passed.add(scene.text)
                waiting.extend(_list_of(scene.text, survey))
            case _:
                continue


def _list_of(name: str, survey: Survey) -> tuple[Offered, ...]:
    scene = survey.scenes.get(name)
    offering = scene.body.offering if scene is not None and isinstance(scene.body, Steps) else None
    return offering.entries if offering else ()
