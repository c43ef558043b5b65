"""The choices of a story in one table, and the offers that show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from engine.diagnostics.span import Span
from engine.program import model
from engine.program.assembler import Assembler
from engine.program.compile_prose import compile_prose
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.blocks import Choice, Draw, Offered, Offering, Steps, Use
from engine.story.model import Storylet
from engine.story.walk import choices_of

NO_LIMIT = 2**31


@dataclass(slots=True)
class OfferTable:
    """Every choice of a story, numbered in the order written; storylets come last."""

    resolved: ResolvedStory
    sheet: Assembler
    numbers: dict[Span, int] = field(default_factory=dict)
    """A choice's number, by the place of its label."""
    lists: dict[str, Offering] = field(default_factory=dict)
    """What `use: scene` brings in."""
    decks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The storylets of each deck, in the order they are offered."""

    def fill(self) -> None:
        """Enters every choice, list and deck."""
        for part, found in choices_of(self.resolved.story):
            self._enter(found.choice, f"{part.id.text}.{found.address}", part.id.text)
        for scene in self.resolved.story.scenes:
            if isinstance(scene.body, Steps) and scene.body.offering is not None:
                self.lists[scene.id.text] = scene.body.offering
        self._deal()

    def _enter(self, choice: Choice, address: str, owner: str) -> None:
        self.numbers[choice.span] = len(self.sheet.choices)
        self._add(choice, choice.id.text, address, owner)

    def _add(self, written: Choice | Storylet, id: str, address: str, owner: str) -> None:
        reason = written.locked if isinstance(written, Choice) else None
        self.sheet.choices.append(
            model.Choice(
                id=id,
                address=address,
                label=compile_prose(written.label, self.resolved, owner),
                when=None if written.when is None else self.resolved.term_of(written.when),
                locked=compile_prose(reason, self.resolved, owner),
                once=written.once,
                body=self.sheet.label(),
                scene=owner,
                span=written.span,
            )
        )

    def _deal(self) -> None:
        dealt: dict[str, list[tuple[int, int]]] = {}
        for storylet in self.resolved.story.storylets:
            number = len(self.sheet.choices)
            self.numbers[storylet.span] = self.sheet.numbered_storylets[storylet.id.text] = number
            self._add(storylet, storylet.id.text, storylet.id.text, storylet.id.text)
            dealt.setdefault(storylet.deck.text, []).append((-storylet.priority, number))
        self.decks = {deck: tuple(number for _, number in sorted(cards)) for deck, cards in dealt.items()}

    def body_label(self, written: Choice | Storylet) -> int:
        """The label of a choice's body."""
        return self.sheet.choices[self.numbers[written.span]].body

    def offer(self, offering: Offering, otherwise: int, after: int) -> model.Offer:
        """A list as an instruction; `otherwise` and `after` are labels."""
        entries = tuple(found for entry in offering.entries for found in self._entries(entry, False))
        return model.Offer(entries, otherwise, after)

    def _entries(self, entry: Offered, follows: bool) -> tuple[model.Pick | model.DrawFrom, ...]:
        match entry:
            case Choice(span=span):
                return (model.Pick(self.numbers[span], follows),)
            case Draw(deck, limit, shuffle):
                most = NO_LIMIT if limit is None else limit
                return (model.DrawFrom(deck.text, self.decks.get(deck.text, ()), most, shuffle),)
            case Use(scene):
                used = self.lists[scene.text].entries
                return tuple(found for inner in used for found in self._entries(inner, True))
            case unknown:
                assert_never(unknown)
