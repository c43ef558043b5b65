"""Writes every finding and every ending of a proof as a save that opens there, in a folder of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from engine.cli.streams import write_message
from engine.cli.support.files import check_names, make_folder
from engine.cli.support.save_argument import save_of_steps, write_save
from engine.diagnostics.show import counted
from engine.expressions.language.terms import Term
from engine.prove.budget import Budget
from engine.prove.report import Report
from engine.prove.results.counterexamples import endless_witness, late_ending_witness
from engine.prove.search.search import StateGraph
from engine.prove.witnesses.witness import Witness
from engine.saves.shelf.shelf import shelf_in
from engine.saves.shelf.slots import SAVE
from engine.story.promises import Always, Before, Never, Reach, Within

_LONGEST_PART = 48


@dataclass(frozen=True, slots=True)
class WitnessFile:
    """A save to be written: what a proof says, and the game that shows it."""

    name: str
    """Of the save's file, without `.save`."""
    claim: str
    witness: Witness | None
    """None if no game was found."""


def write_witnesses(report: Report, graph: StateGraph, folder: Path, force: bool, budget: Budget) -> None:
    """Write the saves, and report on stderr what each shows; nothing is written over unless that is forced.

    Raises:
        AccessError: the folder cannot be written to.
    """
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
