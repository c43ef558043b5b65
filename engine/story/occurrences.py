"""List every expression and every piece of prose of a story, with its purpose and the scene it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.expressions.language.tree import WrittenExpression, WrittenStatement
from engine.records import dataclass
from engine.story.blocks import AskStep, Choice, Prose, SetStep, ShownValue, Steps, TextStep
from engine.story.model import Story, Storylet
from engine.story.promises import condition_in
from engine.story.prose import Either, Varied, Words
from engine.story.walk import Part, contents_of, parts_of


@dataclass(frozen=True, slots=True)
class ConditionOccurrence:
    """An expression that must hold or not."""

    expression: WrittenExpression
    owner: str | None
    """The scene or storylet it is written in, if it is in one."""


@dataclass(frozen=True, slots=True)
class ValueOccurrence:
    """An expression that is shown, or named by `derived`."""

    expression: WrittenExpression
    owner: str | None


@dataclass(frozen=True, slots=True)
class StatementOccurrence:
    """One statement of a `set`."""

    assign: WrittenStatement
    owner: str | None


Occurrence = ConditionOccurrence | ValueOccurrence | StatementOccurrence


@dataclass(frozen=True, slots=True)
class ProseOccurrence:
    prose: Prose
    owner: str | None


def expressions_of(story: Story) -> Iterator[Occurrence]:
    """Yield every expression of the story, those inside prose too."""
    for part in parts_of(story):
        yield from _expressions_in(part)
    yield from _expressions_outside(story)
    for occurrence in prose_of(story):
        yield from expressions_in_prose(occurrence.prose, occurrence.owner)


def prose_of(story: Story) -> Iterator[ProseOccurrence]:
    """Yield every piece of prose of the story."""
    for part in parts_of(story):
        yield from _prose_in(part)
    yield from (ProseOccurrence(note.text, None) for note in story.notes)
    yield from (ProseOccurrence(epigraph.text, None) for epigraph in story.epigraphs)
    if story.about is not None:
        yield ProseOccurrence(story.about, None)


def expressions_in_prose(prose: Prose, owner: str | None) -> Iterator[Occurrence]:
    """Yield the expressions of the inline forms, at any depth."""
    for piece in prose:
        match piece:
            case ShownValue(expression):
                yield ValueOccurrence(expression, owner)
            case Either(condition, yes, no):
                yield ConditionOccurrence(condition, owner)
                yield from expressions_in_prose(yes, owner)
                yield from expressions_in_prose(no, owner)
            case Varied(_, _, parts):
                for part in parts:
                    yield from expressions_in_prose(part, owner)
            case Words():
                pass
            case unknown:
                assert_never(unknown)


def _expressions_in(part: Part) -> Iterator[Occurrence]:
    owner = part.id.text
    if isinstance(part, Storylet) and part.when:
        yield ConditionOccurrence(part.when, owner)
    for block in contents_of(part).blocks:
        if isinstance(block, Steps) and block.condition:
            yield ConditionOccurrence(block.condition, owner)
    for step in contents_of(part).steps:
        if isinstance(step, SetStep):
            yield from (StatementOccurrence(assign, owner) for assign in step.statements)
    for offer in contents_of(part).offers:
        if isinstance(offer, Choice) and offer.when:
            yield ConditionOccurrence(offer.when, owner)


def _expressions_outside(story: Story) -> Iterator[Occurrence]:
    yield from (ValueOccurrence(derived.expression, None) for derived in story.derived)
    yield from (ValueOccurrence(line.value, None) for line in story.status)
    yield from (ConditionOccurrence(rule.condition, None) for rule in story.rules)
    yield from (ConditionOccurrence(note.when, None) for note in story.notes if note.when)
    conditions = (condition_in(promise) for promise in story.promises)
    yield from (ConditionOccurrence(condition, None) for condition in conditions if condition)


def _prose_in(part: Part) -> Iterator[ProseOccurrence]:
    owner = part.id.text
    if isinstance(part, Storylet):
        yield ProseOccurrence(part.label, owner)
    for step in contents_of(part).steps:
        if isinstance(step, TextStep):
            yield ProseOccurrence(step.prose, owner)
        if isinstance(step, AskStep):
            yield ProseOccurrence(step.prompt, owner)
    for offer in contents_of(part).offers:
        if isinstance(offer, Choice):
            yield ProseOccurrence(offer.label, owner)
            if offer.locked is not None:
                yield ProseOccurrence(offer.locked, owner)
