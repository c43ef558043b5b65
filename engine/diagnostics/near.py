"""Finds the name an author probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable

MOST_GUESSES = 20
"""Wrong names of one kind for which a nearest one is looked for."""
_LONGEST = 64
_LIKENESS = 0.7
_MOST_COMPARED = 300


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name most like `name`, or None if none is like enough; long names are not compared."""
    if not 0 < len(name) <= _LONGEST:
        return None
    from difflib import get_close_matches  # only a wrong name needs it, and loading it costs 1.3 ms
    from heapq import nlargest

    reach = max(1, len(name) // 3)
    candidates = sorted({other for other in names if abs(len(other) - len(name)) <= reach and other != name})
    letters = set(name)
    compared = nlargest(_MOST_COMPARED, candidates, key=lambda other: len(letters.intersection(other)))
    matches = get_close_matches(name, compared, 1, _LIKENESS)
    return matches[0] if matches else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return the help that offers the nearest name, or an empty text."""
    near = nearest(name, names)
    return f"did you mean `{near}`?" if near else ""


def name_hints(names: Iterable[str]) -> Callable[[str], str]:
    """Return a function from a wrong name to the help for it, which is empty after too many wrong names."""
    candidates = tuple(names)
    wrong_names: set[str] = set()

    def hint(name: str) -> str:
        wrong_names.add(name)
        return did_you_mean(name, candidates) if len(wrong_names) <= MOST_GUESSES else ""

    return hint
