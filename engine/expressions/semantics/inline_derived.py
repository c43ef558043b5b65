"""Lower each derived value once, for use in place of its name, and detect those that need themselves.

Must not recurse from one derived value into another: a story may chain thousands of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from engine.expressions.language.kinds import OneOfKind
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
    subexpressions,
)
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import DerivedTerm, Faults, TypedTerm

Lower = Callable[[Expression, Scope, Faults], TypedTerm | None]


def inline_derived(names: Iterator[str], scope: Scope, lower: Lower) -> None:
    """Fill `scope.derived_terms` for derived values and all that they read, the innermost first."""
    path: dict[str, None] = {}
    cycles: dict[str, tuple[str, ...]] = {}
    stack = [names]
    while stack:
        name = next(stack[-1], None)
        if name is None:
            stack.pop()
            if path:
                innermost, _ = path.popitem()
                scope.derived_terms[innermost] = _derived_term(innermost, cycles.get(innermost, ()), scope, lower)
        elif name in path:
            trail = list(path)
            cycles[name] = tuple(trail[trail.index(name) :])
        elif name not in scope.derived_terms:
            path[name] = None
            stack.append(names_mentioned(scope.derived[name], scope))


def _derived_term(name: str, cycle: tuple[str, ...], scope: Scope, lower: Lower) -> DerivedTerm:
    if cycle:
        return DerivedTerm(None, cycle)
    faults: Faults = []
    value = lower(scope.derived[name], scope.at(None), faults)
    return DerivedTerm(None if faults or (value and value.is_tally) else value, ())


def names_mentioned(expression: Expression, scope: Scope) -> Iterator[str]:
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
