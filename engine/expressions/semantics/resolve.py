"""Resolve expressions and statements to terms, with every mistake of kind or name as a diagnostic.

Each mistake is reported once: an expression that reads a faulty derived value has neither a term nor a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import Kind, TextKind, TruthKind
from engine.expressions.language.terms import Statement, Term
from engine.expressions.language.tree import Assign, Expression, Name
from engine.expressions.semantics.assignments import lower_assignment
from engine.expressions.semantics.inline_derived import inline_derived, names_mentioned
from engine.expressions.semantics.kind_checks import refuse_tally, require_truth
from engine.expressions.semantics.lowering import lower
from engine.expressions.semantics.scope import Scope
from engine.expressions.semantics.typed import Faults, TypedTerm

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


def resolve_condition(expression: Expression, scope: Scope) -> Resolved:
    """Resolve an expression that must be true or false."""
    resolved = _resolve(expression, scope, require_truth)
    return Resolved(resolved.term, TruthKind(), resolved.diagnostics)


def resolve_value(expression: Expression, scope: Scope) -> Resolved:
    """Resolve an expression of any kind, to be printed; a text variable by itself has a kind and no term."""
    if isinstance(expression, Name) and isinstance(scope.variables.get(expression.text), TextKind):
        return Resolved(None, TextKind(), ())
    return _resolve(expression, scope, refuse_tally)


def resolve_statement(assign: Assign, scope: Scope) -> ResolvedStatement:
    """Resolve one statement of a `set`."""
    inline_derived(names_mentioned(assign.value, scope), scope, lower)
    faults: Faults = []
    statement = lower_assignment(assign, scope, faults)
    return ResolvedStatement(None if faults else statement, tuple(dict.fromkeys(faults)))


def _resolve(expression: Expression, scope: Scope, require: Require) -> Resolved:
    cycle = _cycle(expression, scope)
    if cycle:
        return Resolved(None, None, (_circular_derived(expression.span, cycle),))
    inline_derived(names_mentioned(expression, scope), scope, lower)
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


def _cycle(expression: Expression, scope: Scope) -> tuple[str, ...]:
    """Return the derived values through which an expression needs itself; empty if it does not."""
    name = scope.derived_from(expression)
    if name is None:
        return ()
    inline_derived(iter((name,)), scope, lower)
    return scope.derived_terms[name].cycle
