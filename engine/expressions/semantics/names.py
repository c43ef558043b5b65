"""Resolve names: to a variable, a derived value, or a member of the kind expected."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.expressions.language.kinds import AnyOfKind, Kind, OneOfKind, TextKind
from engine.expressions.language.terms import Read
from engine.expressions.language.tree import Name
from engine.expressions.messages.names import (
    ambiguous_name,
    member_alone,
    scene_as_value,
    text_in_condition,
    unknown_member,
    unknown_name,
)
from engine.expressions.messages.values import set_compared
from engine.expressions.semantics.scope import Scope, members_of
from engine.expressions.semantics.typed import Faults, TypedTerm, UnresolvedName, constant
from engine.language import EMPTY


def look_up(name: Name, scope: Scope, faults: Faults) -> TypedTerm | UnresolvedName | None:
    """Return what a name means without regard to the other operand; None after a mistake."""
    kind = scope.variables.get(name.text)
    if isinstance(kind, TextKind):
        faults.append(text_in_condition(name.span, name.text))
        return None
    if kind is not None:
        return TypedTerm(Read(name.text), kind)
    if name.text in scope.derived:
        derived = scope.derived_terms.get(name.text)
        return derived.value if derived else None
    return UnresolvedName(name.text, name.span)


def unresolved_name(name: UnresolvedName, scope: Scope) -> Diagnostic:
    """Report a name that means nothing where it is used."""
    owner = scope.owner_of(name.text)
    if owner is not None:
        is_set = isinstance(scope.variables[owner], AnyOfKind)
        return member_alone(name.span, name.text, owner, is_set)
    if name.text in scope.scenes:
        return scene_as_value(name.span, name.text)
    return unknown_name(name.span, name.text, scope.guesses(name.text, scope.all_names()))


def is_member(name: Name, kind: Kind, scope: Scope, faults: Faults) -> bool:
    """Return whether a name is a member of a kind; report a name that is also a variable of this kind."""
    if name.text not in members_of(kind):
        return False
    if scope.variables.get(name.text) == kind:
        faults.append(ambiguous_name(name.span, name.text))
    return True


def resolve_compared(name: Name, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Resolve a name that is compared with a value of a kind; a member takes precedence over variables."""
    if isinstance(kind, OneOfKind) and is_member(name, kind, scope, faults):
        return constant(kind.members.index(name.text), kind)
    meaning = look_up(name, scope, faults)
    if not isinstance(meaning, UnresolvedName):
        return meaning
    if isinstance(kind, AnyOfKind) and name.text == EMPTY:
        return constant(0, kind)
    faults.append(_misplaced_name(meaning, kind, scope))
    return None


def resolve_member(name: Name, kind: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """Resolve a name that is assigned to a variable of a kind; for a set, a member means the set of it alone."""
    if isinstance(kind, AnyOfKind) and is_member(name, kind, scope, faults):
        return constant(1 << kind.members.index(name.text), kind)
    return resolve_compared(name, kind, scope, faults)


def _misplaced_name(name: UnresolvedName, kind: Kind, scope: Scope) -> Diagnostic:
    members = members_of(kind)
    if name.text in members:
        return set_compared(name.span, name.text)
    if not members:
        return unresolved_name(name, scope)
    return unknown_member(name.span, name.text, members, scope.guesses(name.text, members))
