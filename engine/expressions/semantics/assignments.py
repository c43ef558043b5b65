"""Lower assignments to changes of one cell: what `=`, `+=` and `-=` do to each kind of variable."""

from __future__ import annotations

from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.expressions.language.kinds import AnyOfKind, Kind, NumberKind, TextKind, bounds
from engine.expressions.language.terms import Change, Constant, Operator, Read, Roll, Statement
from engine.expressions.language.tree import Assign, Expression, FunctionCall, Name
from engine.expressions.messages import misplaced_random
from engine.expressions.semantics.comparisons import help_declare, resolve_member, unknown_name
from engine.expressions.semantics.lowering import lower, lower_number
from engine.expressions.semantics.printing import describe
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import (
    Faults,
    TypedTerm,
    build_number,
    build_term,
    constant_of,
    require_bounds,
    wrong_kind,
)

_random_range = partial(Diagnostic, "random-range")
_unchangeable_name = partial(Diagnostic, "unchangeable-name")
_wrong_assigner = partial(Diagnostic, "wrong-assigner")


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
        help_ = f"write `ask: {{into: {safe_line(name.text, 60)}, prompt: …}}`"
        faults.append(
            _unchangeable_name(f"{quoted(name.text)} is a text, and only `ask` changes a text", name.span, help_)
        )
        return None
    if kind is None and name.text in scope.derived:
        message = f"{quoted(name.text)} is derived, and follows from other values"
        faults.append(_unchangeable_name(message, name.span, "change the variables it reads"))
    elif kind is None:
        help_ = help_declare(name.text, scope.guesses(name.text, scope.variables))
        faults.append(unknown_name(f"no variable is called {quoted(name.text)}", name.span, help_))
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
        help_ = f"to empty it, write `{safe_line(assign.name.text, 60)} = none`"
        message = f"`{assign.operator} none` does nothing to a set"
        faults.append(_wrong_assigner(message, assign.value.span, help_))
        return None
    operator: Operator = "join" if assign.operator == "+=" else "drop"
    return build_term(operator, (TypedTerm(Read(assign.name.text), kind), value), kind)


def _plain(assign: Assign, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    if assign.operator != "=":
        name = assign.name.text
        message = f"{quoted(name)} is {describe(kind)}, and `{assign.operator}` is for numbers and sets"
        faults.append(_wrong_assigner(message, assign.span, f"write `{safe_line(name, 60)} = …`"))
        return None
    return _value_of_kind(assign.value, kind, scope, faults)


def _value_of_kind(value: Expression, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower a value that must be of a kind; a name may be one of its members."""
    typed = resolve_member(value, kind, scope, faults) if isinstance(value, Name) else lower(value, scope, faults)
    if typed is not None and typed.kind != kind:
        faults.append(wrong_kind(f"this is {describe(typed.kind)}, where {describe(kind)} is needed", value.span))
        return None
    return typed


def _roll(assign: Assign, call: FunctionCall, kind: Kind, scope: Scope, faults: Faults) -> Roll | None:
    if assign.operator != "=":
        sum_ = f"{safe_line(assign.name.text, 60)} {assign.operator} dice"
        help_ = f"draw into a variable first: `dice = random(1, 6); {sum_}`"
        faults.append(misplaced_random(f"`random` goes with `=`, not with `{assign.operator}`", call.span, help_))
        return None
    if not isinstance(kind, NumberKind):
        faults.append(wrong_kind(f"this is a number, where {describe(kind)} is needed", call.span))
        return None
    ends = [_end(argument, scope, faults) for argument in call.arguments if isinstance(argument, Expression)]
    if None in ends:
        return None
    first, last = (end or 0 for end in ends)
    if first > last:
        message, help_ = f"there is no number from {first} to {last}", f"write `random({last}, {first})`"
        faults.append(_random_range(message, call.span, help_))
        return None
    return Roll(assign.name.text, first, last - first + 1, kind.low, kind.high)


def _end(argument: Expression, scope: Scope, faults: Faults) -> int | None:
    typed = lower_number(argument, scope, faults)
    end = constant_of(typed) if typed else None
    if typed and end is None:
        message = "the ends of a `random` must be numbers written out"
        faults.append(_random_range(message, argument.span, "as in `random(1, 6)`"))
    return end
