"""What a program consists of: its statements, conditions and prose, and the cells that they read.

Every analysis that goes through a whole program does it by these functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.expressions.language.symbols import symbols_of, visits_symbol
from engine.expressions.language.terms import Change, Read, Roll, Statement, Term
from engine.program import model
from engine.program.prose import Prose, TextValue, Value
from engine.records import NamedTuple
from engine.story.promises import Before, condition_in, scenes_in
from engine.story.prose import Either, Varied, Words


class Contents(NamedTuple):
    """What an instruction asks, runs and prints; choices and rules have their own tables."""

    conditions: tuple[Term, ...] = ()
    statements: tuple[Statement, ...] = ()
    """In the order in which they run."""
    prose: Prose = ()


NO_CONTENTS = Contents()


def contents_of(instruction: model.Instruction) -> Contents:
    """Return the contents of an instruction."""
    match instruction:
        case model.Set(statements):
            return Contents(statements=statements)
        case model.Branch(condition):
            return Contents(conditions=(condition,))
        case model.Say(prose) | model.Ask(prompt=prose):
            return Contents(prose=prose)
        case model.EnterScene() | model.Jump() | model.Go() | model.Call() | model.Return() | model.Back():
            return NO_CONTENTS
        case model.Random() | model.CheckRules() | model.Offer() | model.End():
            return NO_CONTENTS
        case unknown:
            assert_never(unknown)


def statements_in(program: model.Program) -> Iterator[Statement]:
    """Yield every statement of a program."""
    for instruction in program.code:
        yield from contents_of(instruction).statements


def conditions_in(program: model.Program) -> Iterator[Term]:
    """Yield every condition on which the course of a game depends: in the code, of choices and of rules."""
    for instruction in program.code:
        yield from contents_of(instruction).conditions
    yield from (choice.when for choice in program.choices if choice.when is not None)
    yield from (rule.condition for rule in program.rules)


def symbols_in(program: model.Program) -> frozenset[str]:
    """Return every cell that a program reads, in its conditions, statements, prose, notes and promises."""
    terms = {id(term): term for term in _terms_in(program)}  # most are written many times
    return frozenset[str]().union(*map(symbols_of, terms.values()))


def _terms_in(program: model.Program) -> Iterator[Term]:
    for instruction in program.code:
        contents = contents_of(instruction)
        yield from contents.conditions
        yield from (change.value for change in contents.statements if isinstance(change, Change))
        yield from _terms_of_prose(contents.prose)
    for choice in program.choices:
        if choice.when is not None:
            yield choice.when
        yield from _terms_of_prose((*choice.label, *choice.locked))
    for text in (*(note.text for note in program.notes), *(epigraph.text for epigraph in program.epigraphs)):
        yield from _terms_of_prose(text)
    yield from _terms_of_prose((*program.about, *(value for status in program.status for value in status.value)))
    yield from (rule.condition for rule in program.rules)
    yield from (note.when for note in program.notes if note.when is not None)
    for promise in program.promises:
        if (condition := condition_in(promise)) is not None:
            yield condition
        if isinstance(promise, Before):
            yield from (Read(visits_symbol(scene)) for scene in scenes_in(promise))


def statement_symbols(statement: Statement) -> frozenset[str]:
    """Return the cells that a statement reads."""
    match statement:
        case Change(value=value):
            return symbols_of(value)
        case Roll():
            return frozenset()
        case unknown:
            assert_never(unknown)


def _terms_of_prose(prose: Prose) -> Iterator[Term]:
    for piece in prose:
        match piece:
            case Words() | TextValue():
                continue
            case Value(term):
                yield term
            case Either(condition, yes, no):
                yield condition
                yield from _terms_of_prose((*yes, *no))
            case Varied(symbol=symbol, parts=parts):
                yield Read(symbol)
                for part in parts:
                    yield from _terms_of_prose(part)
            case unknown:
                assert_never(unknown)
