"""Prove what can and cannot happen in a story."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import assert_never

import engine.diagnostics.render as diagnostic_formats
import engine.prove.render as report_formats
from engine.cli.streams import progress, write_message, write_result
from engine.cli.support.files import add_force, check_names, make_folder, write
from engine.cli.support.formats import add_format, folder_formats, load_format
from engine.cli.support.limits import add_caps, budget_of, spending
from engine.cli.support.options import add_story
from engine.cli.support.save_argument import save_of_steps, write_save
from engine.diagnostics.show import counted
from engine.discovery import load_plug
from engine.errors import ExitCode, LimitError, SaveError
from engine.expressions.language.terms import Term
from engine.gc_pause import gc_paused
from engine.pipeline import SoundStory, build_sound
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.findings import findings
from engine.prove.hints.proof_cache import write_proof_cache
from engine.prove.prose.unprinted import with_prose
from engine.prove.prover import prove_graph
from engine.prove.report import Report
from engine.prove.results.counterexamples import endless_witness, late_ending_witness
from engine.prove.search.state_graph import StateGraph
from engine.prove.witnesses.certificate import certificate_text
from engine.prove.witnesses.witness import Witness
from engine.records import dataclass
from engine.saves.shelf.shelf import shelf_in
from engine.saves.shelf.slots import SAVE
from engine.story.promises import Always, Before, Never, Reach, Within

_LONGEST_PART = 48
DESCRIPTION = "Searches a story whole: endings, dead ends, promises. Exit 0 proved, 1 findings, 5 partial."


def add(parser: argparse.ArgumentParser) -> None:
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
    budget.on_finding = line.tell if line.is_shown else None
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
        _write_witnesses(report, graph, arguments.witnesses, arguments.force, budget)
    if graph is not None and not graph.stop_reason:
        with suppress(LimitError):
            write_proof_cache(graph)


@dataclass(frozen=True, slots=True)
class WitnessFile:
    """A save to be written: what a proof says, and the game that shows it."""

    name: str
    """Of the save's file, without `.save`."""
    claim: str
    witness: Witness | None
    """None if no game was found."""


def _write_witnesses(report: Report, graph: StateGraph, folder: Path, force: bool, budget: Budget) -> None:
    """Write the saves, and report on stderr what each shows; nothing is written over unless that is forced."""
    make_folder(folder)
    shelf, files = shelf_in(folder), list(_witness_files(report, graph, budget))
    check_names((_save_path(folder, file) for file in files if file.witness is not None), force)
    for file in files:
        witness = file.witness
        if witness is None:
            write_message(f"no save shows {file.claim}: no game that was tried comes to it")
            continue
        why = f"{file.claim}, after {counted(len(witness.choices), 'turn')}"
        save = save_of_steps(graph.space.program, witness.steps)
        write_save(shelf, str(_save_path(folder, file).absolute()), save, force, why)


def _save_path(folder: Path, file: WitnessFile) -> Path:
    return folder / f"{file.name}{SAVE}"


def _witness_files(report: Report, graph: StateGraph, budget: Budget) -> Iterator[WitnessFile]:
    """Yield what can be shown; a promise that something is reached has no game when it is broken."""
    for number, result in enumerate(report.properties, 1):
        promise = graph.space.program.promises[number - 1]
        if result.holds is False and not isinstance(promise, Reach):
            witness = result.witness or _late_witness(promise, graph, budget)
            yield WitnessFile(f"broken-{number}", f"`{result.text}` does not hold", witness)
    for number, lock in enumerate(report.soft_locks, 1):
        name = f"soft-lock-{number}-{_file_part(lock.scene)}"
        yield WitnessFile(name, f"no way to any ending from `{lock.scene}`", lock.witness)
    for number, scene in enumerate(report.endless, 1):
        claim = f"a choice in `{scene}` after which the story runs on for ever"
        yield WitnessFile(f"endless-{number}-{_file_part(scene)}", claim, endless_witness(graph, scene))
    for ending in report.endings:
        if ending.least_turns is not None:
            yield WitnessFile(f"ending-{_file_part(ending.id)}", f"the ending `{ending.id}`", ending.witness)


def _late_witness(
    promise: Always[Term] | Never[Term] | Within[str] | Before[str], graph: StateGraph, budget: Budget
) -> Witness | None:
    match promise:
        case Within(ending, turns):
            return late_ending_witness(graph, ending, turns, budget)
        case Always() | Never() | Before():
            return None
        case unknown:
            assert_never(unknown)


def _file_part(id: str) -> str:
    """Return an id as a part of a file's name."""
    return re.sub(r"[^a-z0-9_-]", "-", id)[:_LONGEST_PART]
