"""What one instruction holds: its statements and its conditions, for every analysis that goes through the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.expressions.language.terms import Statement, Term
from engine.program import model


def statements_of(instruction: model.Instruction) -> tuple[Statement, ...]:
    """Return the statements an instruction runs, in order."""
    match instruction:
        case model.Set(statements):
            return statements
        case model.EnterScene() | model.Say() | model.Branch() | model.Jump() | model.Go() | model.Call():
            return ()
        case (
            model.Return()
            | model.Back()
            | model.Random()
            | model.Ask()
            | model.CheckRules()
            | model.Offer()
            | model.End()
        ):
            return ()
        case unknown:
            assert_never(unknown)


def conditions_of(instruction: model.Instruction) -> tuple[Term, ...]:
    """Return the conditions an instruction itself asks; guards of choices and rules stand elsewhere."""
    match instruction:
        case model.Branch(condition):
            return (condition,)
        case model.EnterScene() | model.Say() | model.Set() | model.Jump() | model.Go() | model.Call():
            return ()
        case (
            model.Return()
            | model.Back()
            | model.Random()
            | model.Ask()
            | model.CheckRules()
            | model.Offer()
            | model.End()
        ):
            return ()
        case unknown:
            assert_never(unknown)


def statements_in(program: model.Program) -> Iterator[Statement]:
    """Yield every statement of a program."""
    for instruction in program.code:
        yield from statements_of(instruction)


def conditions_in(program: model.Program) -> Iterator[Term]:
    """Yield every condition of a program's code, guards and rules."""
    for instruction in program.code:
        yield from conditions_of(instruction)
    yield from (choice.when for choice in program.choices if choice.when is not None)
    yield from (rule.condition for rule in program.rules)
