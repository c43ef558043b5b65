"""`samarra diff`: what an edit changed of what can happen in a story."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.parsing import Parsers
from engine.cli.streams import write_message, write_result
from engine.cli.support.budget_options import add_caps, budget_of, spending
from engine.cli.support.progress import Progress, progress
from engine.diagnostics.show import safe
from engine.errors import ExitCode

if TYPE_CHECKING:
    from engine.prove.budget import Budget
    from engine.prove.comparison import Version

HALF = 0.5
"""The part of the time that the old story may take."""


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser(
        "diff",
        help="say what an edit changed of what can happen",
        description="Proves two versions of a story. Exit 0 nothing is lost, 1 something is lost or broken, 5 partial.",
    )
    parser.add_argument("old", metavar="OLD", type=Path, help="the story as it was: a folder or a single .yaml file")
    parser.add_argument("new", metavar="NEW", type=Path, help="the story as it is")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how it is written")
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    from engine.cli.support.comparison_report import comparison_text, object_text
    from engine.prove.comparison import compare

    line = progress()
    try:
        with spending(budget_of(arguments, HALF)) as budget:
            old = _version(arguments.old, budget, line)
        with spending(budget.remainder()) as budget:
            new = _version(arguments.new, budget, line)
    finally:
        line.wipe()
    found = compare(old, new)
    write_result(object_text(found) if arguments.format == "json" else comparison_text(found))
    for path, version in ((arguments.old, old), (arguments.new, new)):
        if version.report.limit:
            write_message(f"samarra: {safe(str(path))}: {version.report.limit}")
    if found.is_worse:
        return ExitCode.FINDINGS
    return ExitCode.LIMIT if found.is_partial else ExitCode.SUCCESS


def _version(path: Path, budget: Budget, line: Progress) -> Version:
    from engine.pipeline import build_sound
    from engine.prove.comparison import version_of
    from engine.prove.prover import prove

    program = build_sound(path).program
    return version_of(program, prove(program, budget, line.states))
