"""Runs the harnesses that try to break things, and prints a table: `python -m tests.torture [--scale S] [NAME …]`.

Every module of this folder is one harness, but for tests and those with a leading underscore: `run(scale) -> Row`, at
scale 1 in full.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from engine.discovery import load_plug, plug_names
from tests.torture._row import Row

PACKAGE = "tests.torture"
WIDTHS = (28, 10, 6, 10, 8)


def main() -> int:
    names = harnesses()
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="Tries to break things.")
    parser.add_argument("names", metavar="NAME", nargs="*", help="only these: " + ", ".join(names))
    parser.add_argument("--scale", type=float, default=1.0, help="what part of the full number of trials")
    arguments = parser.parse_args()
    if unknown := sorted(set(arguments.names) - set(names)):
        parser.error(f"there is no harness called {unknown[0]}")
    _tell("harness", "trials", "bad", "control", "time")
    rows = [_told(name, arguments.scale) for name in arguments.names or names]
    return 0 if all(is_well(row) for row in rows) else 1


def harnesses() -> list[str]:
    """The names of all there are."""
    return [name for name in plug_names([str(Path(__file__).parent)]) if not name.startswith("test_")]


def is_well(row: Row) -> bool:
    """Nothing went wrong, and where something had to go wrong it did."""
    return row.done > 0 and row.bad == 0 and row.control != 0


def _told(name: str, scale: float) -> Row:
    began = time.monotonic()
    row: Row = load_plug(PACKAGE, name).run(scale)
    control = "" if row.control is None else str(row.control)
    verdict = "" if is_well(row) else "  <- wrong"
    _tell(row.name, str(row.done), str(row.bad), control, f"{time.monotonic() - began:.0f} s{verdict}")
    return row


def _tell(*words: str) -> None:
    sys.stdout.write("".join(f"{word:<{width}}" for word, width in zip(words, WIDTHS, strict=True)).rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
