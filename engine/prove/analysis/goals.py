"""Lists what a playthrough can reach: scenes entered and pieces of prose printed, each with where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, assert_never

from engine.diagnostics.span import Span
from engine.expressions.language.symbols import took_symbol
from engine.expressions.language.terms import Constant, Operation, Read, Term
from engine.language import Variation
from engine.program import model
from engine.program.prose import Piece, Prose, TextValue, Value
from engine.records import dataclass
from engine.story.prose import Either, Varied, Words

Moment = Literal["run", "offered", "locked", "noted"]
"""An instruction is run, a choice is on offer, a choice is shown locked, a note has appeared."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that is reached when the machine passes a point while a condition holds."""

    moment: Moment
    at: int
    """The address of an instruction, or the number of a choice or a note."""
    condition: Term | None
    span: Span
    words: str
    """The prose, shortened; empty for a scene."""


def scene_goals(program: model.Program) -> dict[str, Goal]:
    """Return a goal for entering each scene and storylet, by its id."""
    return {scene.id: Goal("run", scene.start, None, scene.span, "") for scene in program.scenes}


def prose_goals(program: model.Program) -> tuple[Goal, ...]:
    """Return a goal for each piece of prose: texts, arms of forms, prompts, labels, reasons and notes."""
    return tuple(_prose_goals(program))


def _prose_goals(program: model.Program) -> Iterator[Goal]:
    for address, instruction in enumerate(program.code):
        if isinstance(instruction, model.Say):
            yield from _goals("run", address, instruction.prose, None, instruction.span)
        elif isinstance(instruction, model.Ask):
            yield from _goals_of_arms("run", address, instruction.prompt, None)
    for number, choice in enumerate(program.choices):
        yield from _goals("offered", number, choice.label, None, choice.span)
        yield from _goals("locked", number, choice.locked, _not_taken(choice), choice.span)
    for number, note in enumerate(program.notes):
        yield from _goals("noted", number, note.text, None, note.span)


def _not_taken(choice: model.Choice) -> Term | None:
    """Return the condition that a choice is not used up; a used choice is not even shown as locked."""
    return Operation("==", (Read(took_symbol(choice.address)), Constant(0))) if choice.once else None


def _goals(moment: Moment, at: int, prose: Prose, condition: Term | None, span: Span) -> Iterator[Goal]:
    if any(isinstance(piece, Words) and piece.text.strip() for piece in prose):
        yield Goal(moment, at, condition, span, _first_words(prose))
    yield from _goals_of_arms(moment, at, prose, condition)


def _goals_of_arms(moment: Moment, at: int, prose: Prose, condition: Term | None) -> Iterator[Goal]:
    for piece in prose:
        for part, holds, span in _parts(piece):
            yield from _goals(moment, at, part, _conjunction(condition, holds), span)


def _parts(piece: Piece) -> Iterator[tuple[Prose, Term | None, Span]]:
    match piece:
        case Either(condition, yes, no, span):
            yield yes, condition, span
            yield no, Operation("not", (condition,)), span
        case Varied(variation, symbol, parts, span):
            for number, part in enumerate(parts, 1):
                yield part, _visit_condition(variation, symbol, number, len(parts)), span
        case Words() | Value() | TextValue():
            return
        case unknown:
            assert_never(unknown)


def _visit_condition(variation: Variation, symbol: str, number: int, count: int) -> Term | None:
    """Return the visits on which a part is printed; of a cycle, that it has been reached at all."""
    match variation:
        case "shuffle":
            return None
        case "cycle":
            return None if number == 1 else Operation(">=", (Read(symbol), Constant(number)))
        case "visits" if number == count:
            return None if number == 1 else Operation(">=", (Read(symbol), Constant(number)))
        case "visits" | "first":
            return Operation("<=" if number == 1 else "==", (Read(symbol), Constant(number)))
        case unknown:
            assert_never(unknown)


def _conjunction(first: Term | None, second: Term | None) -> Term | None:
    return Operation("and", (first, second)) if first and second else first or second


def _first_words(prose: Prose) -> str:
    words = " ".join(" ".join(piece.text for piece in prose if isinstance(piece, Words)).split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"


PointGoals = dict[tuple[Moment, int], list[tuple[int, Term | None]]]
"""By moment and address or number, the number and condition of each goal."""


def goals_by_point(goals: Iterable[Goal]) -> PointGoals:
    """Return goals, numbered in order, by where they are reached."""
    by_point: PointGoals = {}
    for number, goal in enumerate(goals):
        by_point.setdefault((goal.moment, goal.at), []).append((number, goal.condition))
    return by_point
