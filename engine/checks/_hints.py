"""Offers the nearest names to an author, but only for the first wrong ones: each comparison costs time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.diagnostics.near import did_you_mean

MOST_HINTS = 20


def hints(names: Iterable[str]) -> Callable[[str], str]:
    """A function that gives the help for a wrong name, and none at all after so many."""
    known = tuple(names)
    asked: set[str] = set()

    def hint(name: str) -> str:
        asked.add(name)
        return did_you_mean(name, known) if len(asked) <= MOST_HINTS else ""

    return hint
