"""Times things side by side and sets them in a table; the ratios within one run are what can be compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured."""

    what: str
    seconds: float
    """Of one run of it: the median."""
    ratio: float
    """How many times the table's first row, or what the table says."""


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    rows: Sequence[Row]
    reading: str
    """How to read the ratio, in a sentence."""


def interleaved(measured: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of several rounds of each; every round takes each once, so that a busy moment strikes all alike.

    What is measured answers with its own seconds. One round before the first is not counted.
    """
    found: dict[str, list[float]] = {name: [] for name in measured}
    for round in range(rounds + 1):
        for name, once in measured.items():
            seconds = once()
            if round:
                found[name].append(seconds)
    return {name: median(times) for name, times in found.items()}


def against_first(title: str, medians: Mapping[str, float], reading: str) -> Table:
    """A table whose ratios are to its first row."""
    first = next(iter(medians.values()))
    return Table(title, [Row(what, seconds, seconds / first) for what, seconds in medians.items()], reading)


def timed(once: Callable[[], object]) -> float:
    """The seconds something takes."""
    begin = time.perf_counter()
    once()
    return time.perf_counter() - begin


def rendered(table: Table) -> str:
    """A table as lines of text."""
    width = max(len(row.what) for row in table.rows)
    lines = [f"{row.what:<{width}}  {_shown(row.seconds):>9}  {row.ratio:9,.1f} ×" for row in table.rows]
    return "\n".join([table.title, *("  " + line for line in lines), f"  ({table.reading})", ""])


def _shown(seconds: float) -> str:
    for unit, size in (("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 1e-9:.1f} ns"
