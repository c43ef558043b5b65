"""Runs every measure of this folder, or those named: `python -m benchmarks [NAME …] [--story STORY]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import benchmarks
from benchmarks._timing import rendered
from engine import StoryError
from engine.cli.support.options import shipped_story
from engine.diagnostics.render.text import render
from engine.discovery import load_plug, plug_names

NAMES = plug_names(list(benchmarks.__path__))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures the engine on a story.")
    parser.add_argument("names", metavar="NAME", nargs="*", default=NAMES, help=f"of {', '.join(NAMES)}; all if none")
    parser.add_argument("--story", type=Path, default=shipped_story(), help="another story than the shipped one")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(NAMES):
        parser.error(f"there is no measure {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    try:
        for name in arguments.names:
            print(rendered(load_plug(benchmarks.__name__, name).measure(arguments.story)), flush=True)
    except StoryError as refused:
        print(render(refused.diagnostics, refused.lines), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
