"""Keeps the results of a run in a file, and shows what has changed since an older one."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks._measure import Table
from engine.version import VERSION

Results = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By table and row: its seconds, its ratio and its figures."""
NOISE = 0.1
"""A change smaller than that is not told apart from none."""


def write_results(tables: Sequence[Table], file: Path) -> None:
    """Write the tables; those in the file that were not measured now stay as they are."""
    measured = {table.title: {row.name: _numbers(asdict(row)) for row in table.rows} for table in tables}
    tables_by_title = {**(read_results(file) if file.exists() else {}), **measured}
    machine = {"samarra": VERSION, "python": platform.python_version(), "machine": platform.platform()}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**machine, "tables": tables_by_title}, indent=1) + "\n", encoding="utf-8")


def _numbers(row: dict[str, Any]) -> dict[str, Any]:
    return {**row["cost"], "ratio": row["ratio"], **({"figures": row["figures"]} if row["figures"] else {})}


def read_results(file: Path) -> Results:
    """Return the tables of a file.

    Raises:
        ValueError: it holds no results.
    """
    try:
        tables: Results = json.loads(file.read_text(encoding="utf-8"))["tables"]
    except (KeyError, TypeError, ValueError):
        raise ValueError(f"{file} holds no results of benchmarks") from None
    return tables


def changes(table: Table, before: Results) -> Iterator[str]:
    """Yield a line for each row and figure of a table that is in older results too: how many times what it was."""
    old = before.get(table.title, {})
    for row in table.rows:
        if row.name not in old:
            continue
        yield _change(row.name, row.ratio, old[row.name]["ratio"])
        for name, value in row.figures.items():
            if name in old[row.name].get("figures", {}):
                yield _change(f"{row.name}: {name}", value, old[row.name]["figures"][name])


def _change(name: str, now: float, before: float) -> str:
    times = now / before if before else float("inf")
    mark = " " if abs(times - 1) < NOISE else "-" if times < 1 else "+"
    return f"  {mark} {times:6.2f} of before  {name}"
