"""The order of the states of a search, as it stays with the search; `order` sorts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """Groups of states in topological order; a group of more than one is a circle."""

    leaving: list[list[int]]
    """By state, the states one choice after it, itself left out."""
    line: list[int]
    """The states before any circle, in order."""
    depth: list[int]
    """By state on the line, the most choices it can take to come there."""
    groups: tuple[tuple[int, ...], ...]
    """What comes after the line, where there are circles."""
    returning: list[int]
    """The states with a choice that leads back to the very same."""

    @property
    def has_circles(self) -> bool:
        """Some state can come round to itself by way of another."""
        return bool(self.groups)

    def all_groups(self) -> Iterator[tuple[int, ...]]:
        """Every group, in order."""
        for state in self.line:
            yield (state,)
        yield from self.groups
