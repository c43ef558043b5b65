"""What the names of an expression can mean where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from engine.expressions.kinds import AnyOfKind, Kind, OneOfKind
from engine.expressions.tree import Expression
from engine.expressions.typed import Inlined


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
    inlined: dict[str, Inlined] = field(default_factory=dict, repr=False, compare=False)
    """The derived values understood so far; shared by every scope made with `at`."""

    def at(self, here: str | None) -> Scope:
        """The same names seen from another scene."""
        return replace(self, here=here)

    def owner_of(self, member: str) -> str | None:
        """The first variable that has this member."""
        return next((name for name, kind in self.variables.items() if member in members_of(kind)), None)

    def all_names(self) -> Iterable[str]:
        """Everything a bare name can mean, for offering the nearest."""
        yield from self.variables
        yield from self.derived
        for kind in self.variables.values():
            yield from members_of(kind)


def members_of(kind: Kind) -> tuple[str, ...]:
    """The members of an enumeration or set; other kinds have none."""
    return kind.members if isinstance(kind, OneOfKind | AnyOfKind) else ()
