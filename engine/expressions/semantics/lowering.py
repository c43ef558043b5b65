"""Lower expressions to terms: resolve every name, check every kind, collect every mistake."""

from __future__ import annotations

from typing import assert_never, cast

from engine.diagnostics.diagnostic import Diagnostic
from engine.expressions.language.kinds import TruthKind
from engine.expressions.language.symbols import TURNS
from engine.expressions.language.terms import Operator
from engine.expressions.language.tree import (
    Binary,
    Comparison,
    Expression,
    FunctionCall,
    Name,
    Number,
    Reference,
    Truth,
    Unary,
)
from engine.expressions.messages import random_inside
from engine.expressions.semantics import history_functions
from engine.expressions.semantics.comparisons import Operand, compare, has, look_up, unresolved_name
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import (
    Faults,
    TypedTerm,
    UnresolvedName,
    build_count,
    build_number,
    build_truth,
    constant,
    constant_of,
    require_bounds,
    require_number,
    require_set,
    require_truth,
)
from engine.language import FunctionName


def lower(expression: Expression, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Return an expression as a term; None if a mistake of it is among the faults or reported elsewhere."""
    return require_bounds(_lower(expression, scope, faults), expression.span, faults)


def lower_number(expression: Expression, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower an expression that must be a number."""
    typed = lower(expression, scope, faults)
    return require_number(typed, expression.span, faults) if typed else None


def lower_truth(expression: Expression, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Lower an expression that must be true or false."""
    typed = lower(expression, scope, faults)
    return require_truth(typed, expression.span, faults) if typed else None


def _lower(expression: Expression, scope: Scope, faults: Faults) -> TypedTerm | None:
    match expression:
        case Number(value):
            return constant(value)
        case Truth(value):
            return constant(int(value), TruthKind())
        case Name():
            return _name(expression, scope, faults)
        case Unary("not", operand):
            negated = lower_truth(operand, scope, faults)
            return build_truth("not", negated) if negated else None
        case Unary(sign, operand):
            number = lower_number(operand, scope, faults)
            return build_number("neg", number) if number and sign == "-" else number
        case Binary():
            return _binary(expression, scope, faults)
        case Comparison():
            return _comparison(expression, scope, faults)
        case FunctionCall():
            return _call(expression, scope, faults)
        case unknown:
            assert_never(unknown)


def _name(name: Name, scope: Scope, faults: Faults) -> TypedTerm | None:
    meaning = look_up(name, scope, faults)
    if isinstance(meaning, UnresolvedName):
        faults.append(unresolved_name(meaning, scope))
        return None
    return meaning


def _binary(binary: Binary, scope: Scope, faults: Faults) -> TypedTerm | None:
    if binary.operator == "has":
        return _has(binary, scope, faults)
    require = lower_truth if binary.operator in {"and", "or"} else lower_number
    left, right = require(binary.left, scope, faults), require(binary.right, scope, faults)
    if left is None or right is None:
        return None
    match binary.operator:
        case "and" | "or":
            return build_truth(binary.operator, left, right)
        case "//" | "%":
            return _division(binary, left, right, faults)
        case operator:
            return build_number(operator, left, right)


def _has(binary: Binary, scope: Scope, faults: Faults) -> TypedTerm | None:
    owner = _set(binary.left, scope, faults)
    return has(owner, binary.right, scope, faults) if owner else None


def _set(expression: Expression, scope: Scope, faults: Faults) -> TypedTerm | None:
    typed = lower(expression, scope, faults)
    return require_set(typed, expression.span, faults) if typed else None


def _division(binary: Binary, left: TypedTerm, right: TypedTerm, faults: Faults) -> TypedTerm | None:
    divisor = constant_of(right)
    if not divisor:
        message, help_ = "nothing can be divided by 0", "divide by another number"
        if divisor is None:
            message, help_ = "the divisor is not a number written out", "divide by one, as in `eyes // 2`"
        faults.append(Diagnostic("bad-divisor", message, binary.right.span, help_))
        return None
    return build_number(cast(Operator, binary.operator), left, constant(divisor))


def _comparison(comparison: Comparison, scope: Scope, faults: Faults) -> TypedTerm | None:
    left = _operand(comparison.first, scope, faults)
    links = []
    for sign, expression in comparison.rest:
        right = _operand(expression, scope, faults)
        links.append(compare(left, sign, right, scope, faults))
        left = right
    terms = tuple(link for link in links if link)
    if len(terms) < len(links):
        return None
    return build_truth("and", *terms) if len(terms) > 1 else terms[0]


def _operand(expression: Expression, scope: Scope, faults: Faults) -> Operand:
    if isinstance(expression, Name):
        return Operand(expression, look_up(expression, scope, []))
    return Operand(expression, lower(expression, scope, faults))


def _call(call: FunctionCall, scope: Scope, faults: Faults) -> TypedTerm | None:
    match cast(FunctionName, call.function):
        case "turns":
            return history_functions.tally(TURNS)
        case "seen":
            return history_functions.seen(_reference(call), scope, faults)
        case "visits":
            return history_functions.visits(_reference(call), scope, faults)
        case "took":
            return history_functions.took(_reference(call), scope, faults)
        case "count":
            members = _set(cast(Expression, call.arguments[0]), scope, faults)
            return build_count(members) if members else None
        case ("min" | "max" | "abs") as operator:
            return _numbers(operator, cast(tuple[Expression, ...], call.arguments), scope, faults)
        case "random":
            faults.append(random_inside(call.span))
            return None
        case unknown:
            assert_never(unknown)


def _reference(call: FunctionCall) -> Reference:
    """Return the scene or choice that a function asks about; the parser allows no other argument."""
    return cast(Reference, call.arguments[0])


def _numbers(operator: Operator, arguments: tuple[Expression, ...], scope: Scope, faults: Faults) -> TypedTerm | None:
    numbers = [lower_number(argument, scope, faults) for argument in arguments]
    terms = [typed for typed in numbers if typed]
    return build_number(operator, *terms) if len(terms) == len(numbers) else None
