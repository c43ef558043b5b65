"""Parse tokens to an expression by operator precedence (Pratt 1973).

Operators bind as in Python: or, and, not, comparisons and `has`, sums, products, signs.
"""

from __future__ import annotations

from functools import partial
from typing import cast, get_args

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import counted, quoted
from engine.diagnostics.span import Span
from engine.expressions.language.tree import (
    Binary,
    BinaryOperator,
    Comparator,
    Comparison,
    Expression,
    FunctionCall,
    Name,
    Number,
    Reference,
    Truth,
    Unary,
    UnaryOperator,
    nodes_of,
)
from engine.expressions.messages import ExpressionError, random_inside
from engine.expressions.syntax.cursor import Cursor, unfinished
from engine.expressions.syntax.tokens import FOREIGN_WORDS, Token, refuse_foreign_operator
from engine.language import FUNCTIONS, REFERRING, Function

OR, AND, NOT, COMPARED, SUM, PRODUCT, SIGNED = range(1, 8)
COMPARATORS = frozenset(get_args(Comparator))
BINDING = {
    "or": OR, "and": AND, "has": COMPARED, "+": SUM, "-": SUM, "*": PRODUCT, "//": PRODUCT, "%": PRODUCT,
    **dict.fromkeys(COMPARATORS, COMPARED),
}  # fmt: skip
"""The binding power of each binary operator."""
_unexpected_word = partial(Diagnostic, "unexpected-word")
_wrong_arguments = partial(Diagnostic, "wrong-arguments")


def finish(cursor: Cursor) -> None:
    """Raise ExpressionError if anything follows the expression."""
    if cursor.token.kind != "end":
        raise _unexpected_token(cursor)


def parse(cursor: Cursor, least: int) -> Expression:
    """Parse an expression whose operators have at least this binding power; raise ExpressionError."""
    with cursor.nested():
        left = _prefix(cursor, least)
        while (power := _binding(cursor)) >= least:
            left = _comparison(cursor, left) if power == COMPARED else _binary(cursor, left, power)
        return left


def _binding(cursor: Cursor) -> int:
    refuse_foreign_operator(cursor.token, cursor.place)
    return BINDING.get(cursor.token.text, 0) if cursor.token.kind in {"sign", "word"} else 0


def _binary(cursor: Cursor, left: Expression, power: int) -> Expression:
    sign = cursor.take()
    cursor.grow(sign)
    right = parse(cursor, power + 1)
    return Binary(cast(BinaryOperator, sign.text), left, right, left.span.through(right.span))


def _comparison(cursor: Cursor, left: Expression) -> Expression:
    comparison = _binary(cursor, left, COMPARED) if cursor.is_at("has") else _chain(cursor, left)
    if _binding(cursor) == COMPARED:
        message = f"`{cursor.token.text}` cannot follow a comparison: `has` does not chain"
        help_ = "put one of the two in parentheses, or join them with `and`"
        raise ExpressionError(_unexpected_word(message, cursor.place(cursor.token), help_))
    return comparison


def _chain(cursor: Cursor, left: Expression) -> Expression:
    rest: list[tuple[Comparator, Expression]] = []
    while _binding(cursor) == COMPARED and not cursor.is_at("has"):
        sign = cursor.take()
        cursor.grow(sign)
        rest.append((cast(Comparator, sign.text), parse(cursor, SUM)))
    return Comparison(left, tuple(rest), left.span.through(rest[-1][1].span))


def _prefix(cursor: Cursor, least: int) -> Expression:
    refuse_foreign_operator(cursor.token, cursor.place)
    token = cursor.take()
    if token.kind == "number":
        return Number(int(token.text), cursor.grow(token))
    if token.kind == "name":
        return _call(cursor, token) if cursor.is_at("(") else _name(cursor, token)
    if token.text in {"true", "false"}:
        return Truth(token.text == "true", cursor.grow(token))
    if token.text in {"-", "+"}:
        return _unary(cursor, token, SIGNED)
    if token.text == "not" and least <= NOT:
        return _unary(cursor, token, NOT)
    if token.text == "(":
        return _parenthesis(cursor)
    raise _missing_value(cursor, token)


def _unary(cursor: Cursor, token: Token, power: int) -> Expression:
    start = cursor.grow(token)
    operand = parse(cursor, power)
    return Unary(cast(UnaryOperator, token.text), operand, start.through(operand.span))


def _parenthesis(cursor: Cursor) -> Expression:
    inner = parse(cursor, OR)
    _close(cursor, "to close the parenthesis")
    return inner


def _name(cursor: Cursor, token: Token) -> Name:
    name = Name(token.text, cursor.grow(token))
    _refuse_parts(cursor, name.span)
    return name


def _refuse_parts(cursor: Cursor, span: Span) -> None:
    if cursor.is_at(".", "[", "("):
        raise _reaching_inside(span.through(cursor.place(cursor.token)), cursor.token.text)


def _reaching_inside(span: Span, sign: str) -> ExpressionError:
    message, help_ = f"a value has no parts to reach with `{sign}`", "ask a set with `has`, as in `carry has gobi`"
    return ExpressionError(Diagnostic("reaching-inside", message, span, help_))


def _call(cursor: Cursor, token: Token) -> FunctionCall:
    start = cursor.grow(token)
    function = FUNCTIONS.get(token.text)
    if function is None:
        help_ = did_you_mean(token.text, FUNCTIONS) or "there are " + ", ".join(f"`{name}`" for name in FUNCTIONS)
        message = f"there is no function {quoted(token.text)}"
        raise ExpressionError(Diagnostic("unknown-function", message, start, help_))
    cursor.take()
    arguments = _reference(cursor, function) if function.name in REFERRING else _arguments(cursor)
    end = _close(cursor, f"to close `{function.name}(`")
    span = start.through(cursor.place(end))
    if not function.least <= len(arguments) <= function.most:
        message = f"`{function.name}` cannot take {counted(len(arguments), 'value')}"
        raise ExpressionError(_wrong_arguments(message, span, f"write `{function.usage}`"))
    _refuse_parts(cursor, span)
    return FunctionCall(function.name, arguments, span)


def _reference(cursor: Cursor, function: Function) -> tuple[Reference, ...]:
    if cursor.token.kind != "reference":
        message = f"`{function.name}` needs the id of a scene or choice"
        raise ExpressionError(_wrong_arguments(message, cursor.place(cursor.token), f"write `{function.usage}`"))
    token = cursor.take()
    return (Reference(token.text, cursor.grow(token)),)


def _arguments(cursor: Cursor) -> tuple[Expression, ...]:
    if cursor.is_at(")"):
        return ()
    arguments = [parse(cursor, OR)]
    while cursor.take_if(","):
        arguments.append(parse(cursor, OR))
    return tuple(arguments)


def _close(cursor: Cursor, why: str) -> Token:
    if cursor.token.kind != "end" and not cursor.is_at(")"):
        raise _unexpected_token(cursor)
    return cursor.expect(")", why)


def _unexpected_token(cursor: Cursor) -> ExpressionError:
    token = cursor.token
    if token.text in {".", "["}:
        return _reaching_inside(cursor.place(token), token.text)
    instead = _instead(cursor)
    help_ = f"write `{instead}`" if instead else "join two values with an operator, as in `lamp and eyes > 3`"
    return ExpressionError(_unexpected_word(f"{quoted(token.text)} cannot stand here", cursor.place(token), help_))


def _instead(cursor: Cursor) -> str | None:
    """Return what to write for a word of another language; `has` takes its operands in the other order than `in`."""
    negation = "not " if cursor.token.text == "not" else ""
    at = 1 if negation else 0
    member, word, owner = cursor.nearby(-1), cursor.nearby(at), cursor.nearby(at + 1)
    if word.text == "in" and member.kind == owner.kind == "name":
        return f"{negation}{owner.text} has {member.text}"
    return FOREIGN_WORDS.get(cursor.token.text)


def _missing_value(cursor: Cursor, token: Token) -> ExpressionError:
    span = cursor.place(token)
    if token.kind == "end":
        return ExpressionError(unfinished("a value is missing at the end", span))
    if token.text == "not":
        help_ = "put it first, as in `not carry has gobi`, or in parentheses"
        return ExpressionError(_unexpected_word("`not` cannot stand here", span, help_))
    return ExpressionError(unfinished(f"a value is missing before `{token.text}`", span))


def refuse_random(expression: Expression | Reference) -> None:
    """Raise ExpressionError if an expression contains `random( )`."""
    for part in nodes_of(expression):
        if isinstance(part, FunctionCall) and part.function == "random":
            raise ExpressionError(random_inside(part.span))
