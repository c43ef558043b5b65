"""Print terms and kinds in the author's words, for messages."""

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
_MOST_MEMBERS = 4


def describe(kind: Kind) -> str:
    """Return the words for a kind that may follow `this is`."""
    match kind:
        case NumberKind():
            return "a number"
        case TruthKind():
            return "true or false"
        case OneOfKind(members):
            return f"one of {_list(members)}"
        case AnyOfKind(members):
            return f"a set of {_list(members)}"
        case TextKind():
            return "a text"
        case unknown:
            assert_never(unknown)


def write(term: Term, kinds: Mapping[str, Kind]) -> str:
    """Return a term as an author would write it; `kinds` gives the kind of each variable."""
    return _write(term, kinds, None)[0]


def write_value(value: int, kind: Kind | None) -> str:
    """Return a value as an author would write it: a number, a member, the members of a set."""
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


def _list(members: tuple[str, ...]) -> str:
    words = ", ".join(quoted(member, 24) for member in members[:_MOST_MEMBERS])
    return words + (", …" if len(members) > _MOST_MEMBERS else "")


def _write(term: Term, kinds: Mapping[str, Kind], kind: Kind | None) -> tuple[str, int]:
    """Return the words and how tightly they bind; `kind` is that of the value the term is compared with."""
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
    words = _enclose(part, kinds, TruthKind() if operator == "not" else None, _BINDING[operator])
    return f"not {words}" if operator == "not" else f"-{words}"


def _write_between(operator: Operator, parts: tuple[Term, ...], kinds: Mapping[str, Kind]) -> str:
    kind = TruthKind() if operator in {"and", "or"} else _kind_of(parts, kinds)
    least = _BINDING[operator]
    first = _enclose(parts[0], kinds, kind, least + (least == _BINDING["=="]))
    rest = [_enclose(part, kinds, kind, least + 1) for part in parts[1:]]
    return f" {_SIGNS.get(operator, operator)} ".join([first, *rest])


def _enclose(part: Term, kinds: Mapping[str, Kind], kind: Kind | None, least: int) -> str:
    words, binding = _write(part, kinds, kind)
    return words if binding >= least else f"({words})"


def _kind_of(parts: tuple[Term, ...], kinds: Mapping[str, Kind]) -> Kind | None:
    """Return the kind by which the constants among some parts are printed."""
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
