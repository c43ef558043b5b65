"""Expressions and statements as the author wrote them: names are not resolved, and every part has its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Literal, TypeAlias, TypeVar, assert_never

from engine.diagnostics.span import Span
from engine.records import dataclass

UnaryOperator = Literal["-", "+", "not"]
BinaryOperator = Literal["+", "-", "*", "//", "%", "and", "or", "has"]
Comparator = Literal["==", "!=", "<", "<=", ">", ">="]
Assigner = Literal["=", "+=", "-="]


@dataclass(frozen=True, slots=True)
class Number:
    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, a derived value, or a member of an enumeration or set."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """`seen(scene)` and its kin. Scene and choice arguments come as `Reference`, the rest as expressions."""

    function: str
    arguments: tuple[Expression | Reference, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A scene or choice address inside `seen( )`, `visits( )`, `took( )`: letters, digits, `_`, `-`, `.`."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unary:
    operator: UnaryOperator
    operand: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    operator: BinaryOperator
    left: Expression
    right: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """`first op1 rest1 op2 rest2 …`, chained as in Python."""

    first: Expression
    rest: tuple[tuple[Comparator, Expression], ...]
    span: Span


Expression = Number | Truth | Name | FunctionCall | Unary | Binary | Comparison


def subexpressions(expression: Expression | Reference) -> tuple[Expression | Reference, ...]:
    """Return the direct parts of an expression, in the order written."""
    match expression:
        case FunctionCall(_, arguments):
            return arguments
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return left, right
        case Comparison(first, rest):
            return first, *(part for _, part in rest)
        case Number() | Truth() | Name() | Reference():
            return ()
        case unknown:
            assert_never(unknown)


def nodes_of(tree: Expression | Assign | Reference) -> Iterator[Expression | Reference]:
    """Yield every part of an expression, or of the value of a statement, the whole included."""
    worklist: list[Expression | Reference] = [tree.value if isinstance(tree, Assign) else tree]
    while worklist:
        part = worklist.pop()
        yield part
        worklist.extend(subexpressions(part))


@dataclass(frozen=True, slots=True)
class Assign:
    """One statement of a `set`. `random(a, b)` as the whole right-hand side is a `FunctionCall` named `random`."""

    name: Name
    operator: Assigner
    value: Expression
    span: Span


Tree = TypeVar("Tree", bound=Expression | Assign)


@dataclass(frozen=True, slots=True)
class Written(Generic[Tree]):
    """An expression or statement at one place of a file; those of the same text may share a tree."""

    tree: Tree
    origin: Span | None
    """Where the text of a shared tree is, whose spans count from line 1, column 1; None if they are places already."""

    @property
    def span(self) -> Span:
        return self.place(self.tree.span)

    def place(self, span: Span) -> Span:
        """Return the place in the file of a part of the tree."""
        start = self.origin
        if start is None:
            return span
        return Span(
            start.file, start.line, start.column + span.column - 1, start.line, start.column + span.end_column - 1
        )


WrittenExpression: TypeAlias = Written[Expression]
WrittenStatement: TypeAlias = Written[Assign]
