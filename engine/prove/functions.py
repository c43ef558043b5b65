"""Turns source written by `generate` into functions: the one module of the engine that makes code at run time."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any


def grown(state: int, shift: int, mask: int, high: int) -> int:
    """A packed state with a count one higher, if it is not at its highest."""
    return state + (1 << shift) if state >> shift & mask < high else state


def functions_of(source: str, name: str, met: set[int]) -> dict[str, Callable[..., Any]]:
    """The functions of a source made here; they put the numbers of goals met into a set."""
    names: dict[str, Any] = {"F": Fraction, "ONE": Fraction(1), "grown": grown, "met": met.add, "__builtins__": {}}
    names.update({"min": min, "max": max, "abs": abs, "range": range, "sum": sum, "map": map, "bool": bool})
    exec(compile(source, name, "exec"), names)  # noqa: S102  the source is made by `generate` from numbers alone
    return names
