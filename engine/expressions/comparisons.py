"""Comparisons, chained or not, and `has`: members are known by the kind of what they are compared with."""

from __future__ import annotations

from dataclasses import dataclass

from engine.expressions.demands import constant_of
from engine.expressions.kinds import AnyOfKind, NumberKind
from engine.expressions.messages.names import member_not_named, unknown_member
from engine.expressions.messages.values import count_against_value, different_kinds, unordered_kind
from engine.expressions.names import beside, look_up, stray
from engine.expressions.scope import Scope
from engine.expressions.tree import Comparator, Expression, Name
from engine.expressions.typed import Bare, Faults, Typed, built_truth, constant
from engine.expressions.wording import describe

FLIPPED: dict[Comparator, Comparator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
"""What each comparator becomes when its sides change places."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison."""

    written: Expression
    found: Typed | Bare | None
    """What it is by itself; what a name means may still depend on the other side."""


def compare(left: Operand, sign: Comparator, right: Operand, scope: Scope, faults: Faults) -> Typed | None:
    """One comparison of a chain, a tally on its left side and its constant on the right."""
    one, other = _side(left, right, scope, faults), _side(right, left, scope, faults)
    if one is None or other is None:
        return None
    if not _agree(left, one, sign, right, other, faults):
        return None
    if one.is_tally or other.is_tally:
        return _compare_tally(left, one, sign, right, other, faults)
    return built_truth(sign, one, other)


def _side(operand: Operand, against: Operand, scope: Scope, faults: Faults) -> Typed | None:
    if not isinstance(operand.written, Name):
        return operand.found if isinstance(operand.found, Typed) else None
    if isinstance(against.found, Typed):
        return beside(operand.written, against.found.kind, scope, faults)
    found = look_up(operand.written, scope, faults)
    if not isinstance(found, Bare):
        return found
    if against.found is not None:
        faults.append(stray(found, scope))
    return None


def _agree(left: Operand, one: Typed, sign: Comparator, right: Operand, other: Typed, faults: Faults) -> bool:
    span = left.written.span.through(right.written.span)
    are_numbers = isinstance(one.kind, NumberKind) and isinstance(other.kind, NumberKind)
    if not are_numbers and one.kind != other.kind:
        faults.append(different_kinds(span, describe(one.kind), describe(other.kind)))
        return False
    if not are_numbers and sign not in {"==", "!="}:
        faults.append(unordered_kind(span, describe(one.kind), sign))
        return False
    return True


def _compare_tally(
    left: Operand, one: Typed, sign: Comparator, right: Operand, other: Typed, faults: Faults
) -> Typed | None:
    if not one.is_tally:
        return _compare_tally(right, other, FLIPPED[sign], left, one, faults)
    value = None if other.is_tally else constant_of(other)
    if value is None:
        faults.append(count_against_value(right.written.span))
        return None
    return built_truth(sign, one, constant(value))


def has(owner: Typed, member: Expression, scope: Scope, faults: Faults) -> Typed | None:
    """`carry has gobi`: what follows is a member of the set, whatever else it may be called."""
    assert isinstance(owner.kind, AnyOfKind)
    members = owner.kind.members
    if not isinstance(member, Name):
        faults.append(member_not_named(member.span, members))
        return None
    if member.text not in members:
        guesses = scope.guesses(member.text, members)
        faults.append(unknown_member(member.span, member.text, members, guesses))
        return None
    return built_truth("has", owner, constant(1 << members.index(member.text), owner.kind))
