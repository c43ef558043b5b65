"""Compile the choices of a story to one table, and its lists to offers of them."""

from __future__ import annotations

from typing import assert_never

from engine.program import model
from engine.program.assembler import Assembler
from engine.program.compile_prose import compile_prose
from engine.records import dataclass, field
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.blocks import Choice, Draw, Offered, Offering, Steps, Use
from engine.story.model import Storylet
from engine.story.walk import choices_of

NO_LIMIT = 2**31


@dataclass(slots=True)
class OfferTable:
    """Every choice of a story, numbered in file order, storylets last."""

    resolved: ResolvedStory
    assembler: Assembler
    numbers: dict[int, int] = field(default_factory=dict)
    """The number of each choice and storylet, by its identity."""
    lists: dict[str, Offering] = field(default_factory=dict)
    """The list that `use: scene` includes, by scene."""
    decks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The storylets of each deck, in the order they are offered."""

    def fill(self) -> None:
        """Enter every choice, list and deck in the table."""
        for part, place in choices_of(self.resolved.story):
            self._enter(place.choice, f"{part.id.text}.{place.address}", part.id.text)
        for scene in self.resolved.story.scenes:
            if isinstance(scene.body, Steps) and scene.body.offering is not None:
                self.lists[scene.id.text] = scene.body.offering
        self._number_storylets()

    def _enter(self, choice: Choice, address: str, owner: str) -> None:
        self.numbers[id(choice)] = len(self.assembler.choices)
        self._add(choice, choice.id.text, address, owner)

    def _add(self, source: Choice | Storylet, name: str, address: str, owner: str) -> None:
        reason = source.locked if isinstance(source, Choice) else None
        self.assembler.choices.append(
            model.Choice(
                id=name,
                address=address,
                label=compile_prose(source.label, self.resolved, owner),
                when=None if source.when is None else self.resolved.term_of(source.when),
                locked=compile_prose(reason, self.resolved, owner),
                once=source.once,
                body=self.assembler.label(),
                scene=owner,
                span=source.span,
            )
        )

    def _number_storylets(self) -> None:
        decks: dict[str, list[tuple[int, int]]] = {}
        for storylet in self.resolved.story.storylets:
            number = len(self.assembler.choices)
            self.numbers[id(storylet)] = self.assembler.storylet_choices[storylet.id.text] = number
            self._add(storylet, storylet.id.text, storylet.id.text, storylet.id.text)
            decks.setdefault(storylet.deck.text, []).append((-storylet.priority, number))
        self.decks = {deck: tuple(number for _, number in sorted(cards)) for deck, cards in decks.items()}

    def body_label(self, source: Choice | Storylet) -> int:
        """Return the label of the body of a choice or storylet."""
        return self.assembler.choices[self.numbers[id(source)]].body

    def offer(self, offering: Offering, otherwise: int, after: int) -> model.Offer:
        """Return a list as an instruction; `otherwise` and `after` are labels."""
        entries = tuple(pick for entry in offering.entries for pick in self._entries(entry, False))
        return model.Offer(entries, otherwise, after)

    def _entries(self, entry: Offered, follows: bool) -> tuple[model.Pick | model.DrawFrom, ...]:
        match entry:
            case Choice():
                return (model.Pick(self.numbers[id(entry)], follows),)
            case Draw(deck, limit, shuffle):
                most = NO_LIMIT if limit is None else limit
                return (model.DrawFrom(deck.text, self.decks.get(deck.text, ()), most, shuffle),)
            case Use(scene):
                entries = self.lists[scene.text].entries
                return tuple(pick for inner in entries for pick in self._entries(inner, True))
            case unknown:
                assert_never(unknown)
