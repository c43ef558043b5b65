"""What a program consists of: its statements, conditions and prose, and the cells that they read.

Every analysis that goes through a whole program does it by these functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.expressions.language.symbols import symbols_of, visits_symbol
from engine.expressions.language.terms import Change, Roll, Statement, Term
from engine.program import model
from engine.program.prose import Piece, Prose, TextValue, Value
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


def prose_in(program: model.Program) -> Iterator[Prose]:
    """Yield every prose that a program can print."""
    yield from (contents_of(instruction).prose for instruction in program.code)
    for choice in program.choices:
        yield choice.label
        yield choice.locked
    yield from (note.text for note in program.notes)
    yield from (status.value for status in program.status)
    yield from (epigraph.text for epigraph in program.epigraphs)
    yield program.about


def symbols_in(program: model.Program) -> frozenset[str]:
    """Return every cell that a program reads, in its conditions, statements, prose, notes and promises."""
    notes = (note.when for note in program.notes)
    befores = (promise for promise in program.promises if isinstance(promise, Before))
    promises = map(condition_in, program.promises)
    return frozenset(visits_symbol(scene) for promise in befores for scene in scenes_in(promise)).union(
        *map(symbols_of, conditions_in(program)),
        *(symbols_of(term) for terms in (notes, promises) for term in terms if term is not None),
        *map(statement_symbols, statements_in(program)),
        *map(prose_symbols, prose_in(program)),
    )


def statement_symbols(statement: Statement) -> frozenset[str]:
    """Return the cells that a statement reads."""
    match statement:
        case Change(value=value):
            return symbols_of(value)
        case Roll():
            return frozenset()
        case unknown:
            assert_never(unknown)


def prose_symbols(prose: Prose) -> frozenset[str]:
    """Return the cells on which the printed text of a prose depends."""
    return frozenset[str]().union(*map(_piece_symbols, prose))


def _piece_symbols(piece: Piece) -> frozenset[str]:
    match piece:
        case Value(term):
            return symbols_of(term)
        case Either(condition, yes, no):
            return symbols_of(condition) | prose_symbols(yes) | prose_symbols(no)
        case Varied(symbol=symbol, parts=parts):
            return frozenset({symbol}).union(*map(prose_symbols, parts))
        case Words() | TextValue():
            return frozenset()
        case unknown:
            assert_never(unknown)
