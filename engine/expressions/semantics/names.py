"""Names into what they stand for: a variable, a derived value, or a member of what stands beside them."""

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

EMPTY = "none"
"""The word for a set without members."""


def look_up(name: Name, scope: Scope, faults: Faults) -> TypedTerm | UnresolvedName | None:
    """What a name stands for by itself."""
    kind = scope.variables.get(name.text)
    if isinstance(kind, TextKind):
        faults.append(text_in_condition(name.span, name.text))
        return None
    if kind is not None:
        return TypedTerm(Read(name.text), kind)
    if name.text in scope.derived:
        inlined = scope.inlined.get(name.text)
        return inlined.value if inlined else None
    return UnresolvedName(name.text, name.span)


def unresolved_name(bare: UnresolvedName, scope: Scope) -> Diagnostic:
    """The fault of a name that means nothing where it stands."""
    owner = scope.owner_of(bare.text)
    if owner is not None:
        is_set = isinstance(scope.variables[owner], AnyOfKind)
        return member_alone(bare.span, bare.text, owner, is_set)
    if bare.text in scope.scenes:
        return scene_as_value(bare.span, bare.text)
    return unknown_name(bare.span, bare.text, scope.guesses(bare.text, scope.all_names()))


def is_member(name: Name, wanted: Kind, scope: Scope, faults: Faults) -> bool:
    """Whether a name can stand for a member here; one that is also a variable of this very kind is refused."""
    if name.text not in members_of(wanted):
        return False
    if scope.variables.get(name.text) == wanted:
        faults.append(ambiguous_name(name.span, name.text))
    return True


def resolve_beside(name: Name, wanted: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """A name compared with a value of the wanted kind: a member of it before anything else."""
    if isinstance(wanted, OneOfKind) and is_member(name, wanted, scope, faults):
        return constant(wanted.members.index(name.text), wanted)
    found = look_up(name, scope, faults)
    if not isinstance(found, UnresolvedName):
        return found
    if isinstance(wanted, AnyOfKind) and name.text == EMPTY:
        return constant(0, wanted)
    faults.append(_misplaced(found, wanted, scope))
    return None


def resolve_member(name: Name, wanted: Kind, scope: Scope, faults: Faults) -> TypedTerm | None:
    """A name given to a variable of the wanted kind: for a set, its members are sets of one."""
    if isinstance(wanted, AnyOfKind) and is_member(name, wanted, scope, faults):
        return constant(1 << wanted.members.index(name.text), wanted)
    return resolve_beside(name, wanted, scope, faults)


def _misplaced(bare: UnresolvedName, wanted: Kind, scope: Scope) -> Diagnostic:
    members = members_of(wanted)
    if bare.text in members:
        return set_compared(bare.span, bare.text)
    if not members:
        return unresolved_name(bare, scope)
    return unknown_member(bare.span, bare.text, members, scope.guesses(bare.text, members))
