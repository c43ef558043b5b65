"""`samarra saves`: what lies in a folder of saves, moved in and out of it, and held against a story that was edited."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli._files import add_force, write
from engine.cli._options import shipped_story
from engine.cli._parsing import Parsers
from engine.cli._saves_folder import add_saves, saves_folder
from engine.cli._streams import remark, tell
from engine.diagnostics.json_text import json_text
from engine.diagnostics.show import safe
from engine.errors import EnvironmentFault, SaveError

if TYPE_CHECKING:
    from engine.saves.shelf import Shelf

REFUSED = SaveError.exit_code


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
    from engine.saves.shelf import shelf_in

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
    from engine.cli._save_words import line_of
    from engine.saves.listing import listed, listed_object

    there = listed(shelf)
    if arguments.format == "json":
        return _tell_object([listed_object(one) for one in there])
    stories = {one.kept.document.edition.story for one in there if one.kept is not None}
    for one in there:
        tell(line_of(one, names_story=len(stories) > 1))
    if not there:
        remark(f"there are no saves in {shelf.folder}")
    return 0


def _show(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.cli._save_words import lines_of
    from engine.saves.finding import found
    from engine.saves.listing import Listed, listed_object, looked_at

    if arguments.format == "json":
        one = looked_at(shelf, arguments.name)
        _tell_object(listed_object(one))
        return REFUSED if one.kept is None else 0
    tell(lines_of(Listed(arguments.name, found(shelf, arguments.name))))
    return 0


def _rm(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.saves.autosave import remove_autosave
    from engine.saves.finding import autosaves, found
    from engine.saves.slots import AUTO

    for name in arguments.names:
        if name == AUTO or Path(name).name in autosaves(shelf):
            remove_autosave(shelf, found(shelf, name).document.edition.story)
        else:
            shelf.remove(name)
        if arguments.format == "text":
            tell(f"{name} is removed")
    return _tell_object({"removed": arguments.names}) if arguments.format == "json" else 0


def _export(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.saves.encoding import encode
    from engine.saves.finding import found
    from engine.saves.slots import not_reserved

    not_reserved(arguments.file.name)
    kept = found(shelf, arguments.name)
    write(arguments.file, encode(kept.document), arguments.force)
    return _done(arguments, f"{arguments.name} is now also {safe(str(arguments.file))}", exported=arguments.name)


def _import(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.saves.finding import read_path
    from engine.saves.ownership import aside_words
    from engine.saves.slots import SAVE, a_slot

    kept = read_path(shelf, arguments.file)
    name = a_slot(arguments.name or arguments.file.name.removesuffix(SAVE))
    if name in shelf.slots():
        raise SaveError(f"there is a save `{name}` already; --as gives this one another name")
    for aside in shelf.write(name, kept.document, expected=0).aside:
        remark(aside_words(aside))
    return _done(arguments, f"{safe(str(arguments.file))} is now also {name}", imported=name)


def _check(arguments: argparse.Namespace, shelf: Shelf) -> int:
    from engine.cli._save_words import verdict_lines
    from engine.pipeline import load
    from engine.saves.listing import listed
    from engine.saves.verdicts import verdict, verdict_object

    if not arguments.folder.is_dir():
        raise EnvironmentFault(f"{safe(str(arguments.folder))} is not a folder")
    program = load(arguments.story)
    verdicts = [verdict(program, one) for one in listed(shelf)]
    lost = sum(one.is_lost for one in verdicts)
    if arguments.format == "json":
        _tell_object({"story": program.id, "lost": lost, "saves": [verdict_object(one) for one in verdicts]})
    else:
        tell("\n".join(line for one in verdicts for line in verdict_lines(one)) or "there are no saves here")
    return REFUSED if lost else 0


def _done(arguments: argparse.Namespace, sentence: str, **told: str) -> int:
    if arguments.format == "json":
        return _tell_object(told | {"file": str(arguments.file)})
    tell(sentence)
    return 0


def _tell_object(value: Any) -> int:
    tell(json_text(value, indent=2))
    return 0


_ACTIONS = {"list": _list, "show": _show, "rm": _rm, "export": _export, "import": _import, "check": _check}
