"""`samarra replay`: a saved game played back, verified, written down as a page, or taken over at a turn."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli._options import shipped_story
from engine.cli._parsing import Parsers
from engine.cli._streams import remark, tell
from engine.diagnostics.show import quoted
from engine.errors import SaveError, UsageError

if TYPE_CHECKING:
    from engine.cli._chosen_save import ChosenSave
    from engine.program.model import Program
    from engine.replay.verification import Verified


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("replay", help="play a save back", description="Plays a save back.")
    parser.add_argument("save", metavar="SAVE", help="a save's name, or a file")
    parser.add_argument("--story", type=Path, default=shipped_story(), help="the story it is a save of")
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument("--pace", metavar="SECONDS", type=_seconds, help="go on by itself, after so many seconds")
    pace.add_argument("--at-once", action="store_true", help="do not wait; so it is where there is no terminal")
    parser.add_argument("--until", metavar="TURN", type=_turn, help="stop there")
    parser.add_argument("--verify", action="store_true", help="only compare every state with what was saved")
    parser.add_argument("--transcript", metavar="FILE", type=Path, help="write a page: .md is Markdown, .txt plain text")
    parser.add_argument("--choices", metavar="FILE", type=Path, help="write the choices, as `samarra record` reads them")
    parser.add_argument("--take-over", metavar="NAME", help="play on from there, as a new save of that name")


def run(arguments: argparse.Namespace) -> int:
    """Plays back whatever agrees with what was saved; the first difference ends it."""
    from engine.cli._chosen_save import chosen_save
    from engine.pipeline import load

    program = load(arguments.story)
    save = chosen_save(arguments.save, arguments.saves)
    verified = _verified(program, save)
    if arguments.verify:
        _agree(save, verified, program)
        tell(_agreed(save))
        return 0
    ...
    return 0


def _verified(program: Program, save: ChosenSave) -> Verified:
    """The journal of a save played again.

    Raises:
        SaveError: it is a save of another story, or begins at a place that is no longer there.
    """
    from engine.replay.verification import Recorded, verify
    from engine.runtime.turn import start
    from engine.saves.snapshot import state_of
    from engine.saves.state_hash import state_hash

    document = save.document
    if document.edition.story != program.id:
        helps = f"--story names the one called {quoted(document.edition.title)}"
        raise SaveError(f"{quoted(save.name)} is not a save of {quoted(program.title)}; {helps}")
    begin = start(program, document.seed) if document.origin is None else state_of(program, document.origin)
    if begin is None:
        raise SaveError(f"{quoted(save.name)} begins in the middle of the story, at a place that is not there any more")
    journal = [Recorded(entry.move, entry.hash) for entry in document.journal]
    return verify(program, begin, document.first, journal, state_hash)
