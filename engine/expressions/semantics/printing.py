"""Terms and kinds back into the author's words, for messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from engine.diagnostics.show import quoted
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind, TruthKind
from engine.expressions.language.symbols import TURNS, taken_choice, visited_scene
from engine.expressions.language.terms import Constant, Operation, Operator, Read, Term

_BINDING: dict[Operator, int] = {
    "or": 1, "and": 2, "not": 3, "has": 4, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "join": 5, "drop": 5, "*": 6, "//": 6, "%": 6, "neg": 7,
}  # fmt: skip
_ATOM = 8
_SIGNS: dict[Operator, str] = {"join": "+", "drop": "-"}
_SHOWN_MEMBERS = 4


def describe(kind: Kind) -> str:
    """A kind in words that follow `this is`."""
    match kind:
        case NumberKind():
            return "a number"
        case TruthKind():
            return "true or false"
        case OneOfKind(members):
            return f"one of {_listed(members)}"
        case AnyOfKind(members):
            return f"a set of {_listed(members)}"
        case TextKind():
            return "a text"
        case unknown:
            assert_never(unknown)


def write(term: Term, kinds: Mapping[str, Kind]) -> str:
    """A term as an author would write it; `kinds` gives the kind of each variable."""
    return _write(term, kinds, None)[0]


def write_value(value: int, kind: Kind | None) -> str:
    """A value as an author would write it: a number, a member, the members of a set."""
    match kind:
        case TruthKind():
            return "true" if value else "false"
        case OneOfKind(members):
            return members[value] if value < len(members) else str(value)
        case AnyOfKind(members):
            return ", ".join(name for bit, name in enumerate(members) if value >> bit & 1) or "none"
        case NumberKind() | TextKind() | None:
            return str(value)
        case unknown:
            assert_never(unknown)


def _listed(members: tuple[str, ...]) -> str:
    shown = ", ".join(quoted(member, 24) for member in members[:_SHOWN_MEMBERS])
    return shown + (", …" if len(members) > _SHOWN_MEMBERS else "")


def _write(term: Term, kinds: Mapping[str, Kind], kind: Kind | None) -> tuple[str, int]:
    """The words, and how tightly they hold together; `kind` is that of the value the term stands beside."""
    match term:
        case Constant(value):
            return write_value(value, kind), _ATOM
        case Read(symbol):
            return _write_symbol(symbol), _ATOM
        case Operation(">=", (Read(symbol), Constant(1))) if (scene := visited_scene(symbol)) is not None:
            return f"seen({scene})", _ATOM
        case Operation(("min" | "max" | "abs" | "count") as function, parts):
            return f"{function}({', '.join(_write(part, kinds, None)[0] for part in parts)})", _ATOM
        case Operation(operator, (only,)):
            return _write_prefix(operator, only, kinds), _BINDING[operator]
        case Operation(operator, parts):
            return _write_between(operator, parts, kinds), _BINDING[operator]
        case unknown:
            assert_never(unknown)


def _write_symbol(symbol: str) -> str:
    if symbol == TURNS:
        return "turns()"
    if (scene := visited_scene(symbol)) is not None:
        return f"visits({scene})"
    if (choice := taken_choice(symbol)) is not None:
        return f"took({choice})"
    return symbol


def _write_prefix(operator: Operator, part: Term, kinds: Mapping[str, Kind]) -> str:
    words = _held(part, kinds, TruthKind() if operator == "not" else None, _BINDING[operator])
    return f"not {words}" if operator == "not" else f"-{words}"


def _write_between(operator: Operator, parts: tuple[Term, ...], kinds: Mapping[str, Kind]) -> str:
    beside = TruthKind() if operator in {"and", "or"} else _kind_of(parts, kinds)
    least = _BINDING[operator]
    first = _held(parts[0], kinds, beside, least + (least == _BINDING["=="]))
    rest = [_held(part, kinds, beside, least + 1) for part in parts[1:]]
    return f" {_SIGNS.get(operator, operator)} ".join([first, *rest])


def _held(part: Term, kinds: Mapping[str, Kind], beside: Kind | None, least: int) -> str:
    words, binding = _write(part, kinds, beside)
    return words if binding >= least else f"({words})"


def _kind_of(parts: tuple[Term, ...], kinds: Mapping[str, Kind]) -> Kind | None:
    """The kind that gives the constants among these parts their words."""
    for part in parts:
        match part:
            case Read(symbol):
                return kinds.get(symbol) if taken_choice(symbol) is None else TruthKind()
            case Operation("join" | "drop", inner):
                return _kind_of(inner, kinds)
            case Operation(operator):
                if operator not in _OF_NUMBERS:
                    return TruthKind()
            case Constant():
                continue
            case unknown:
                assert_never(unknown)
    return None


_OF_NUMBERS: frozenset[Operator] = frozenset({"+", "-", "*", "//", "%", "neg", "abs", "min", "max", "count"})
