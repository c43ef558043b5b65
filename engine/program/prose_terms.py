"""Turns the story's prose into the program's: expressions become terms, values learn their words."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.resolve import resolve_condition, resolve_value
from engine.expressions.scope import Scope
from engine.expressions.terms import Term
from engine.expressions.tree import Expression, Name
from engine.program import prose as program
from engine.story import prose as story


def condition_term(expression: Expression, scope: Scope) -> Term:
    """A checked condition as a term."""
    return _settled(resolve_condition(expression, scope).term)


def _settled(term: Term | None) -> Term:
    if term is None:
        raise ValueError("a story with faults cannot be compiled")
    return term


def program_prose(prose: story.Prose | None, scope: Scope, owner: str) -> program.Prose:
    """Prose of one scene, ready to print; None is no prose at all."""
    if prose is None:
        return ()
    return tuple(_piece(piece, scope, owner) for piece in prose.pieces)


def _piece(piece: story.Piece, scope: Scope, owner: str) -> program.Piece:
    match piece:
        case story.Words(text):
            return program.Words(text)
        case story.Shown(expression):
            return shown_value(expression, scope)
        case story.Either(condition, yes, no, span):
            branches = program_prose(yes, scope, owner), program_prose(no, scope, owner)
            return program.Either(condition_term(condition, scope), *branches, span)
        case story.Varied(variation, parts, span):
            printed = tuple(program_prose(part, scope, owner) for part in parts)
            return program.Varied(variation, f"visits:{owner}", printed, span)
        case unknown:
            assert_never(unknown)


def shown_value(expression: Expression, scope: Scope) -> program.Value | program.TextValue:
    """A printed value, with the words its kind is read in."""
    found = resolve_value(expression, scope)
    if isinstance(found.kind, TextKind) and isinstance(expression, Name):
        return program.TextValue(expression.text)
    words = words_of(found.kind)
    return program.Value(_settled(found.term), words, isinstance(found.kind, AnyOfKind))


def words_of(kind: Kind | None) -> tuple[str, ...]:
    """What each value of a kind is called in prose; empty for numbers."""
    match kind:
        case TruthKind():
            return "false", "true"
        case OneOfKind(members) | AnyOfKind(members):
            return tuple(member.replace("_", " ") for member in members)
        case NumberKind() | TextKind() | None:
            return ()
        case unknown:
            assert_never(unknown)
