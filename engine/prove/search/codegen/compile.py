"""Turns source written by `generate` into functions: the one module of the engine that makes code at run time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from engine.prove.chance import Spot, Turns
from engine.prove.search.state_encoder import stand_in
from engine.runtime.closures import STEPS_AT_MOST

TOGETHER = 100_000
"""Characters that are compiled at once, or a little more."""


def saturating_add(state: int, shift: int, mask: int, high: int) -> int:
    """A packed state with a count one higher, if it is not at its highest."""
    return state + (1 << shift) if state >> shift & mask < high else state


def compile_functions(
    source: str,
    name: str,
    met: Callable[[int], object] = id,
    lost: Callable[[int], object] = id,
    spots: Sequence[Spot] = (),
) -> dict[str, Callable[..., Any]]:
    """The functions of a source made here.

    They tell `met` the numbers of goals they meet, and `lost` the addresses of lists with a choice that never comes to
    rest. What follows a draw of chance they take from `turned`, which knows where each of them goes on.
    """
    turned = Turns(spots)
    names: dict[str, Any] = {"F": Fraction, "ONE": Fraction(1), "grown": saturating_add, "met": met, "lost": lost}
    names |= {"turned": turned, "stand_in": stand_in}
    names |= {"__builtins__": {}, "RecursionError": RecursionError}
    names |= {"min": min, "max": max, "abs": abs, "range": range, "sum": sum, "map": map, "bool": bool}
    for part in _parts(source):
        exec(compile(part, name, "exec"), names)  # noqa: S102  the source is made by `generate` from numbers alone
    turned.steps = {number: names[f"n{number}"] for number in range(len(spots)) if f"n{number}" in names}
    return names


def _parts(source: str) -> Iterator[str]:
    """The source in pieces of whole functions, so that no one of them takes long to compile."""
    begin = 0
    while (end := source.find("\ndef ", begin + TOGETHER)) >= 0:
        yield source[begin : end + 1]
        begin = end + 1
    yield source[begin:]


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Lets functions call each other as often in a row as the runtime takes steps, before a story counts as endless."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, STEPS_AT_MOST + 500))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
