"""Compile blocks to code: control falls through from the end of a block to what follows it."""

from __future__ import annotations

from typing import assert_never

from engine.program.assembler import Assembler
from engine.program.compile_choices import OfferTable
from engine.program.compile_prose import compile_prose
from engine.program.model import Ask, Back, Branch, Call, CheckRules, Go, Instruction, Jump, Random, Say, Set
from engine.records import dataclass, replace
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
class BlockContext:
    """Where a block is written, as far as its code depends on it."""

    owner: str
    """The scene or storylet that contains it."""
    leave: int | None = None
    """The label of `go: on`: what follows the innermost hub."""
    in_body: bool = False
    """Inside the body of a choice, where the rules are checked before a `go`."""


@dataclass(frozen=True, slots=True)
class BlockCompiler:
    """Appends the code of blocks to an assembler."""

    resolved: ResolvedStory
    assembler: Assembler
    offers: OfferTable

    def compile_block(self, block: Block, context: BlockContext) -> None:
        """Append the code of a block."""
        match block:
            case Nothing():
                pass
            case GoTo(target):
                self._go(target.text, context)
            case Series(blocks):
                for part in blocks:
                    self.compile_block(part, context)
            case Steps():
                self._steps(block, context)
            case unknown:
                assert_never(unknown)

    def _go(self, target: str, context: BlockContext) -> None:
        if context.in_body:
            self.assembler.add(CheckRules())
        self.assembler.add(self._transfer(target, context))

    def _transfer(self, target: str, context: BlockContext) -> Instruction:
        if target == "on" and context.leave is not None:
            return Jump(context.leave)
        return Back() if target == "back" else Go(target)

    def _steps(self, block: Steps, context: BlockContext) -> None:
        other, end = self.assembler.label(), self.assembler.label()
        if block.condition is not None:
            self.assembler.add(Branch(self.resolved.term_of(block.condition), other))
        self._run(block, context)
        if block.otherwise is not None:
            self.assembler.jump(end)
        self.assembler.place_label(other)
        if block.otherwise is not None:
            self.compile_block(block.otherwise, context)
        self.assembler.place_label(end)

    def _run(self, block: Steps, context: BlockContext) -> None:
        for step in block.steps:
            self._step(step, context)
        if block.offering is not None:
            self._offering(block.offering, context)
        if block.then is not None:
            self.compile_block(block.then, context)
        if block.go is not None:
            self.compile_block(block.go, context)

    def _step(self, step: Step, context: BlockContext) -> None:
        match step:
            case SetStep(statements):
                self.assembler.add(Set(tuple(map(self.resolved.statement_of, statements))))
            case TextStep(prose, span):
                self.assembler.add(Say(compile_prose(prose, self.resolved, context.owner), span))
            case AskStep(into, prompt, limit):
                self.assembler.add(Ask(into.text, compile_prose(prompt, self.resolved, context.owner), limit))
            case CallStep(scene):
                self.assembler.add(Call(scene.text))
            case RandomStep():
                self._random(step, context)
            case unknown:
                assert_never(unknown)

    def _random(self, step: RandomStep, context: BlockContext) -> None:
        end = self.assembler.label()
        targets = [self.assembler.label() for _ in step.weighted]
        self.assembler.add(Random(tuple(weight for weight, _ in step.weighted), tuple(targets)))
        for target, (_, block) in zip(targets, step.weighted, strict=True):
            self.assembler.place_label(target)
            self.compile_block(block, context)
            self.assembler.jump(end)
        self.assembler.place_label(end)

    def _offering(self, offering: Offering, context: BlockContext) -> None:
        """Append the code of a list of choices, of the body of each choice, and of the `else`."""
        after, otherwise = self.assembler.label(), self.assembler.label()
        again = self.assembler.label_here()
        follow = again if offering.is_hub else after
        on_nothing = otherwise if offering.otherwise is not None else after if offering.is_hub else -1
        self.assembler.add(self.offers.offer(offering, on_nothing, follow))
        inner = replace(context, leave=after) if offering.is_hub else context
        for entry in offering.entries:
            if isinstance(entry, Choice):
                self._body(entry, inner, follow)
        self.assembler.place_label(otherwise)
        if offering.otherwise is not None:
            self.compile_block(offering.otherwise, inner)
        self.assembler.place_label(after)

    def _body(self, choice: Choice, context: BlockContext, follow: int) -> None:
        self.assembler.place_label(self.offers.body_label(choice))
        self.compile_block(choice.body, BlockContext(context.owner, context.leave, in_body=True))
        if not self.assembler.is_closed():
            self.assembler.add(CheckRules())
        self.assembler.jump(follow)
