"""Count words, scenes and choices of a story, and how much of it depends on what the player did."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import assert_never

from engine.expressions.language.symbols import symbols_of, took_symbol
from engine.records import dataclass
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.blocks import (
    AskStep,
    Block,
    CallStep,
    GoTo,
    Nothing,
    Piece,
    Prose,
    RandomStep,
    Series,
    SetStep,
    ShownValue,
    Step,
    Steps,
    TextStep,
)
from engine.story.occurrences import ConditionOccurrence, expressions_of
from engine.story.prose import Either, Varied, Words
from engine.story.walk import AddressedChoice, Part, blocks_within, contents_of, parts_of


@dataclass(frozen=True, slots=True)
class SceneStatistics:
    """One scene or storylet."""

    id: str
    opening_words: int
    """Words before its first choices, each form and each arm of an `if` at its longest."""
    words: int
    """Words in all: labels, reasons, results, and every variant."""
    choices: int
    changing_choices: int
    """Choices that change the state: they set something, or something asks whether they were picked."""
    varies: bool
    """Some prose or block of it depends on what happened before."""
    is_ending: bool


@dataclass(frozen=True, slots=True)
class StoryStatistics:
    scenes: tuple[SceneStatistics, ...]
    note_words: int
    notes: int


def story_statistics(resolved: ResolvedStory) -> StoryStatistics:
    """Count a whole story in which every expression is sound."""
    story = resolved.story
    asked = frozenset(_symbols_asked(resolved))
    notes = sum(count_words(note.text) + len(note.title.split()) for note in story.notes)
    return StoryStatistics(tuple(_scene(part, asked) for part in parts_of(story)), notes, len(story.notes))


def _symbols_asked(resolved: ResolvedStory) -> Iterator[str]:
    """Yield the cells that conditions ask about, those of `took()` among them."""
    for occurrence in expressions_of(resolved.story):
        if isinstance(occurrence, ConditionOccurrence):
            yield from symbols_of(resolved.term_of(occurrence.expression))


def _scene(part: Part, asked: frozenset[str]) -> SceneStatistics:
    choices = contents_of(part).choices
    return SceneStatistics(
        id=part.id.text,
        opening_words=_words_before_choices(part.body)[0],
        words=sum(map(count_words, _scene_proses(part))),
        choices=len(choices),
        changing_choices=sum(_changes(choice, part, asked) for choice in choices),
        varies=_varies(part),
        is_ending=getattr(part, "ending", None) is not None,
    )


def _changes(addressed: AddressedChoice, part: Part, asked: Collection[str]) -> bool:
    choice = addressed.choice
    is_asked_about = took_symbol(f"{part.id.text}.{addressed.address}") in asked
    return choice.once or is_asked_about or any(map(_sets, blocks_within(choice.body)))


def _sets(block: Block) -> bool:
    return isinstance(block, Steps) and any(isinstance(step, SetStep) for step in block.steps)


def _words_before_choices(block: Block | None) -> tuple[int, bool]:
    """Return the most words of a block before a list of choices, and whether it has such a list."""
    match block:
        case Series(blocks):
            return _words_before_choices_in_series(blocks)
        case Steps():
            words = sum(map(_step_words, block.steps))
            rest, is_over = (0, True) if block.offering else _words_before_choices(block.then)
            return max((words + rest, is_over), _words_before_choices(block.otherwise))
        case Nothing() | GoTo() | None:
            return 0, False
        case unknown:
            assert_never(unknown)


def _words_before_choices_in_series(blocks: Iterable[Block]) -> tuple[int, bool]:
    words = 0
    for block in blocks:
        more, is_over = _words_before_choices(block)
        words += more
        if is_over:
            return words, True
    return words, False


def _step_words(step: Step) -> int:
    match step:
        case TextStep(prose=prose):
            return count_words(prose, max)
        case RandomStep(weighted=weighted):
            return max(_words_before_choices(block)[0] for _, block in weighted)
        case SetStep() | AskStep() | CallStep():
            return 0
        case unknown:
            assert_never(unknown)


def _scene_proses(part: Part) -> Iterator[Prose]:
    for block in contents_of(part).blocks:
        if isinstance(block, Steps):
            yield from (step.prose for step in block.steps if isinstance(step, TextStep))
    for addressed in contents_of(part).choices:
        yield addressed.choice.label
        if addressed.choice.locked is not None:
            yield addressed.choice.locked


def _varies(part: Part) -> bool:
    if any(isinstance(block, Steps) and block.condition is not None for block in contents_of(part).blocks):
        return True
    return any(not isinstance(piece, Words) for prose in _scene_proses(part) for piece in prose)


def count_words(prose: Prose, of_variants: Callable[[Iterable[int]], int] = sum) -> int:
    """Count the words of every variant, or with `max` the most that a reader can see."""
    return sum(_count_piece_words(piece, of_variants) for piece in prose)


def _count_piece_words(piece: Piece, of_variants: Callable[[Iterable[int]], int]) -> int:
    match piece:
        case Words(text):
            return sum(1 for word in text.split() if any(sign.isalnum() for sign in word))
        case Either(yes=yes, no=no):
            return of_variants((count_words(yes, of_variants), count_words(no, of_variants)))
        case Varied(parts=parts):
            return of_variants((0, *(count_words(part, of_variants) for part in parts)))
        case ShownValue():
            return 1
        case unknown:
            assert_never(unknown)
