"""Offers the nearest names to an author, but only for the first wrong ones: each comparison costs time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.diagnostics.near import did_you_mean

MOST_HINTS = 20


def hints(names: Iterable[str]) -> Callable[[str], str]:
    """Return a function from a wrong name to the help for it, which is empty after too many wrong names."""
    candidates = tuple(names)
    wrong_names: set[str] = set()

    def hint(name: str) -> str:
        wrong_names.add(name)
        return did_you_mean(name, candidates) if len(wrong_names) <= MOST_HINTS else ""

    return hint
