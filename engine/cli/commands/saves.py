"""`samarra saves`: what lies in a folder of saves, moved in and out of it, and held against a story that was edited."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.parsing import Parsers
from engine.cli.streams import write_message, write_result
from engine.cli.support.files import add_force, write
from engine.cli.support.options import shipped_story
from engine.cli.support.saves_folder import add_saves, saves_folder
from engine.diagnostics.json_text import json_text
from engine.diagnostics.show import safe
from engine.errors import AccessError, ExitCode, SaveError

if TYPE_CHECKING:
    from engine.saves.shelf.shelf import Shelf


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("saves", help="look after saved games", description="Looks after saved games.")
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    _action(actions, "list", "say what there is")
    _action(actions, "show", "say all of one save").add_argument("name", metavar="NAME")
    _action(actions, "rm", "take saves away").add_argument("names", metavar="NAME", nargs="+")
    export = _action(actions, "export", "write a save to a file of its own")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", metavar="FILE", type=Path)
    add_force(export)
    fetched = _action(actions, "import", "put a save from a file into the folder")
    fetched.add_argument("file", metavar="FILE", type=Path)
    fetched.add_argument("--as", dest="name", metavar="NAME", help="its name there; otherwise the file's")
    check = _action(actions, "check", "say what becomes of each save in the story as it is now", has_folder=False)
    check.add_argument("folder", metavar="FOLDER", type=Path)


def run(arguments: argparse.Namespace) -> int:
    from engine.saves.shelf.shelf import shelf_in

    shelf = shelf_in(arguments.folder if arguments.action == "check" else saves_folder(arguments))
    code: int = _ACTIONS[arguments.action](arguments, shelf)
    return code


def _action(
    actions: argparse._SubParsersAction[Any], name: str, what: str, has_folder: bool = True
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=what, description=f"{what.capitalize()}.")
    parser.add_argument(
        "--story", metavar="STORY", type=Path, default=shipped_story(), help="the story they are saves of"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how it is written")
    if has_folder:
        add_saves(parser)
    return parser


def _list(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.cli.support.save_text import save_line
    from engine.saves.shelf.lookup import list_saves, listed_object

    there = list_saves(shelf)
    if arguments.format == "json":
        return _tell_object([listed_object(one) for one in there])
    stories = {one.save.document.edition.story for one in there if one.save is not None}
    for one in there:
        write_result(save_line(one, names_story=len(stories) > 1))
    if not there:
        write_message(f"there are no saves in {shelf.folder}")
    return 0


def _show(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.cli.support.save_text import save_lines
    from engine.saves.shelf.lookup import ListedSave, list_save, listed_object, look_up_save

    if arguments.format == "json":
        one = list_save(shelf, arguments.name)
        _tell_object(listed_object(one))
        return ExitCode.SAVE_REFUSED if one.save is None else 0
    write_result(save_lines(ListedSave(arguments.name, look_up_save(shelf, arguments.name))))
    return 0


def _rm(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.saves.shelf.autosave import remove_autosave
    from engine.saves.shelf.lookup import autosaves, look_up_save
    from engine.saves.shelf.slots import AUTO

    for name in arguments.names:
        if name == AUTO or Path(name).name in autosaves(shelf):
            remove_autosave(shelf, look_up_save(shelf, name).document.edition.story)
        else:
            shelf.remove(name)
        if arguments.format == "text":
            write_result(f"{name} is removed")
    return _tell_object({"removed": arguments.names}) if arguments.format == "json" else 0


def _export(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.saves.format.save_file import encode
    from engine.saves.shelf.lookup import look_up_save
    from engine.saves.shelf.slots import check_not_reserved

    check_not_reserved(arguments.file.name)
    kept = look_up_save(shelf, arguments.name)
    write(arguments.file, encode(kept.document), arguments.force)
    return _done(arguments, f"{arguments.name} is now also {safe(str(arguments.file))}", exported=arguments.name)


def _import(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.saves.shelf.lookup import read_path
    from engine.saves.shelf.save_files import aside_words
    from engine.saves.shelf.slots import SAVE, check_slot

    kept = read_path(shelf, arguments.file)
    name = check_slot(arguments.name or arguments.file.name.removesuffix(SAVE))
    if name in shelf.slots():
        raise SaveError(f"there is a save `{name}` already; --as gives this one another name")
    for aside in shelf.write(name, kept.document, expected=0).aside:
        write_message(aside_words(aside))
    return _done(arguments, f"{safe(str(arguments.file))} is now also {name}", imported=name)


def _check(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.cli.support.save_text import verdict_lines
    from engine.pipeline import load
    from engine.saves.edits.compatibility import compatibility, compatibility_object
    from engine.saves.shelf.lookup import list_saves

    if not arguments.folder.is_dir():
        raise AccessError(f"{safe(str(arguments.folder))} is not a folder")
    program = load(arguments.story)
    verdicts = [compatibility(program, one) for one in list_saves(shelf)]
    lost = sum(one.is_lost for one in verdicts)
    if arguments.format == "json":
        _tell_object({"story": program.id, "lost": lost, "saves": [compatibility_object(one) for one in verdicts]})
    else:
        write_result("\n".join(line for one in verdicts for line in verdict_lines(one)) or "there are no saves here")
    return ExitCode.SAVE_REFUSED if lost else 0


def _done(arguments: argparse.Namespace, sentence: str, **told: str) -> int:
    if arguments.format == "json":
        return _tell_object(told | {"file": str(arguments.file)})
    write_result(sentence)
    return 0


def _tell_object(value: Any) -> int:
    write_result(json_text(value, indent=2))
    return 0


_ACTIONS = {"list": _list, "show": _show, "rm": _rm, "export": _export, "import": _import, "check": _check}
