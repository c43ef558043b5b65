"""`samarra prove`: everything that can happen in a story, and whether its promises hold."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli._files import add_force, check_names, write
from engine.cli._options import add_story
from engine.cli._parsing import Parsers
from engine.cli._progress import progress
from engine.cli._spending import PARTIAL, add_caps, budget_of, spending
from engine.cli._streams import tell
from engine.collector import collector_resting
from engine.diagnostics.diagnostic import StoryError
from engine.discovery import plug
from engine.errors import LimitReached, SaveError

if TYPE_CHECKING:
    from engine.program.model import Program
    from engine.prove.budget import Budget
    from engine.prove.report import Report
    from engine.prove.search import Explored

FORMATS = ("text", "json", "github", "sarif")


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
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    """Builds the story, proves it and tells of it, all while the collector rests."""
    with collector_resting(), spending(budget_of(arguments)) as budget:
        return _run(arguments, budget)


def _run(arguments: argparse.Namespace, budget: Budget) -> int:
    from engine.pipeline import build

    check_names((arguments.certificate,), arguments.force)
    built = build(arguments.story)
    if built.program is None:
        raise StoryError(built.diagnostics, built.lines)
    report, found = _proved(built.program, arguments.prose, budget)
    with budget.telling():
        tell(_rendered(report, arguments.format, built.program, built.lines))
    _kept(report, found, arguments, budget)
    if report.verdict == "partial":
        return PARTIAL
    return 1 if report.has_findings else 0


def _kept(report: Report, found: Explored | None, arguments: argparse.Namespace, budget: Budget) -> None:
    """Write down what was asked for beside the report, and keep a whole proof for play."""
    from engine.prove.keeping import keep_proof

    if arguments.certificate is not None:
        write(arguments.certificate, _certificate(report, found), arguments.force)
    if arguments.witnesses is not None and found is not None:
        from engine.cli._witnesses import write_witnesses

        write_witnesses(report, found, arguments.witnesses, arguments.force, budget)
    if found is not None and not found.stopped:
        with suppress(LimitReached):
            keep_proof(found)


def _certificate(report: Report, found: Explored | None) -> str:
    from engine.prove.certificate import certificate_text

    if found is None:
        raise SaveError(f"there is no certificate for a search that stopped early ({report.reason})")
    return certificate_text(found)


def _proved(program: Program, is_prose_asked: bool, budget: Budget) -> tuple[Report, Explored | None]:
    """Return the report, of what was seen by then if a limit or the author ends it."""
    from engine.prove.prose_proof import with_prose
    from engine.prove.prover import prove_explored

    line = progress()
    try:
        report, found = prove_explored(program, budget, line.states)
        if is_prose_asked and found is not None and not found.is_broken_off:
            line.say("looking for prose that never prints")
            report = with_prose(report, found, budget)
    finally:
        line.wipe()
    return report, found


def _rendered(report: Report, form: str, program: Program, lines: dict[str, tuple[str, ...]]) -> str:
    from engine.prove.findings import findings

    if form in ("text", "json"):
        return str(plug("engine.prove.render", form).render(report, lines, program.title))
    return str(plug("engine.diagnostics.render", form).render(findings(report, program), lines))
