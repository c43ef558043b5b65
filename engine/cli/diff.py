"""`samarra diff`: what an edit changed of what can happen in a story."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli._interrupting import interruptible
from engine.cli._parsing import Parsers
from engine.cli._progress import Progress, progress
from engine.cli._streams import tell
from engine.diagnostics.diagnostic import StoryError

if TYPE_CHECKING:
    from engine.prove.comparison import Version

PARTIAL = 5


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser(
        "diff",
        help="say what an edit changed of what can happen",
        description="Proves two versions of a story. Exit 0 nothing is lost, 1 something is lost or broken, 5 partial.",
    )
    parser.add_argument("old", metavar="OLD", type=Path, help="the story as it was: a folder or a single .yaml file")
    parser.add_argument("new", metavar="NEW", type=Path, help="the story as it is")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how it is written")
    parser.add_argument("--max-states", metavar="N", type=int, default=20_000_000, help="stop after N states of each")
    parser.add_argument("--max-time", metavar="SECONDS", type=float, default=600.0, help="stop after SECONDS for each")


def run(arguments: argparse.Namespace) -> int:
    from engine.cli._diff_pages import object_text, page
    from engine.prove.comparison import compare

    line = progress()
    with interruptible():
        try:
            versions = [_version(path, arguments, line) for path in (arguments.old, arguments.new)]
        finally:
            line.wipe()
    found = compare(*versions)
    tell(object_text(found) if arguments.format == "json" else page(found))
    if found.is_worse:
        return 1
    return PARTIAL if found.is_partial else 0


def _version(path: Path, arguments: argparse.Namespace, line: Progress) -> Version:
    from engine.pipeline import build
    from engine.prove.comparison import version_of
    from engine.prove.prover import prove
    from engine.prove.search import Caps

    built = build(path)
    if built.program is None:
        raise StoryError(built.diagnostics, built.lines)
    caps = Caps(states=arguments.max_states, seconds=arguments.max_time)
    return version_of(built.program, prove(built.program, caps, line.states))
