"""Expressions into terms: every name looked up, every kind checked, every mistake of an expression gathered."""

from __future__ import annotations

from typing import assert_never, cast

from engine.expressions import histories
from engine.expressions.comparisons import Operand, compare, has
from engine.expressions.demands import bounded, constant_of, demand_number, demand_set, demand_truth
from engine.expressions.functions import FunctionName
from engine.expressions.kinds import TruthKind
from engine.expressions.messages.values import bad_divisor, misplaced_random
from engine.expressions.names import look_up, stray
from engine.expressions.scope import Scope
from engine.expressions.terms import Operator
from engine.expressions.tree import (
    Binary,
    Call,
    Comparison,
    Expression,
    Name,
    Number,
    Reference,
    Truth,
    Unary,
)
from engine.expressions.typed import Bare, Faults, Typed, built_count, built_number, built_truth, constant


def understand(expression: Expression, scope: Scope, faults: Faults) -> Typed | None:
    """The expression as a term, or None when a mistake of it is among the faults or told elsewhere."""
    return bounded(_understood(expression, scope, faults), expression.span, faults)


def number(expression: Expression, scope: Scope, faults: Faults) -> Typed | None:
    """An expression that must be a number."""
    typed = understand(expression, scope, faults)
    return demand_number(typed, expression.span, faults) if typed else None


def truth(expression: Expression, scope: Scope, faults: Faults) -> Typed | None:
    """An expression that must be true or false."""
    typed = understand(expression, scope, faults)
    return demand_truth(typed, expression.span, faults) if typed else None


def _understood(expression: Expression, scope: Scope, faults: Faults) -> Typed | None:
    match expression:
        case Number(value):
            return constant(value)
        case Truth(value):
            return constant(int(value), TruthKind())
        case Name():
            return _name(expression, scope, faults)
        case Unary("not", operand):
            denied = truth(operand, scope, faults)
            return built_truth("not", denied) if denied else None
        case Unary(sign, operand):
            signed = number(operand, scope, faults)
            return built_number("neg", signed) if signed and sign == "-" else signed
        case Binary():
            return _binary(expression, scope, faults)
        case Comparison():
            return _comparison(expression, scope, faults)
        case Call():
            return _call(expression, scope, faults)
        case unknown:
            assert_never(unknown)


def _name(name: Name, scope: Scope, faults: Faults) -> Typed | None:
    found = look_up(name, scope, faults)
    if isinstance(found, Bare):
        faults.append(stray(found, scope))
        return None
    return found


def _binary(binary: Binary, scope: Scope, faults: Faults) -> Typed | None:
    if binary.operator == "has":
        return _has(binary, scope, faults)
    demand = truth if binary.operator in {"and", "or"} else number
    left, right = demand(binary.left, scope, faults), demand(binary.right, scope, faults)
    if left is None or right is None:
        return None
    match binary.operator:
        case "and" | "or":
            return built_truth(binary.operator, left, right)
        case "//" | "%":
            return _division(binary, left, right, faults)
        case operator:
            return built_number(operator, left, right)


def _has(binary: Binary, scope: Scope, faults: Faults) -> Typed | None:
    typed = understand(binary.left, scope, faults)
    owner = demand_set(typed, binary.left.span, faults) if typed else None
    return has(owner, binary.right, scope, faults) if owner else None


def _division(binary: Binary, left: Typed, right: Typed, faults: Faults) -> Typed | None:
    divisor = constant_of(right)
    if not divisor:
        faults.append(bad_divisor(binary.right.span, divisor is None))
        return None
    return built_number(cast(Operator, binary.operator), left, constant(divisor))


def _comparison(comparison: Comparison, scope: Scope, faults: Faults) -> Typed | None:
    left = _operand(comparison.first, scope, faults)
    links = []
    for sign, written in comparison.rest:
        right = _operand(written, scope, faults)
        links.append(compare(left, sign, right, scope, faults))
        left = right
    sound = tuple(link for link in links if link)
    if len(sound) < len(links):
        return None
    return built_truth("and", *sound) if len(sound) > 1 else sound[0]


def _operand(written: Expression, scope: Scope, faults: Faults) -> Operand:
    if isinstance(written, Name):
        return Operand(written, look_up(written, scope, []))
    return Operand(written, understand(written, scope, faults))


def _call(call: Call, scope: Scope, faults: Faults) -> Typed | None:
    match cast(FunctionName, call.function):
        case "turns":
            return histories.turns()
        case "seen":
            return histories.seen(_referred(call), scope, faults)
        case "visits":
            return histories.visits(_referred(call), scope, faults)
        case "took":
            return histories.took(_referred(call), scope, faults)
        case "count":
            return _count(cast(Expression, call.arguments[0]), scope, faults)
        case ("min" | "max" | "abs") as operator:
            return _numbers(operator, cast(tuple[Expression, ...], call.arguments), scope, faults)
        case "random":
            faults.append(misplaced_random(call.span))
            return None
        case unknown:
            assert_never(unknown)


def _referred(call: Call) -> Reference:
    """Return the scene or choice a function is about; the parser lets nothing else stand there."""
    return cast(Reference, call.arguments[0])


def _count(argument: Expression, scope: Scope, faults: Faults) -> Typed | None:
    typed = understand(argument, scope, faults)
    counted = demand_set(typed, argument.span, faults) if typed else None
    return built_count(counted) if counted else None


def _numbers(operator: Operator, arguments: tuple[Expression, ...], scope: Scope, faults: Faults) -> Typed | None:
    numbers = [number(argument, scope, faults) for argument in arguments]
    sound = [typed for typed in numbers if typed]
    return built_number(operator, *sound) if len(sound) == len(numbers) else None
