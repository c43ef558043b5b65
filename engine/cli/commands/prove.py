"""`samarra prove`: everything that can happen in a story, and whether its promises hold."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

import engine.diagnostics.render as diagnostic_formats
import engine.prove.render as report_formats
from engine.cli.parsing import Parsers
from engine.cli.streams import progress, write_result
from engine.cli.support.files import add_force, check_names, write
from engine.cli.support.formats import add_format, folder_formats, load_format
from engine.cli.support.limits import add_caps, budget_of, spending
from engine.cli.support.options import add_story
from engine.cli.support.witnesses import write_witnesses
from engine.discovery import load_plug
from engine.errors import ExitCode, LimitError, SaveError
from engine.gc_pause import gc_paused
from engine.pipeline import SoundStory, build_sound
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.findings import findings
from engine.prove.hints.proof_cache import write_proof_cache
from engine.prove.prose.unprinted import with_prose
from engine.prove.prover import prove_graph
from engine.prove.report import Report
from engine.prove.search.search import StateGraph
from engine.prove.witnesses.certificate import certificate_text


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser(
        "prove",
        help="prove what can and cannot happen in a story",
        description="Searches a story whole: endings, dead ends, promises. Exit 0 proved, 1 findings, 5 partial.",
    )
    add_story(parser)
    add_format(parser, folder_formats(report_formats, diagnostic_formats), "the report is")
    parser.add_argument("--prose", action="store_true", help="prove too which pieces of prose can never print")
    parser.add_argument("--witnesses", metavar="DIR", type=Path, help="write a save for every finding and ending")
    parser.add_argument("--certificate", metavar="FILE", type=Path, help="write the states reached, for verify-proof")
    add_force(parser)
    add_caps(parser)


def run(arguments: argparse.Namespace) -> int:
    """Build the story, prove it and write the report, all without the cyclic garbage collector."""
    with gc_paused(), spending(budget_of(arguments)) as budget:
        check_names((arguments.certificate,), arguments.force)
        story = build_sound(arguments.story)
        report, graph = _prove(story.program, arguments.prose, budget)
        with budget.suspended():
            write_result(_render(report, arguments.format, story))
        _write_files(report, graph, arguments, budget)
    if report.verdict == "partial":
        return ExitCode.LIMIT
    return ExitCode.FINDINGS if report.has_findings else ExitCode.SUCCESS


def _prove(program: Program, with_prose_too: bool, budget: Budget) -> tuple[Report, StateGraph | None]:
    """Return the report, and the graph; if a limit or the author ends the work, a report of what was seen by then."""
    line = progress()
    try:
        report, graph = prove_graph(program, budget, line.states)
        if with_prose_too and graph is not None and not graph.is_aborted:
            line.say("looking for prose that never prints")
            report = with_prose(report, graph, budget)
    finally:
        line.wipe()
    return report, graph


def _render(report: Report, name: str, story: SoundStory) -> str:
    """Return the report in a format of its own, or its findings in a format of diagnostics."""
    if report_format := load_format(report_formats, name):
        return str(report_format.render(report, story.lines, story.program.title))
    return str(load_plug(diagnostic_formats.__name__, name).render(findings(report, story.program), story.lines))


def _write_files(report: Report, graph: StateGraph | None, arguments: argparse.Namespace, budget: Budget) -> None:
    """Write the files that were asked for, and cache a whole proof for `play`."""
    if arguments.certificate is not None:
        if graph is None:
            raise SaveError(f"there is no certificate for a search that stopped early ({report.reason})")
        write(arguments.certificate, certificate_text(graph), arguments.force)
    if arguments.witnesses is not None and graph is not None:
        write_witnesses(report, graph, arguments.witnesses, arguments.force, budget)
    if graph is not None and not graph.stop_reason:
        with suppress(LimitError):
            write_proof_cache(graph)
