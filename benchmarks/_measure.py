"""Measures things side by side, by the clock and by processor time, and sets them in a table.

The ratios are of processor time, which a busy machine hardly moves. Ratios within one run are what can be compared.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

STEP = "a step of plain Python"
STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of something takes."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of processor time; of a process, its children's with it."""

    def __truediv__(self, times: float) -> Cost:
        return Cost(self.wall / times, self.cpu / times)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured."""

    name: str
    cost: Cost
    """Of one run of it: the median."""
    ratio: float
    """How many times the processor time of the table's first row, or what the table says."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What else was measured: memory, a slope, a rate, each by its name."""


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    rows: Sequence[Row]
    reading: str
    """How to read the ratio, in a sentence."""


def interleave(measures: Mapping[str, Callable[[], Cost]], rounds: int, warm_up: int = 1) -> dict[str, Cost]:
    """Return the median of several rounds of each; every round takes each once, so that a busy moment slows all alike.

    `warm_up` rounds before the first are not counted.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in measures}
    for _ in range(rounds + warm_up):
        for name, measure in measures.items():
            costs[name].append(measure())
    return {name: median_of(all_costs[warm_up:]) for name, all_costs in costs.items()}


def median_of(costs: Sequence[Cost]) -> Cost:
    return Cost(median(cost.wall for cost in costs), median(cost.cpu for cost in costs))


def rows_against_first(
    costs: Mapping[str, Cost], figures: Mapping[str, Mapping[str, float]] | None = None
) -> list[Row]:
    """Return rows whose ratios are to the first of them."""
    first, more = next(iter(costs.values())), figures or {}
    return [Row(name, cost, cost.cpu / first.cpu, more.get(name, {})) for name, cost in costs.items()]


def cost_of(run: Callable[[], object]) -> Cost:
    """Run something in this process once."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def cost_of_step() -> Cost:
    """Return the cost of one step of a loop of plain Python, a remainder and a sum: what others are compared with."""
    return cost_of(_loop) / STEPS


def _loop() -> int:
    total = 0
    for number in range(STEPS):
        total += number % 7
    return total


def slope(sizes: Sequence[float], costs: Sequence[Cost]) -> float:
    """Return the power of the size that processor time grows with, from the first size to the last."""
    return math.log(costs[-1].cpu / costs[0].cpu) / math.log(sizes[-1] / sizes[0])


def format_table(table: Table) -> str:
    """Return a table as lines of text."""
    width = max(len(row.name) for row in table.rows)
    lines = [f"{row.name:<{width}}  {_numbers(row)}{_figures(row.figures)}" for row in table.rows]
    return "\n".join([table.title, *(f"  {line}".rstrip() for line in lines), f"  ({table.reading})", ""])


def _numbers(row: Row) -> str:
    return f"{format_seconds(row.cost.cpu):>9} cpu {format_seconds(row.cost.wall):>9} wall {row.ratio:9,.2f} ×"


def _figures(figures: Mapping[str, float]) -> str:
    return "".join(f"  {name} {value:,.{0 if abs(value) >= 100 else 2}f}" for name, value in figures.items())


def format_seconds(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 1e-9:.1f} ns"
