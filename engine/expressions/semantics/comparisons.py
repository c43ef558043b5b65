"""Lower comparisons and `has`: the kind of one side decides what a name on the other side means."""

from __future__ import annotations

from dataclasses import dataclass

from engine.expressions.language.kinds import AnyOfKind, NumberKind
from engine.expressions.language.tree import Comparator, Expression, Name
from engine.expressions.messages import list_members, not_a_member, unknown_member
from engine.expressions.semantics.kind_checks import constant_of, unbounded_count, wrong_kind
from engine.expressions.semantics.names import look_up, resolve_compared, unresolved_name
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import Faults, TypedTerm, UnresolvedName, build_truth, constant

FLIPPED: dict[Comparator, Comparator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
"""What each comparator becomes when its sides change places."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison."""

    expression: Expression
    typed: TypedTerm | UnresolvedName | None
    """Its term regardless of the other side, on which the meaning of a name may still depend."""


def compare(left: Operand, sign: Comparator, right: Operand, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower one comparison of a chain; a tally is put on the left side and its constant on the right."""
    first, second = _side(left, right, scope, faults), _side(right, left, scope, faults)
    if first is None or second is None:
        return None
    if not _agree(left, first, sign, right, second, faults):
        return None
    if first.is_tally or second.is_tally:
        return _compare_tally(left, first, sign, right, second, faults)
    return build_truth(sign, first, second)


def _side(operand: Operand, against: Operand, scope: Scope, faults: Faults) -> TypedTerm | None:
    if not isinstance(operand.expression, Name):
        return operand.typed if isinstance(operand.typed, TypedTerm) else None
    if isinstance(against.typed, TypedTerm):
        return resolve_compared(operand.expression, against.typed.kind, scope, faults)
    meaning = look_up(operand.expression, scope, faults)
    if not isinstance(meaning, UnresolvedName):
        return meaning
    if against.typed is not None:
        faults.append(unresolved_name(meaning, scope))
    return None


def _agree(
    left: Operand, first: TypedTerm, sign: Comparator, right: Operand, second: TypedTerm, faults: Faults
) -> bool:
    span = left.expression.span.through(right.expression.span)
    are_numbers = isinstance(first.kind, NumberKind) and isinstance(second.kind, NumberKind)
    if not are_numbers and first.kind != second.kind:
        message = f"{describe(first.kind)} cannot be compared with {describe(second.kind)}"
        faults.append(wrong_kind(message, span, "compare what is of the same kind"))
        return False
    if not are_numbers and sign not in {"==", "!="}:
        message = f"{describe(first.kind)} has no order for `{sign}` to ask"
        faults.append(wrong_kind(message, span, "only `==` and `!=` can be asked of it"))
        return False
    return True


def _compare_tally(
    left: Operand, first: TypedTerm, sign: Comparator, right: Operand, second: TypedTerm, faults: Faults
) -> TypedTerm | None:
    if not first.is_tally:
        return _compare_tally(right, second, FLIPPED[sign], left, first, faults)
    value = None if second.is_tally else constant_of(second)
    if value is None:
        message = "`visits` and `turns` are compared with a constant, and this can vary"
        faults.append(unbounded_count(message, right.expression.span))
        return None
    return build_truth(sign, first, constant(value))


def has(owner: TypedTerm, member: Expression, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower `carry has gobi`: the name after `has` is always a member of the set, even if a variable shares it."""
    assert isinstance(owner.kind, AnyOfKind)
    members = owner.kind.members
    if not isinstance(member, Name):
        message = "`has` must be followed by the name of a member"
        faults.append(unknown_member(message, member.span, list_members(members)))
        return None
    if member.text not in members:
        faults.append(not_a_member(member.span, member.text, members, scope.guesses(member.text, members)))
        return None
    return build_truth("has", owner, constant(1 << members.index(member.text), owner.kind))
