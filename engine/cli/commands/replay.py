"""Play a save back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from engine.cli.streams import write_message, write_result
from engine.cli.support.continue_game import take_over
from engine.cli.support.files import add_force, check_names, write
from engine.cli.support.options import add_saves, add_story_option, saves_folder, seconds, whole_number
from engine.cli.support.replay_output import setting_for, show, transcript_pieces
from engine.cli.support.save_argument import find_save
from engine.diagnostics.show import counted, quoted, safe
from engine.errors import ExitCode, SaveError, UsageError
from engine.pipeline import load
from engine.program.model import Program
from engine.replay.playback import steps_until
from engine.replay.script import script_of
from engine.replay.verification import Verification, replay_moves, verify
from engine.runtime.journal import Step
from engine.runtime.state import State
from engine.runtime.turn import start
from engine.saves.edits.renamed_choices import new_move
from engine.saves.edits.story_changes import changes_sentence, renames_in, story_changes
from engine.saves.format.snapshot import state_of
from engine.saves.format.state_hash import TrackedSnapshot
from engine.saves.shelf.shelf import Shelf, StoredSave, shelf_in

LONGEST_PAUSE = 3600

DESCRIPTION = "Plays a save back."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("save", metavar="SAVE", help="a save's name, or a file")
    add_story_option(parser, "the story it is a save of")
    pause = seconds(f"--pace takes seconds, 0 to {LONGEST_PAUSE}", LONGEST_PAUSE)
    turn = whole_number("--until takes the number of a turn", 10**9)
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument("--pace", metavar="SECONDS", type=pause, help="go on by itself, after so many seconds")
    pace.add_argument("--at-once", action="store_true", help="do not wait; so it is where there is no terminal")
    parser.add_argument("--until", metavar="TURN", type=turn, help="stop there")
    parser.add_argument("--verify", action="store_true", help="only compare every state with what was saved")
    parser.add_argument(
        "--transcript", metavar="FILE", type=Path, help="write a page: .md is Markdown, .txt plain text"
    )
    parser.add_argument(
        "--choices", metavar="FILE", type=Path, help="write the choices, as `samarra record` reads them"
    )
    parser.add_argument("--take-over", action="store_true", help="play on from there, as a new save")
    parser.add_argument(
        "--save", dest="new_name", metavar="NAME", help="what the new save is called; otherwise after the old one"
    )
    add_force(parser)
    add_saves(parser)


def run(arguments: argparse.Namespace) -> int:
    """Play back what agrees with the save; the first difference ends it."""
    _check_use(arguments)
    program, shelf = load(arguments.story), shelf_in(saves_folder(arguments))
    save = find_save(shelf, arguments.save, program.id)
    if arguments.verify:
        _check_whole(program, save, _verify(program, save))
        write_result(_agreement(save))
        return ExitCode.SUCCESS
    is_edited = save.document.edition.program != program.fingerprint
    verification = _play_edited(program, save) if is_edited else _verify(program, save)
    steps = verification.steps if arguments.until is None else steps_until(verification.steps, arguments.until)
    is_reached = arguments.until is not None and bool(steps) and steps[-1].state.cells[0] >= arguments.until
    if arguments.take_over and not is_reached:
        _check_whole(program, save, verification)
    code = _play_back(arguments, program, shelf, save, steps) if steps else ExitCode.SUCCESS
    if not is_reached:
        _check_whole(program, save, verification)
    return code


def _play_back(
    arguments: argparse.Namespace, program: Program, shelf: Shelf, save: StoredSave, steps: Sequence[Step]
) -> int:
    """Write the files that were asked for, then take the game over, or show it if nothing was asked for."""
    if arguments.transcript is not None:
        pieces = transcript_pieces(program, steps, setting_for(arguments.transcript))
        write(arguments.transcript, "".join(pieces), arguments.force)
    if arguments.choices is not None:
        write(arguments.choices, script_of(program, steps), arguments.force)
    if arguments.take_over:
        return take_over(program, shelf, save, steps, arguments.new_name)
    if arguments.transcript is None and arguments.choices is None:
        show(program, steps, arguments.pace, arguments.at_once)
    return ExitCode.SUCCESS


def _verify(program: Program, save: StoredSave) -> Verification:
    """Play a save's journal again, and compare every state with what was saved."""
    document, begin = save.document, _begin(program, save)
    journal = ((entry.move, entry.hash) for entry in document.journal)
    return verify(program, begin, document.first, journal, TrackedSnapshot(program, begin).hash_of)


def _play_edited(program: Program, save: StoredSave) -> Verification:
    """Play a save's journal in a story that was edited since, its choices by the names they have now."""
    begin = _begin(program, save)
    differences = story_changes(save.document.edition, program)
    if sentence := changes_sentence(differences):
        write_message(f"samarra: {sentence}")
    renames = renames_in(differences)
    return replay_moves(program, begin, (new_move(entry.move, renames) for entry in save.document.journal))


def _begin(program: Program, save: StoredSave) -> State:
    """Return the state where a save's journal begins; raise SaveError if this story has no such state."""
    document = save.document
    if document.edition.story != program.id:
        helps = f"--story names the one called {quoted(document.edition.title)}"
        raise SaveError(f"{quoted(save.name)} is not a save of {quoted(program.title)}; {helps}")
    begin = start(program, document.seed) if document.origin is None else state_of(program, document.origin)
    if begin is None:
        raise SaveError(f"{quoted(save.name)} begins in the middle of the story, at a place that is not there any more")
    return begin


def _check_whole(program: Program, save: StoredSave, verification: Verification) -> None:
    """Raise SaveError, with the place, unless the whole save plays as it was saved."""
    if verification.mismatch is None:
        return
    why = ""
    if save.document.edition.program != program.fingerprint:
        why = "; the story has changed since, and samarra saves check says what becomes of its saves"
    raise SaveError(f"{quoted(save.name)} does not play as it was saved: {verification.mismatch}{why}")


def _agreement(save: StoredSave) -> str:
    document = save.document
    ending = f", to the ending `{document.summary.ending}`" if document.summary.ending else ""
    steps = counted(len(document.journal), "step")
    return f"{safe(save.name)}: {steps} from seed {document.seed}{ending}, each as it was saved"


def _check_use(arguments: argparse.Namespace) -> None:
    """Raise an error unless the options can be used together and the files written."""
    if arguments.transcript is not None:
        setting_for(arguments.transcript)
    check_names((arguments.transcript, arguments.choices), arguments.force)
    if arguments.new_name is not None and not arguments.take_over:
        raise UsageError("--save names the new save of --take-over, and that is not asked for")
