"""`samarra prove`: everything that can happen in a story, and whether its promises hold."""

from __future__ import annotations

import argparse
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli._files import add_force, check_names, write
from engine.cli._interrupting import interruptible
from engine.cli._options import add_story
from engine.cli._parsing import Parsers
from engine.cli._progress import progress
from engine.cli._streams import tell
from engine.collector import collector_resting
from engine.diagnostics.diagnostic import StoryError
from engine.discovery import plug
from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.program.model import Program
    from engine.prove.report import Report
    from engine.prove.search import Caps, Explored

PARTIAL = 5
FORMATS = ("text", "json", "github", "sarif")
UNITS = {"k": 2**10, "m": 2**20, "g": 2**30}


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser(
        "prove",
        help="prove what can and cannot happen in a story",
        description="Searches a story whole: endings, dead ends, promises. Exit 0 proved, 1 findings, 5 partial.",
    )
    add_story(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how the report is written")
    parser.add_argument("--prose", action="store_true", help="prove too which pieces of prose can never print")
    parser.add_argument("--witnesses", metavar="DIR", type=Path, help="write a save for every finding and ending")
    parser.add_argument("--certificate", metavar="FILE", type=Path, help="write the states reached, for verify-proof")
    add_force(parser)
    parser.add_argument("--max-states", metavar="N", type=int, default=20_000_000, help="stop after N states")
    parser.add_argument(
        "--max-memory", metavar="SIZE", type=_size, default=4 * 2**30, help="stop at about SIZE, such as 800m or 4g"
    )
    parser.add_argument("--max-time", metavar="SECONDS", type=_seconds, default=600.0, help="stop after SECONDS")


def run(arguments: argparse.Namespace) -> int:
    """Builds the story, proves it and tells of it, all while the collector rests."""
    with collector_resting():
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    from engine.pipeline import build
    from engine.prove.keeping import keep_proof

    check_names((arguments.certificate,), arguments.force)
    built = build(arguments.story)
    if built.program is None:
        raise StoryError(built.diagnostics, built.lines)
    report, found = _proved(built.program, arguments)
    tell(_rendered(report, arguments.format, built.program, built.lines))
    if arguments.certificate is not None:
        from engine.prove.certificate import certificate_text

        write(arguments.certificate, certificate_text(found), arguments.force)
    if arguments.witnesses is not None:
        from engine.cli._witnesses import write_witnesses

        write_witnesses(report, found, arguments.witnesses, arguments.force)
    keep_proof(found)
    if report.verdict == "partial":
        return PARTIAL
    return 1 if report.has_findings else 0


def _proved(program: Program, arguments: argparse.Namespace) -> tuple[Report, Explored]:
    """The report, of what was seen by then if the author interrupts."""
    from engine.prove.prover import prove_explored
    from engine.prove.search import Caps

    line = progress()
    caps = Caps(arguments.max_states, arguments.max_memory, arguments.max_time)
    with interruptible():
        try:
            report, found = prove_explored(program, caps, line.states)
            if arguments.prose and report.reason != "interrupted":
                line.say("looking for prose that never prints")
                report = _with_prose(report, found, caps)
        finally:
            line.wipe()
    return report, found


def _with_prose(report: Report, found: Explored, caps: Caps) -> Report:
    from engine.prove.prose_proof import with_prose

    try:
        return with_prose(report, found, caps)
    except KeyboardInterrupt:
        return replace(report, verdict="partial", reason=report.reason or "interrupted")


def _rendered(report: Report, form: str, program: Program, lines: dict[str, tuple[str, ...]]) -> str:
    from engine.prove.findings import findings

    if form in ("text", "json"):
        return str(plug("engine.prove.render", form).render(report, lines, program.title))
    return str(plug("engine.diagnostics.render", form).render(findings(report, program), lines))


def _size(text: str) -> int:
    unit = UNITS.get(text[-1:].lower(), 1)
    digits = text[:-1] if unit > 1 else text
    if not (digits.isascii() and digits.isdigit()):
        raise UsageError("--max-memory takes a size such as 800m or 2g")
    return int(digits) * unit


def _seconds(text: str) -> float:
    with suppress(ValueError):
        seconds = float(text)
        if seconds >= 0:
            return seconds
    raise UsageError("--max-time takes a number of seconds, such as 20")
