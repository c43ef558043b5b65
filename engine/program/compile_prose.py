"""Compile prose: expressions become terms, and values get the words that are printed for them."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.symbols import visits_symbol
from engine.expressions.language.tree import Name, WrittenExpression
from engine.program.prose import Piece, Prose, TextValue, Value
from engine.story import blocks
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.prose import Either, Varied, Words


def compile_prose(prose: blocks.Prose | None, resolved: ResolvedStory, owner: str) -> Prose:
    """Compile the prose of one scene; None is no prose at all."""
    if prose is None:
        return ()
    return tuple(_compile_piece(piece, resolved, owner) for piece in prose)


def _compile_piece(piece: blocks.Piece, resolved: ResolvedStory, owner: str) -> Piece:
    match piece:
        case Words():
            return piece
        case blocks.ShownValue(expression):
            return compile_value(expression, resolved)
        case Either(condition, yes, no, span):
            branches = compile_prose(yes, resolved, owner), compile_prose(no, resolved, owner)
            return Either(resolved.term_of(condition), *branches, span)
        case Varied(variation, _, parts, span):
            alternatives = tuple(compile_prose(part, resolved, owner) for part in parts)
            return Varied(variation, visits_symbol(owner), alternatives, span)
        case unknown:
            assert_never(unknown)


def compile_value(expression: WrittenExpression, resolved: ResolvedStory) -> Value | TextValue:
    """Compile a printed value, with the words its kind is read in."""
    kind = resolved.kind_of(expression)
    if isinstance(kind, TextKind) and isinstance(expression.tree, Name):
        return TextValue(expression.tree.text)
    return Value(resolved.term_of(expression), words_of(kind), isinstance(kind, AnyOfKind))


def words_of(kind: Kind | None) -> tuple[str, ...]:
    """Return the word for each value of a kind, or for each member of a set; empty for numbers and texts."""
    match kind:
        case TruthKind():
            return "false", "true"
        case OneOfKind(members) | AnyOfKind(members):
            return tuple(member.replace("_", " ") for member in members)
        case NumberKind() | TextKind() | None:
            return ()
        case unknown:
            assert_never(unknown)
