"""Every finding and every ending of a proof as a save that opens there, in a folder of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from engine.cli.streams import write_message
from engine.cli.support.files import check_names
from engine.cli.support.save_argument import write_save
from engine.cli.support.save_of_steps import save_of_steps
from engine.diagnostics.show import counted, safe
from engine.errors import AccessError
from engine.expressions.language.terms import Term
from engine.prove.budget import Budget
from engine.prove.report import Report
from engine.prove.results.endless_runs import endless_witness
from engine.prove.results.late_endings import late_ending_witness
from engine.prove.search.search import StateGraph
from engine.prove.witnesses.witness import Witness
from engine.saves.shelf.shelf import shelf_in
from engine.saves.shelf.slots import SAVE
from engine.story.promises import Always, Before, Never, Reach, Within

_LONGEST_PART = 48


def write_witnesses(report: Report, found: StateGraph, folder: Path, force: bool, budget: Budget) -> None:
    """Writes the saves, and says of each on stderr what it shows; nothing is written over unless that is forced.

    Raises:
        AccessError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise AccessError(f"{safe(str(folder))} cannot be made") from fault
    shelf, shown = shelf_in(folder), list(_shown(report, found, budget))
    check_names((folder / f"{name}{SAVE}" for name, _, witness in shown if witness is not None), force)
    for name, what, witness in shown:
        if witness is None:
            write_message(f"no save shows {what}: no game that was tried comes to it")
            continue
        why = f"{what}, after {counted(len(witness.choices), 'turn')}"
        save = save_of_steps(found.space.program, witness.steps)
        write_save(shelf, str((folder / f"{name}{SAVE}").absolute()), save, force, why)


def _shown(report: Report, found: StateGraph, budget: Budget) -> Iterator[tuple[str, str, Witness | None]]:
    """Names, what they show, and the games; a promise that nothing fulfils has none to show."""
    for number, promise in enumerate(report.properties, 1):
        written = found.space.program.promises[number - 1]
        if promise.holds is False and not isinstance(written, Reach):
            yield (
                f"broken-{number}",
                f"`{promise.text}` does not hold",
                promise.witness or _late(written, found, budget),
            )
    for number, lock in enumerate(report.soft_locks, 1):
        yield f"soft-lock-{number}-{_part(lock.scene)}", f"no way to any ending from `{lock.scene}`", lock.witness
    for number, scene in enumerate(report.endless, 1):
        what = f"a choice in `{scene}` after which the story runs on for ever"
        yield f"endless-{number}-{_part(scene)}", what, endless_witness(found, scene)
    for ending in report.endings:
        if ending.least_turns is not None:
            yield f"ending-{_part(ending.id)}", f"the ending `{ending.id}`", ending.witness


def _late(
    promise: Always[Term] | Never[Term] | Within[str] | Before[str], found: StateGraph, budget: Budget
) -> Witness | None:
    match promise:
        case Within(ending, turns):
            return late_ending_witness(found, ending, turns, budget)
        case Always() | Never() | Before():
            return None
        case unknown:
            assert_never(unknown)


def _part(id: str) -> str:
    """An id as a part of a file's name."""
    return re.sub(r"[^a-z0-9_-]", "-", id)[:_LONGEST_PART]
