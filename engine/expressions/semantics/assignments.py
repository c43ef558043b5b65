"""Lower assignments to changes of one cell: what `=`, `+=` and `-=` do to each kind of variable."""

from __future__ import annotations

from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, TextKind, bounds
from engine.expressions.language.terms import Change, Constant, Operator, Read, Roll, Statement
from engine.expressions.language.tree import Assign, Expression, FunctionCall, Name
from engine.expressions.messages.names import unchangeable_name, unchangeable_text, unknown_variable
from engine.expressions.messages.values import (
    assigner_without_effect,
    empty_random_range,
    random_added,
    random_range,
    wrong_assigner,
    wrong_kind,
)
from engine.expressions.semantics.kind_checks import constant_of, require_bounds
from engine.expressions.semantics.lowering import lower, lower_number
from engine.expressions.semantics.names import resolve_member
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import Faults, TypedTerm, build_number, build_term


def lower_assignment(assign: Assign, scope: Scope, faults: Faults) -> Statement | None:
    """Return an assignment as a statement; None if a mistake of it is among the faults or reported elsewhere."""
    kind = _kind_assigned(assign.name, scope, faults)
    if kind is None:
        return None
    if isinstance(assign.value, FunctionCall) and assign.value.function == "random":
        return _roll(assign, assign.value, kind, scope, faults)
    if isinstance(kind, NumberKind):
        value = _number(assign, kind, scope, faults)
    elif isinstance(kind, AnyOfKind):
        value = _set(assign, kind, scope, faults)
    else:
        value = _plain(assign, kind, scope, faults)
    return Change(assign.name.text, value.term, *bounds(kind)) if value else None


def _kind_assigned(name: Name, scope: Scope, faults: Faults) -> Kind | None:
    kind = scope.variables.get(name.text)
    if isinstance(kind, TextKind):
        faults.append(unchangeable_text(name.span, name.text))
        return None
    if kind is None and name.text in scope.derived:
        faults.append(unchangeable_name(name.span, name.text))
    elif kind is None:
        faults.append(unknown_variable(name.span, name.text, scope.guesses(name.text, scope.variables)))
    return kind


def _number(assign: Assign, kind: NumberKind, scope: Scope, faults: Faults) -> TypedTerm | None:
    value = lower_number(assign.value, scope, faults)
    if value is None or assign.operator == "=":
        return value
    operator: Operator = "+" if assign.operator == "+=" else "-"
    return require_bounds(build_number(operator, TypedTerm(Read(assign.name.text), kind), value), assign.span, faults)


def _set(assign: Assign, kind: AnyOfKind, scope: Scope, faults: Faults) -> TypedTerm | None:
    value = _value_of_kind(assign.value, kind, scope, faults)
    if value is None or assign.operator == "=":
        return value
    if value.term == Constant(0):
        faults.append(assigner_without_effect(assign.value.span, assign.name.text, assign.operator))
        return None
    operator: Operator = "join" if assign.operator == "+=" else "drop"
    return build_term(operator, (TypedTerm(Read(assign.name.text), kind), value), kind)


def _plain(assign: Assign, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    if assign.operator != "=":
        faults.append(wrong_assigner(assign.span, assign.name.text, assign.operator, describe(kind)))
        return None
    return _value_of_kind(assign.value, kind, scope, faults)


def _value_of_kind(value: Expression, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower a value that must be of a kind; a name may be one of its members."""
    typed = resolve_member(value, kind, scope, faults) if isinstance(value, Name) else lower(value, scope, faults)
    if typed is not None and typed.kind != kind:
        faults.append(wrong_kind(value.span, describe(typed.kind), describe(kind), ""))
        return None
    return typed


def _roll(assign: Assign, call: FunctionCall, kind: Kind, scope: Scope, faults: Faults) -> Roll | None:
    if assign.operator != "=":
        faults.append(random_added(call.span, assign.name.text, assign.operator))
        return None
    if not isinstance(kind, NumberKind):
        faults.append(wrong_kind(call.span, "a number", describe(kind), ""))
        return None
    ends = [_end(argument, scope, faults) for argument in call.arguments if isinstance(argument, Expression)]
    if None in ends:
        return None
    first, last = (end or 0 for end in ends)
    if first > last:
        faults.append(empty_random_range(call.span, first, last))
        return None
    return Roll(assign.name.text, first, last - first + 1, kind.low, kind.high)


def _end(argument: Expression, scope: Scope, faults: Faults) -> int | None:
    typed = lower_number(argument, scope, faults)
    end = constant_of(typed) if typed else None
    if typed and end is None:
        faults.append(random_range(argument.span))
    return end
