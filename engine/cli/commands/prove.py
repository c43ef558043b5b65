"""`samarra prove`: everything that can happen in a story, and whether its promises hold."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.parsing import Parsers
from engine.cli.streams import write_result
from engine.cli.support.budget_options import add_caps, budget_of, spending
from engine.cli.support.files import add_force, check_names, write
from engine.cli.support.options import add_story
from engine.cli.support.progress import progress
from engine.discovery import load_plug
from engine.errors import ExitCode, LimitError, SaveError
from engine.gc_pause import gc_paused

if TYPE_CHECKING:
    from engine.program.model import Program
    from engine.prove.budget import Budget
    from engine.prove.report import Report
    from engine.prove.search.search import StateGraph

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
    with gc_paused(), spending(budget_of(arguments)) as budget:
        return _run(arguments, budget)


def _run(arguments: argparse.Namespace, budget: Budget) -> int:
    from engine.pipeline import build_sound

    check_names((arguments.certificate,), arguments.force)
    story = build_sound(arguments.story)
    report, found = _proved(story.program, arguments.prose, budget)
    with budget.suspended():
        write_result(_rendered(report, arguments.format, story.program, story.lines))
    _kept(report, found, arguments, budget)
    if report.verdict == "partial":
        return ExitCode.LIMIT
    return ExitCode.FINDINGS if report.has_findings else ExitCode.SUCCESS


def _kept(report: Report, found: StateGraph | None, arguments: argparse.Namespace, budget: Budget) -> None:
    """Write down what was asked for beside the report, and keep a whole proof for play."""
    from engine.prove.hints.write_proof_cache import write_proof_cache

    if arguments.certificate is not None:
        write(arguments.certificate, _certificate(report, found), arguments.force)
    if arguments.witnesses is not None and found is not None:
        from engine.cli.support.witnesses import write_witnesses

        write_witnesses(report, found, arguments.witnesses, arguments.force, budget)
    if found is not None and not found.stop_reason:
        with suppress(LimitError):
            write_proof_cache(found)


def _certificate(report: Report, found: StateGraph | None) -> str:
    from engine.prove.witnesses.certificate import certificate_text

    if found is None:
        raise SaveError(f"there is no certificate for a search that stopped early ({report.reason})")
    return certificate_text(found)


def _proved(program: Program, is_prose_asked: bool, budget: Budget) -> tuple[Report, StateGraph | None]:
    """Return the report, of what was seen by then if a limit or the author ends it."""
    from engine.prove.prose.unprinted import with_prose
    from engine.prove.prover import prove_graph

    line = progress()
    try:
        report, found = prove_graph(program, budget, line.states)
        if is_prose_asked and found is not None and not found.is_aborted:
            line.say("looking for prose that never prints")
            report = with_prose(report, found, budget)
    finally:
        line.wipe()
    return report, found


def _rendered(report: Report, form: str, program: Program, lines: dict[str, tuple[str, ...]]) -> str:
    from engine.prove.findings import findings

    if form in ("text", "json"):
        return str(load_plug("engine.prove.render", form).render(report, lines, program.title))
    return str(load_plug("engine.diagnostics.render", form).render(findings(report, program), lines))
