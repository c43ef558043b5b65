"""Expressions and statements into terms, with every mistake of kind or name as a diagnostic.

A mistake is told once, where it stands: what uses a derived value that has one is left without a term or a word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.demands import demand_truth, refuse_tally
from engine.expressions.giving import give
from engine.expressions.inline import mentions, settle
from engine.expressions.kinds import Kind, TextKind, TruthKind
from engine.expressions.messages.names import circular_derived
from engine.expressions.scope import Scope
from engine.expressions.terms import Statement, Term
from engine.expressions.tree import Assign, Expression, Name
from engine.expressions.typed import Faults, Typed
from engine.expressions.understand import understand

Demand = Callable[[Typed, Span, Faults], Typed | None]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression understood, or what is wrong with it."""

    term: Term | None
    kind: Kind | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ResolvedStatement:
    """A statement understood, or what is wrong with it."""

    statement: Statement | None
    diagnostics: tuple[Diagnostic, ...]


def resolve_condition(expression: Expression, scope: Scope) -> Resolved:
    """An expression that is true or false."""
    resolved = _resolve(expression, scope, demand_truth)
    return Resolved(resolved.term, TruthKind(), resolved.diagnostics)


def resolve_value(expression: Expression, scope: Scope) -> Resolved:
    """An expression of any kind, to be shown; a text variable by itself has a kind and no term."""
    if isinstance(expression, Name) and isinstance(scope.variables.get(expression.text), TextKind):
        return Resolved(None, TextKind(), ())
    return _resolve(expression, scope, refuse_tally)


def resolve_statement(assign: Assign, scope: Scope) -> ResolvedStatement:
    """One statement of a `set`."""
    settle(mentions(assign.value, scope), scope, understand)
    faults: Faults = []
    statement = give(assign, scope, faults)
    return ResolvedStatement(None if faults else statement, tuple(dict.fromkeys(faults)))


def _resolve(expression: Expression, scope: Scope, demand: Demand) -> Resolved:
    circle = _circle(expression, scope)
    if circle:
        return Resolved(None, None, (circular_derived(expression.span, circle),))
    settle(mentions(expression, scope), scope, understand)
    faults: Faults = []
    typed = understand(expression, scope, faults)
    typed = demand(typed, expression.span, faults) if typed else None
    if typed is None or faults:
        return Resolved(None, None, tuple(dict.fromkeys(faults)))
    return Resolved(typed.term, typed.kind, ())


def _circle(expression: Expression, scope: Scope) -> tuple[str, ...]:
    """The way back to this expression, if it is a derived value that needs itself."""
    name = scope.derived_from(expression)
    if name is None:
        return ()
    settle(iter((name,)), scope, understand)
    return scope.inlined[name].circle
