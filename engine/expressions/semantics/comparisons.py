"""Resolve names, and lower comparisons and `has`.

A name is a variable, a derived value or a member; in a comparison the kind of one side decides what a name on the
other side means.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted, safe_line
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, OneOfKind, TextKind
from engine.expressions.language.terms import Read
from engine.expressions.language.tree import Comparator, Expression, Name
from engine.expressions.messages import TRUTHS_ELSEWHERE, list_members, not_a_member, unknown_member
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.scope import Scope, members_of
from engine.expressions.semantics.typed import (
    Faults,
    TypedTerm,
    UnresolvedName,
    build_truth,
    constant,
    constant_of,
    unbounded_count,
    wrong_kind,
)
from engine.language import EMPTY
from engine.records import dataclass

unknown_name = partial(Diagnostic, "unknown-name")


def look_up(name: Name, scope: Scope, faults: Faults) -> TypedTerm | UnresolvedName | None:
    """Return what a name means without regard to the other operand; None after a mistake."""
    kind = scope.variables.get(name.text)
    if isinstance(kind, TextKind):
        show = "show it with `{" + safe_line(name.text, 60) + "}`"
        help_ = f"{show}; to ask something, offer choices and keep the answer in `one of`"
        message = f"{quoted(name.text)} is a text, which is shown and never read"
        faults.append(Diagnostic("text-in-condition", message, name.span, help_))
        return None
    if kind is not None:
        return TypedTerm(Read(name.text), kind)
    if name.text in scope.derived:
        derived = scope.derived_terms.get(name.text)
        return derived.value if derived else None
    return UnresolvedName(name.text, name.span)


def unresolved_name(name: UnresolvedName, scope: Scope) -> Diagnostic:
    """Report a name that means nothing where it is used."""
    owner, text = scope.owner_of(name.text), name.text
    if owner is not None:
        sign = "has" if isinstance(scope.variables[owner], AnyOfKind) else "=="
        help_ = f"write `{safe_line(owner, 60)} {sign} {safe_line(text, 60)}`"
        message = f"{quoted(text)} is a member, and needs its variable beside it"
        return Diagnostic("member-alone", message, name.span, help_)
    if text in scope.scenes:
        help_ = f"write `seen({safe_line(text, 60)})`"
        return unknown_name(f"{quoted(text)} is a scene, not a value", name.span, help_)
    truth = TRUTHS_ELSEWHERE.get(text)
    names = scope.guesses(text, scope.all_names())
    help_ = f"write `{truth}`" if truth else help_declare(text, names)
    return unknown_name(f"nothing is called {quoted(text)}", name.span, help_)


def help_declare(name: str, names: Iterable[str]) -> str:
    """Return the help that offers the nearest of some names, or how to declare the name."""
    variable = safe_line(name, 60)
    declare = f"declare it under `vars`, as in `{variable}: 0..10 = 0` or `{variable}: false`"
    return did_you_mean(name, names) or declare


def is_member(name: Name, kind: Kind, scope: Scope, faults: Faults) -> bool:
    """Return whether a name is a member of a kind; report a name that is also a variable of this kind."""
    if name.text not in members_of(kind):
        return False
    if scope.variables.get(name.text) == kind:
        message = f"{quoted(name.text)} is a variable and a member, and either fits here"
        faults.append(Diagnostic("ambiguous-name", message, name.span, "rename one of them"))
    return True


def resolve_compared(name: Name, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Resolve a name that is compared with a value of a kind; a member takes precedence over variables."""
    if isinstance(kind, OneOfKind) and is_member(name, kind, scope, faults):
        return constant(kind.members.index(name.text), kind)
    meaning = look_up(name, scope, faults)
    if not isinstance(meaning, UnresolvedName):
        return meaning
    if isinstance(kind, AnyOfKind) and name.text == EMPTY:
        return constant(0, kind)
    faults.append(_misplaced_name(meaning, kind, scope))
    return None


def resolve_member(name: Name, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Resolve a name that is assigned to a variable of a kind; for a set, a member means the set of it alone."""
    if isinstance(kind, AnyOfKind) and is_member(name, kind, scope, faults):
        return constant(1 << kind.members.index(name.text), kind)
    return resolve_compared(name, kind, scope, faults)


def _misplaced_name(name: UnresolvedName, kind: Kind, scope: Scope) -> Diagnostic:
    members = members_of(kind)
    if name.text in members:
        help_ = f"write `has {safe_line(name.text, 60)}`"
        message = f"a set is not compared with its member {quoted(name.text)}"
        return Diagnostic("set-compared", message, name.span, help_)
    if not members:
        return unresolved_name(name, scope)
    return not_a_member(name.span, name.text, members, scope.guesses(name.text, members))


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
