"""Derived values put in the place of their names, each understood once, and none that leads back to itself.

Must not recurse from one derived value into another: a story may chain thousands of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from engine.expressions.language.kinds import OneOfKind
from engine.expressions.language.tree import Binary, Call, Comparison, Expression, Name, Number, Reference, Truth, Unary
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import DerivedTerm, Faults, TypedTerm
from engine.expressions.syntax.pratt import parts_of

Understand = Callable[[Expression, Scope, Faults], TypedTerm | None]


def inline_derived(names: Iterator[str], scope: Scope, understand: Understand) -> None:
    """Fills `scope.inlined` for these derived values and all they lead to, the innermost first."""
    path: dict[str, None] = {}
    circles: dict[str, tuple[str, ...]] = {}
    waiting = [names]
    while waiting:
        name = next(waiting[-1], None)
        if name is None:
            waiting.pop()
            if path:
                done, _ = path.popitem()
                scope.inlined[done] = _inlined(done, circles.get(done, ()), scope, understand)
        elif name in path:
            walked = list(path)
            circles[name] = tuple(walked[walked.index(name) :])
        elif name not in scope.inlined:
            path[name] = None
            waiting.append(names_mentioned(scope.derived[name], scope))


def _inlined(name: str, circle: tuple[str, ...], scope: Scope, understand: Understand) -> DerivedTerm:
    if circle:
        return DerivedTerm(None, circle)
    faults: Faults = []
    value = understand(scope.derived[name], scope.at(None), faults)
    return DerivedTerm(None if faults or (value and value.is_tally) else value, ())


def names_mentioned(expression: Expression, scope: Scope) -> Iterator[str]:
    """The derived values an expression reads; a name that stands for a member is none."""
    waiting: list[Expression | Reference] = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Name) and part.text in scope.derived:
            yield part.text
        waiting.extend(_readable(part, scope))


def _readable(part: Expression | Reference, scope: Scope) -> Iterator[Expression | Reference]:
    match part:
        case Binary("has", left, _):
            yield left
        case Comparison():
            kinds = _kinds_beside(part, scope)
            yield from (side for side in parts_of(part) if not _is_member(side, kinds))
        case Number() | Truth() | Name() | Call() | Unary() | Binary() | Reference():
            yield from parts_of(part)
        case unknown:
            assert_never(unknown)


def _kinds_beside(comparison: Comparison, scope: Scope) -> tuple[OneOfKind, ...]:
    names = (side.text for side in parts_of(comparison) if isinstance(side, Name))
    return tuple(kind for name in names if isinstance(kind := scope.variables.get(name), OneOfKind))


def _is_member(side: Expression | Reference, kinds: tuple[OneOfKind, ...]) -> bool:
    return isinstance(side, Name) and any(side.text in kind.members for kind in kinds)
