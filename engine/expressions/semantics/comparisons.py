"""Comparisons, chained or not, and `has`: members are known by the kind of what they are compared with."""

from __future__ import annotations

from dataclasses import dataclass

from engine.expressions.language.kinds import AnyOfKind, NumberKind
from engine.expressions.language.tree import Comparator, Expression, Name
from engine.expressions.messages.names import member_not_named, unknown_member
from engine.expressions.messages.values import count_against_value, different_kinds, unordered_kind
from engine.expressions.semantics.kind_checks import constant_of
from engine.expressions.semantics.names import look_up, resolve_beside, unresolved_name
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import Faults, TypedTerm, UnresolvedName, build_truth, constant

FLIPPED: dict[Comparator, Comparator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
"""What each comparator becomes when its sides change places."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison."""

    written: Expression
    typed: TypedTerm | UnresolvedName | None
    """What it is by itself; what a name means may still depend on the other side."""


def compare(left: Operand, sign: Comparator, right: Operand, scope: Scope, faults: Faults) -> TypedTerm | None:
    """One comparison of a chain, a tally on its left side and its constant on the right."""
    one, other = _side(left, right, scope, faults), _side(right, left, scope, faults)
    if one is None or other is None:
        return None
    if not _agree(left, one, sign, right, other, faults):
        return None
    if one.is_tally or other.is_tally:
        return _compare_tally(left, one, sign, right, other, faults)
    return build_truth(sign, one, other)


def _side(operand: Operand, against: Operand, scope: Scope, faults: Faults) -> TypedTerm | None:
    if not isinstance(operand.written, Name):
        return operand.typed if isinstance(operand.typed, TypedTerm) else None
    if isinstance(against.typed, TypedTerm):
        return resolve_beside(operand.written, against.typed.kind, scope, faults)
    found = look_up(operand.written, scope, faults)
    if not isinstance(found, UnresolvedName):
        return found
    if against.typed is not None:
        faults.append(unresolved_name(found, scope))
    return None


def _agree(left: Operand, one: TypedTerm, sign: Comparator, right: Operand, other: TypedTerm, faults: Faults) -> bool:
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
    left: Operand, one: TypedTerm, sign: Comparator, right: Operand, other: TypedTerm, faults: Faults
) -> TypedTerm | None:
    if not one.is_tally:
        return _compare_tally(right, other, FLIPPED[sign], left, one, faults)
    value = None if other.is_tally else constant_of(other)
    if value is None:
        faults.append(count_against_value(right.written.span))
        return None
    return build_truth(sign, one, constant(value))


def has(owner: TypedTerm, member: Expression, scope: Scope, faults: Faults) -> TypedTerm | None:
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
    return build_truth("has", owner, constant(1 << members.index(member.text), owner.kind))
