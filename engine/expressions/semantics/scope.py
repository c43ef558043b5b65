"""The names that an expression can use, and what each can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from engine.diagnostics.near import MOST_GUESSES
from engine.expressions.language.kinds import AnyOfKind, Kind, OneOfKind
from engine.expressions.language.tree import WrittenExpression
from engine.expressions.semantics.typed import DerivedTerm
from engine.records import dataclass, field, replace


@dataclass(slots=True)
class Lookups:
    """Indices over the names of a scope, each built on first use."""

    owners: dict[str, str] | None = None
    """The first variable that has a member."""
    derived: dict[int, str] | None = None
    """The name of a derived value by the identity of its expression."""
    endings: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """The choice addresses of a scene by each of their suffixes."""
    resolved: dict[tuple[object, int], tuple[object, Any]] = field(default_factory=dict)
    """What shared trees were resolved to, by purpose and identity; each beside its tree, which it keeps alive."""
    unknown_names: set[str] = field(default_factory=set)
    """Names used so far that nothing has."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Every name of a story, and the scene in which an expression is written."""

    variables: Mapping[str, Kind]
    derived: Mapping[str, WrittenExpression]
    scenes: frozenset[str]
    """Ids of scenes and storylets."""
    addresses: Mapping[str, tuple[str, ...]]
    """The choice addresses within each scene, like `outer.inner`."""
    here: str | None
    """The scene that `took(x)` refers to when it names none."""
    derived_terms: dict[str, DerivedTerm] = field(default_factory=dict, repr=False, compare=False)
    """The derived values lowered so far; shared by every scope made with `at`."""
    lookups: Lookups = field(default_factory=Lookups, repr=False, compare=False)
    """Shared in the same way."""

    def at(self, here: str | None) -> Scope:
        """Return the same names for an expression of another scene."""
        return replace(self, here=here)

    def owner_of(self, member: str) -> str | None:
        """Return the first variable that has a member."""
        if self.lookups.owners is None:
            last_first = reversed(list(self.variables.items()))
            self.lookups.owners = {member: name for name, kind in last_first for member in members_of(kind)}
        return self.lookups.owners.get(member)

    def derived_from(self, expression: WrittenExpression) -> str | None:
        """Return the name of the derived value that an expression defines, or None."""
        if self.lookups.derived is None:
            self.lookups.derived = {id(expression): name for name, expression in self.derived.items()}
        return self.lookups.derived.get(id(expression))

    def addresses_ending(self, scene: str, end: str) -> tuple[str, ...]:
        """Return the choice addresses of a scene that equal a text, or end in it after a dot."""
        if scene not in self.lookups.endings:
            self.lookups.endings[scene] = _by_ending(self.addresses.get(scene, ()))
        return self.lookups.endings[scene].get(end, ())

    def all_names(self) -> Iterable[str]:
        """Yield every name that a bare name can mean, to suggest the nearest."""
        yield from self.variables
        yield from self.derived
        for kind in self.variables.values():
            yield from members_of(kind)

    def may_guess(self, name: str) -> bool:
        """Return whether to search the nearest of an unknown name; the number of searches is limited for their cost."""
        self.lookups.unknown_names.add(name)
        return len(self.lookups.unknown_names) <= MOST_GUESSES

    def guesses(self, name: str, names: Iterable[str]) -> Iterable[str]:
        """Return the names among which to search the nearest."""
        return names if self.may_guess(name) else ()


def members_of(kind: Kind) -> tuple[str, ...]:
    """Return the members of an enumeration or set; other kinds have none."""
    return kind.members if isinstance(kind, OneOfKind | AnyOfKind) else ()


def _by_ending(addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    endings: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        parts = address.split(".")
        for first in range(len(parts)):
            endings[".".join(parts[first:])].append(address)
    return {end: tuple(dict.fromkeys(matching)) for end, matching in endings.items()}
