"""Resolve expressions and statements to terms, with every mistake of kind or name as a diagnostic.

Each mistake is reported once: an expression that reads a faulty derived value has neither a term nor a diagnostic.
Each derived value is lowered once, for use in place of its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, assert_never, cast

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import Kind, OneOfKind, TextKind
from engine.expressions.language.terms import Statement, Term
from engine.expressions.language.tree import (
    Assign,
    Binary,
    Comparison,
    Expression,
    FunctionCall,
    Name,
    Number,
    Reference,
    Tree,
    Truth,
    Unary,
    Written,
    WrittenExpression,
    WrittenStatement,
    nodes_of,
    subexpressions,
)
from engine.expressions.semantics.assignments import lower_assignment
from engine.expressions.semantics.lowering import lower
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import DerivedTerm, Faults, TypedTerm, refuse_tally, require_truth
from engine.records import dataclass, replace

Require = Callable[[TypedTerm, Span, Faults], TypedTerm | None]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The term and kind of an expression, or what is wrong with it."""

    term: Term | None
    kind: Kind | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ResolvedStatement:
    """A statement ready to run, or what is wrong with it."""

    statement: Statement | None
    diagnostics: tuple[Diagnostic, ...]


Result = TypeVar("Result", Resolved, ResolvedStatement)


def resolve_condition(written: WrittenExpression, scope: Scope) -> Resolved:
    """Resolve an expression that must be true or false."""
    return _unless_circular(_condition, written, scope)


def resolve_value(written: WrittenExpression, scope: Scope) -> Resolved:
    """Resolve an expression of any kind, to be printed; a text variable by itself has a kind and no term."""
    name = written.tree
    if isinstance(name, Name) and isinstance(scope.variables.get(name.text), TextKind):
        return Resolved(None, TextKind(), ())
    return _unless_circular(_value, written, scope)


def resolve_statement(written: WrittenStatement, scope: Scope) -> ResolvedStatement:
    """Resolve one statement of a `set`."""
    return _recall(_statement, written, scope)


def _unless_circular(
    resolve: Callable[[Expression, Scope], Resolved], written: WrittenExpression, scope: Scope
) -> Resolved:
    cycle = _cycle(written, scope)
    return (
        Resolved(None, None, (_circular_derived(written.span, cycle),)) if cycle else _recall(resolve, written, scope)
    )


def _recall(resolve: Callable[[Tree, Scope], Result], written: Written[Tree], scope: Scope) -> Result:
    """Resolve a tree, or return what it was resolved to before; what is wrong is worked out at each place."""
    tree, recalled = scope.lookups.resolved.get((resolve, id(written.tree)), (None, None))
    if tree is written.tree:
        return cast(Result, recalled)
    resolved = resolve(written.tree, scope)
    if resolved.diagnostics:
        diagnostics = (replace(fault, span=written.place(fault.span)) for fault in resolved.diagnostics)
        return replace(resolved, diagnostics=tuple(diagnostics))
    if not any(isinstance(part, Reference) for part in nodes_of(written.tree)):
        scope.lookups.resolved[resolve, id(written.tree)] = written.tree, resolved
    return resolved


def _condition(expression: Expression, scope: Scope) -> Resolved:
    return _resolve(expression, scope, require_truth)


def _value(expression: Expression, scope: Scope) -> Resolved:
    return _resolve(expression, scope, refuse_tally)


def _statement(assign: Assign, scope: Scope) -> ResolvedStatement:
    _inline_derived(_names_mentioned(assign.value, scope), scope)
    faults: Faults = []
    statement = lower_assignment(assign, scope, faults)
    return ResolvedStatement(None if faults else statement, tuple(dict.fromkeys(faults)))


def _resolve(expression: Expression, scope: Scope, require: Require) -> Resolved:
    _inline_derived(_names_mentioned(expression, scope), scope)
    faults: Faults = []
    typed = lower(expression, scope, faults)
    typed = require(typed, expression.span, faults) if typed else None
    if typed is None or faults:
        return Resolved(None, None, tuple(dict.fromkeys(faults)))
    return Resolved(typed.term, typed.kind, ())


def _circular_derived(span: Span, cycle: tuple[str, ...]) -> Diagnostic:
    way = " → ".join(quoted(name, 24) for name in (*cycle[:6], *(("…",) if len(cycle) > 6 else ()), cycle[0]))
    message = f"{quoted(cycle[0], 24)} needs itself: {way}"
    return Diagnostic("circular-derived", message, span, "say one of them without the other")


def _cycle(expression: WrittenExpression, scope: Scope) -> tuple[str, ...]:
    """Return the derived values through which an expression needs itself; empty if it does not."""
    name = scope.derived_from(expression)
    if name is None:
        return ()
    _inline_derived(iter((name,)), scope)
    return scope.derived_terms[name].cycle


def _inline_derived(names: Iterator[str], scope: Scope) -> None:
    """Fill `scope.derived_terms` for derived values and all that they read, the innermost first.

    Must not recurse from one derived value into another: a story may chain thousands of them.
    """
    path: dict[str, None] = {}
    cycles: dict[str, tuple[str, ...]] = {}
    stack = [names]
    while stack:
        name = next(stack[-1], None)
        if name is None:
            stack.pop()
            if path:
                innermost, _ = path.popitem()
                scope.derived_terms[innermost] = _derived_term(innermost, cycles.get(innermost, ()), scope)
        elif name in path:
            trail = list(path)
            cycles[name] = tuple(trail[trail.index(name) :])
        elif name not in scope.derived_terms:
            path[name] = None
            stack.append(_names_mentioned(scope.derived[name].tree, scope))


def _derived_term(name: str, cycle: tuple[str, ...], scope: Scope) -> DerivedTerm:
    if cycle:
        return DerivedTerm(None, cycle)
    faults: Faults = []
    value = lower(scope.derived[name].tree, scope.at(None), faults)
    return DerivedTerm(None if faults or (value and value.is_tally) else value, ())


def _names_mentioned(expression: Expression, scope: Scope) -> Iterator[str]:
    """Yield the derived values that an expression reads; a name that means a member is none."""
    worklist: list[Expression | Reference] = [expression]
    while worklist:
        part = worklist.pop()
        if isinstance(part, Name) and part.text in scope.derived:
            yield part.text
        worklist.extend(_readable(part, scope))


def _readable(part: Expression | Reference, scope: Scope) -> Iterator[Expression | Reference]:
    match part:
        case Binary("has", left, _):
            yield left
        case Comparison():
            kinds = _kinds_compared(part, scope)
            yield from (side for side in subexpressions(part) if not _is_member(side, kinds))
        case Number() | Truth() | Name() | FunctionCall() | Unary() | Binary() | Reference():
            yield from subexpressions(part)
        case unknown:
            assert_never(unknown)


def _kinds_compared(comparison: Comparison, scope: Scope) -> tuple[OneOfKind, ...]:
    names = (side.text for side in subexpressions(comparison) if isinstance(side, Name))
    return tuple(kind for name in names if isinstance(kind := scope.variables.get(name), OneOfKind))


def _is_member(side: Expression | Reference, kinds: tuple[OneOfKind, ...]) -> bool:
    return isinstance(side, Name) and any(side.text in kind.members for kind in kinds)
