"""Every finding and every ending of a proof as a save that opens there, in a folder of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engine.cli._saved_steps import save_of_steps
from engine.cli._streams import remark
from engine.diagnostics.show import safe
from engine.errors import EnvironmentFault
from engine.program.model import Program
from engine.prove.report import Report
from engine.prove.witness import Witness
from engine.saves.disk import RealDisk
from engine.saves.encoding import encode
from engine.saves.reading import told
from engine.saves.replacing import write_new
from engine.saves.slots import SAVE

FOLDER_MODE = 0o755
_DRAFT = ".witness"


def write_witnesses(report: Report, endless: dict[str, Witness | None], program: Program, folder: Path) -> None:
    """Writes the saves, and says of each on stderr what it shows; what was there under those names is replaced.

    Raises:
        EnvironmentFault: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    except OSError as fault:
        raise EnvironmentFault(f"{safe(str(folder))} cannot be made") from fault
    for name, what, witness in _shown(report, endless):
        if witness is None:
            remark(f"no save shows {what}: none of the seeds tried draws its way")
            continue
        _write(folder / f"{name}{SAVE}", program, witness)
        remark(f"{safe(str(folder / (name + SAVE)))}: {what}, after {_turns(len(witness.choices))}")


def _shown(report: Report, endless: dict[str, Witness | None]) -> Iterator[tuple[str, str, Witness | None]]:
    for number, promise in enumerate(report.properties, 1):
        if promise.holds is False and promise.witness is not None:
            yield f"broken-{number}", f"`{promise.text}` does not hold", promise.witness
    for number, lock in enumerate(report.soft_locks, 1):
        yield f"soft-lock-{number}-{_part(lock.scene)}", f"no way to any ending from `{lock.scene}`", lock.witness
    for number, scene in enumerate(report.endless, 1):
        yield f"endless-{number}-{_part(scene)}", f"a choice here never comes to another, `{scene}`", endless[scene]
    for ending in report.endings:
        if ending.least_turns is not None:
            yield f"ending-{_part(ending.id)}", f"the ending `{ending.id}`", ending.witness


def _part(id: str) -> str:
    """An id as a part of a file's name."""
    return re.sub(r"[^a-z0-9_-]", "-", id)[:48]


def _write(path: Path, program: Program, witness: Witness) -> None:
    disk, draft = RealDisk(), path.with_name(f"{_DRAFT}-{path.name}")
    with told(str(path), "could not be written"):
        draft.unlink(missing_ok=True)
        write_new(disk, draft, encode(save_of_steps(program, witness.steps)))
        disk.replace(draft, path)


def _turns(count: int) -> str:
    return "one turn" if count == 1 else f"{count} turns"
