"""The names by which a save knows what a game's cells hold, and their values as an author would write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.symbols import is_rule, taken_choice, visited_scene
from engine.program.codec import encode
from engine.program.fingerprint import digest
from engine.program.memo import once_per_program
from engine.program.model import Program

Value: TypeAlias = "int | bool | str | tuple[str, ...]"
"""A number, a truth value, a member or a text, or the members of a set."""

RULE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class CellNames:
    """Where each thing a save speaks of is kept."""

    variables: tuple[tuple[str, int, Kind], ...]
    """Name, cell and kind."""
    texts: tuple[tuple[str, int], ...]
    visits: dict[str, int]
    """A scene's count."""
    took: dict[str, int]
    """A choice's flag, by its address; only for choices that need to be remembered."""
    rules: dict[str, int]
    """A rule's flag: where it goes and a fingerprint of its condition, `SCENE:0a1b2c3d`."""


@once_per_program
def cell_names(program: Program) -> CellNames:
    """Return the names of a program's cells."""
    symbols = [(cell.symbol, at) for at, cell in enumerate(program.cells)]
    flags = {rule.flag: name for rule, name in zip(program.rules, _rule_names(program), strict=True)}
    return CellNames(
        tuple((cell.symbol, at, cell.kind) for at, cell in enumerate(program.cells) if cell.kind is not None),
        tuple((text.symbol, at) for at, text in enumerate(program.texts)),
        {scene: at for symbol, at in symbols if (scene := visited_scene(symbol)) is not None},
        {choice: at for symbol, at in symbols if (choice := taken_choice(symbol)) is not None},
        {flags[symbol]: at for symbol, at in symbols if is_rule(symbol)},
    )


def kind_words(program: Program) -> dict[str, str]:
    """How each variable is declared, in the words of the story language."""
    declared = {name: _kind_words(kind) for name, _, kind in cell_names(program).variables}
    return declared | dict.fromkeys((text.symbol for text in program.texts), "text")


def value_of(kind: Kind, number: int) -> Value:
    """The value a cell's number stands for."""
    match kind:
        case TruthKind():
            return bool(number)
        case OneOfKind(members):
            return members[number]
        case AnyOfKind(members):
            return tuple(member for bit, member in enumerate(members) if number >> bit & 1)
        case NumberKind() | TextKind():
            return number
        case unknown:
            assert_never(unknown)


def number_of(kind: Kind, value: Value) -> int | None:
    """The number that keeps a value, or None if a variable of this kind cannot have it."""
    match kind:
        case TruthKind():
            return int(value) if isinstance(value, bool) else None
        case OneOfKind(members):
            return members.index(value) if isinstance(value, str) and value in members else None
        case AnyOfKind(members):
            if not isinstance(value, tuple) or not set(value) <= set(members):
                return None
            return sum(1 << members.index(member) for member in dict.fromkeys(value))
        case NumberKind(low, high):
            if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
                return None
            return value
        case TextKind():
            return None
        case unknown:
            assert_never(unknown)


def _rule_names(program: Program) -> Iterator[str]:
    """Two rules with one name are told apart by a number; the order they are written in is all there is to go by."""
    met: dict[str, int] = {}
    for rule in program.rules:
        name = f"{rule.scene}:{digest(encode(rule.condition))[:RULE_DIGITS]}"
        met[name] = met.get(name, 0) + 1
        yield name if met[name] == 1 else f"{name}:{met[name]}"


def _kind_words(kind: Kind) -> str:
    match kind:
        case NumberKind(low, high):
            return f"{low}..{high}"
        case TruthKind():
            return "true or false"
        case OneOfKind(members):
            return "one of " + ", ".join(members)
        case AnyOfKind(members):
            return "any of " + ", ".join(members)
        case TextKind():
            return "text"
        case unknown:
            assert_never(unknown)
