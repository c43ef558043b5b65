"""Maps the cells of a program to names that outlast its edits, and their numbers to the author's values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.symbols import is_rule, taken_choice, visited_scene
from engine.program.codec import digest, encode
from engine.program.memo import once_per_program
from engine.program.model import Program
from engine.records import dataclass

Value: TypeAlias = "int | bool | str | tuple[str, ...]"
"""A number, a truth value, a member or a text, or the members of a set."""

RULE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class CellNames:
    """The cells and texts of a program by the names that a save uses."""

    variables: tuple[tuple[str, int, Kind], ...]
    """Name, cell and kind."""
    texts: tuple[tuple[str, int], ...]
    visits: dict[str, int]
    """The cell of a scene's count; only for scenes whose count the story reads."""
    took: dict[str, int]
    """The cell of a choice's flag, by its address; only for choices that need one."""
    rules: dict[str, int]
    """The cell of a rule's flag, by its target and a fingerprint of its condition: `SCENE:0a1b2c3d`."""


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
    """Return how each variable is declared, in the words of the story language."""
    declared = {name: _kind_words(kind) for name, _, kind in cell_names(program).variables}
    return declared | dict.fromkeys((text.symbol for text in program.texts), "text")


def value_of(kind: Kind, number: int) -> Value:
    """Return the value that a cell's number stands for."""
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
    """Return the number that stands for a value, or None if a variable of this kind cannot have it."""
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
    """Yield the name of each rule; rules with the same name are numbered in the order of the story."""
    counts: dict[str, int] = {}
    for rule in program.rules:
        name = f"{rule.scene}:{digest(encode(rule.condition))[:RULE_DIGITS]}"
        counts[name] = counts.get(name, 0) + 1
        yield name if counts[name] == 1 else f"{name}:{counts[name]}"


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
