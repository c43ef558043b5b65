"""Turns blocks into code: each falls through at its end to what follows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from engine.program.assembler import Assembler
from engine.program.compile_choices import OfferTable
from engine.program.compile_prose import compile_prose
from engine.program.model import Ask, Back, Branch, Call, CheckRules, Go, Instruction, Jump, Random, Say, Set
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.blocks import (
    AskStep,
    Block,
    CallStep,
    Choice,
    GoTo,
    Nothing,
    Offering,
    RandomStep,
    Series,
    SetStep,
    Step,
    Steps,
    TextStep,
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a block stands."""

    owner: str
    """The scene or storylet it is written in."""
    leave: int | None = None
    """The label `go: on` leads to: what follows the innermost hub."""
    in_body: bool = False
    """Inside a choice's body, where a `go` first lets the rules be looked at."""


@dataclass(frozen=True, slots=True)
class BlockCompiler:
    """Writes blocks on one sheet."""

    resolved: ResolvedStory
    sheet: Assembler
    offers: OfferTable

    def write(self, block: Block, place: Destination) -> None:
        """Writes one block."""
        match block:
            case Nothing():
                pass
            case GoTo(target):
                self._go(target.text, place)
            case Series(blocks):
                for part in blocks:
                    self.write(part, place)
            case Steps():
                self._steps(block, place)
            case unknown:
                assert_never(unknown)

    def _go(self, target: str, place: Destination) -> None:
        if place.in_body:
            self.sheet.add(CheckRules())
        self.sheet.add(self._leap(target, place))

    def _leap(self, target: str, place: Destination) -> Instruction:
        if target == "on" and place.leave is not None:
            return Jump(place.leave)
        return Back() if target == "back" else Go(target)

    def _steps(self, block: Steps, place: Destination) -> None:
        other, end = self.sheet.label(), self.sheet.label()
        if block.condition is not None:
            self.sheet.add(Branch(self.resolved.term_of(block.condition), other))
        self._run(block, place)
        if block.otherwise is not None:
            self.sheet.jump(end)
        self.sheet.place_label(other)
        if block.otherwise is not None:
            self.write(block.otherwise, place)
        self.sheet.place_label(end)

    def _run(self, block: Steps, place: Destination) -> None:
        for step in block.steps:
            self._step(step, place)
        if block.offering is not None:
            self.offering(block.offering, place)
        if block.then is not None:
            self.write(block.then, place)
        if block.go is not None:
            self.write(block.go, place)

    def _step(self, step: Step, place: Destination) -> None:
        match step:
            case SetStep(statements):
                self.sheet.add(Set(tuple(map(self.resolved.statement_of, statements))))
            case TextStep(prose, span):
                self.sheet.add(Say(compile_prose(prose, self.resolved, place.owner), span))
            case AskStep(into, prompt, limit):
                self.sheet.add(Ask(into.text, compile_prose(prompt, self.resolved, place.owner), limit))
            case CallStep(scene):
                self.sheet.add(Call(scene.text))
            case RandomStep():
                self._random(step, place)
            case unknown:
                assert_never(unknown)

    def _random(self, step: RandomStep, place: Destination) -> None:
        end = self.sheet.label()
        targets = [self.sheet.label() for _ in step.weighted]
        self.sheet.add(Random(tuple(weight for weight, _ in step.weighted), tuple(targets)))
        for target, (_, block) in zip(targets, step.weighted, strict=True):
            self.sheet.place_label(target)
            self.write(block, place)
            self.sheet.jump(end)
        self.sheet.place_label(end)

    def offering(self, offering: Offering, place: Destination) -> None:
        """Writes a list of choices, each choice's body, and the `else`."""
        after, otherwise = self.sheet.label(), self.sheet.label()
        again = self.sheet.here()
        follow = again if offering.is_hub else after
        on_nothing = otherwise if offering.otherwise is not None else after if offering.is_hub else -1
        self.sheet.add(self.offers.offer(offering, on_nothing, follow))
        inner = replace(place, leave=after) if offering.is_hub else place
        for entry in offering.entries:
            if isinstance(entry, Choice):
                self._body(entry, inner, follow)
        self.sheet.place_label(otherwise)
        if offering.otherwise is not None:
            self.write(offering.otherwise, inner)
        self.sheet.place_label(after)

    def _body(self, choice: Choice, place: Destination, follow: int) -> None:
        self.sheet.place_label(self.offers.body_label(choice))
        self.write(choice.body, replace(place, in_body=True))
        if not self.sheet.is_closed():
            self.sheet.add(CheckRules())
        self.sheet.jump(follow)
