"""Make a save from a file of choices."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.streams import write_result
from engine.cli.support.files import add_force, read_text
from engine.cli.support.options import add_saves, add_seed, add_story, saves_folder
from engine.cli.support.save_argument import save_of_steps, write_save
from engine.diagnostics.show import counted, quoted, safe
from engine.errors import ExitCode, SamarraError
from engine.pipeline import load
from engine.program.model import Program
from engine.replay.script import ScriptError, read_script, run_script
from engine.saves.format.document import SaveDocument
from engine.saves.shelf.shelf import shelf_in

SEED = 0

DESCRIPTION = "Makes a save from a file of choices."


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)
    parser.add_argument(
        "choices", metavar="CHOICES", type=Path, help="a choice's id on each line; `= text` answers, `#` is a comment"
    )
    parser.add_argument(
        "--save", metavar="NAME", required=True, help="the slot to save in, or a file whose name ends in .save"
    )
    add_seed(parser)
    add_force(parser)
    add_saves(parser)


def run(arguments: argparse.Namespace) -> int:
    """Play the whole file before anything is saved; chance is drawn from seed 0 unless another is named."""
    program = load(arguments.story)
    seed = SEED if arguments.seed is None else arguments.seed
    document = record_script(program, seed, arguments.choices)
    name = write_save(shelf_in(saves_folder(arguments)), arguments.save, document, arguments.force)
    summary = document.summary
    ending = f", at the ending `{summary.ending}`" if summary.ending else ""
    write_result(f"saved {quoted(name, 200)}: {counted(summary.turn, 'turn')}{ending}")
    return ExitCode.SUCCESS


def record_script(program: Program, seed: int, script: Path) -> SaveDocument:
    """Return the save of the game that a file of choices makes.

    Raise SamarraError, with the line, if the file is no script or a choice is not on offer.
    """
    try:
        steps = run_script(program, seed, read_script(read_text(script)))
    except ScriptError as refusal:
        raise SamarraError(f"{safe(str(script))}:{refusal.line}: {refusal}") from None
    return save_of_steps(program, steps)
