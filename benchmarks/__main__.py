"""Runs every measure of this folder, or those named: `python -m benchmarks [NAME …] [--story STORY]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import benchmarks
from benchmarks._measure import Table, format_table
from benchmarks._results import Results, changes, read_results, write_results
from engine import StoryError
from engine.cli.support.options import shipped_story
from engine.diagnostics.render.text import render
from engine.discovery import load_plug, plug_names

NAMES = plug_names(list(benchmarks.__path__))
RESULTS = Path(__file__).parent / "results" / "latest.json"


def main(words: Sequence[str] | None = None) -> int:
    arguments = _parse(words)
    try:
        before = read_results(arguments.against) if arguments.against else {}
        _measure(arguments, before)
    except StoryError as refusal:
        print(render(refusal.diagnostics, refusal.lines), file=sys.stderr)
        return 1
    except (OSError, RuntimeError, ValueError) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


def _parse(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures the engine on stories.")
    parser.add_argument("names", metavar="NAME", nargs="*", default=NAMES, help=f"of {', '.join(NAMES)}; all if none")
    parser.add_argument("--story", type=Path, default=shipped_story(), help="another story than the shipped one")
    parser.add_argument("--results", metavar="FILE", type=Path, default=RESULTS, help="where the figures are kept")
    parser.add_argument("--against", metavar="FILE", type=Path, help="older figures to compare with")
    arguments = parser.parse_args(words)
    if unknown := set(arguments.names) - set(NAMES):
        parser.error(f"there is no measure {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return arguments


def _measure(arguments: argparse.Namespace, before: Results) -> None:
    """Print each table when it is measured, and keep what is measured by then."""
    tables: list[Table] = []
    for name in arguments.names:
        tables.append(load_plug(benchmarks.__name__, name).measure(arguments.story))
        print("\n".join([format_table(tables[-1]), *changes(tables[-1], before)]), flush=True)
        write_results(tables, arguments.results)


if __name__ == "__main__":
    sys.exit(main())
