"""What the names of an expression can mean where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from engine.expressions.language.kinds import AnyOfKind, Kind, OneOfKind
from engine.expressions.language.limits import MOST_GUESSES
from engine.expressions.language.tree import Expression
from engine.expressions.semantics.typed import DerivedTerm


@dataclass(slots=True)
class Lookups:
    """What is looked up again and again, each put in order when it is first asked for."""

    owners: dict[str, str] | None = None
    """The first variable that has a member."""
    derived: dict[int, str] | None = None
    """The name of a derived value by the identity of its expression."""
    endings: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """The choice addresses of a scene by each of the ways they may end."""
    ambiguous: set[str] = field(default_factory=set)
    """The names met so far that nothing has."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Every name of a story, and the scene an expression is written in."""

    variables: Mapping[str, Kind]
    derived: Mapping[str, Expression]
    scenes: frozenset[str]
    """Ids of scenes and storylets."""
    addresses: Mapping[str, tuple[str, ...]]
    """The choice addresses within each scene, like `outer.inner`."""
    here: str | None
    """The scene whose choices `took(x)` means."""
    inlined: dict[str, DerivedTerm] = field(default_factory=dict, repr=False, compare=False)
    """The derived values understood so far; shared by every scope made with `at`."""
    lookups: Lookups = field(default_factory=Lookups, repr=False, compare=False)
    """Shared likewise."""

    def at(self, here: str | None) -> Scope:
        """The same names seen from another scene."""
        return replace(self, here=here)

    def owner_of(self, member: str) -> str | None:
        """The first variable that has this member."""
        if self.lookups.owners is None:
            last_first = reversed(list(self.variables.items()))
            self.lookups.owners = {one: name for name, kind in last_first for one in members_of(kind)}
        return self.lookups.owners.get(member)

    def derived_from(self, expression: Expression) -> str | None:
        """The derived value that is this very expression."""
        if self.lookups.derived is None:
            self.lookups.derived = {id(written): name for name, written in self.derived.items()}
        return self.lookups.derived.get(id(expression))

    def addresses_ending(self, scene: str, end: str) -> tuple[str, ...]:
        """The choice addresses of a scene that are this, or end in it after a dot."""
        if scene not in self.lookups.endings:
            self.lookups.endings[scene] = _by_ending(self.addresses.get(scene, ()))
        return self.lookups.endings[scene].get(end, ())

    def all_names(self) -> Iterable[str]:
        """Everything a bare name can mean, for offering the nearest."""
        yield from self.variables
        yield from self.derived
        for kind in self.variables.values():
            yield from members_of(kind)

    def may_guess(self, name: str) -> bool:
        """Whether to look for what was meant by a name that nothing has: not past so many, for likeness is dear."""
        self.lookups.ambiguous.add(name)
        return len(self.lookups.ambiguous) <= MOST_GUESSES

    def guesses(self, name: str, names: Iterable[str]) -> Iterable[str]:
        """The names among which to look for it."""
        return names if self.may_guess(name) else ()


def members_of(kind: Kind) -> tuple[str, ...]:
    """The members of an enumeration or set; other kinds have none."""
    return kind.members if isinstance(kind, OneOfKind | AnyOfKind) else ()


def _by_ending(addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    endings: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        parts = address.split(".")
        for first in range(len(parts)):
            endings[".".join(parts[first:])].append(address)
    return {end: tuple(dict.fromkeys(found)) for end, found in endings.items()}
