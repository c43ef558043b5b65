"""Look after saved games."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.cli.streams import write_message, write_result
from engine.cli.support.files import add_force, write
from engine.cli.support.formats import RENDERERS, TEXT, Result, add_format
from engine.cli.support.options import add_saves, add_story_option, saves_folder
from engine.diagnostics.show import counted, safe, safe_line
from engine.errors import AccessError, ExitCode, SaveError
from engine.pipeline import load
from engine.saves.edits.compatibility import Compatibility, compatibility, compatibility_object
from engine.saves.format.document import SaveSummary
from engine.saves.format.save_file import encode
from engine.saves.shelf.autosave import remove_autosave
from engine.saves.shelf.lookup import (
    ListedSave,
    autosaves,
    list_one_save,
    list_saves,
    listed_object,
    look_up_save,
    read_path,
)
from engine.saves.shelf.save_files import aside_sentence
from engine.saves.shelf.shelf import Shelf, shelf_in
from engine.saves.shelf.slots import AUTO, SAVE, check_not_reserved, check_slot

_MINUTE, _HOUR = 60, 3600
DESCRIPTION = "Looks after saved games."


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    _add_action(actions, "list", "say what there is")
    _add_action(actions, "show", "say all of one save").add_argument("name", metavar="NAME")
    _add_action(actions, "rm", "take saves away").add_argument("names", metavar="NAME", nargs="+")
    export = _add_action(actions, "export", "write a save to a file of its own")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", metavar="FILE", type=Path)
    add_force(export)
    import_ = _add_action(actions, "import", "put a save from a file into the folder")
    import_.add_argument("file", metavar="FILE", type=Path)
    import_.add_argument("--as", dest="name", metavar="NAME", help="its name there; otherwise the file's")
    check = _add_action(actions, "check", "say what becomes of each save in the story as it is now", has_folder=False)
    check.add_argument("folder", metavar="FOLDER", type=Path)


def run(arguments: argparse.Namespace) -> int:
    shelf = shelf_in(arguments.folder if arguments.action == "check" else saves_folder(arguments))
    result, code = _ACTIONS[arguments.action](arguments, shelf)
    write_result(RENDERERS[arguments.format](result))
    return code


def _add_action(
    actions: argparse._SubParsersAction[Any], name: str, what: str, has_folder: bool = True
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=what, description=f"{what.capitalize()}.")
    add_story_option(parser, "the story they are saves of")
    add_format(parser)
    if has_folder:
        add_saves(parser)
    return parser


def _list(arguments: argparse.Namespace, shelf: Shelf) -> tuple[Result, ExitCode]:
    saves = list_saves(shelf)
    stories = {listed.save.document.edition.story for listed in saves if listed.save is not None}
    lines = [_save_line(listed, names_story=len(stories) > 1) for listed in saves]
    if not saves and arguments.format == TEXT:
        write_message(f"there are no saves in {shelf.folder}")
    return Result("\n".join(lines), [listed_object(listed) for listed in saves]), ExitCode.SUCCESS


def _show(arguments: argparse.Namespace, shelf: Shelf) -> tuple[Result, ExitCode]:
    """Show a save; only as text is one that cannot be used an error, as JSON it is a value with the reason."""
    if arguments.format == TEXT:
        listed = ListedSave(arguments.name, look_up_save(shelf, arguments.name))
        return Result(_save_page(listed), listed_object(listed)), ExitCode.SUCCESS
    listed = list_one_save(shelf, arguments.name)
    return Result("", listed_object(listed)), ExitCode.SUCCESS if listed.save else ExitCode.SAVE_REFUSED


def _rm(arguments: argparse.Namespace, shelf: Shelf) -> tuple[Result, ExitCode]:
    """Remove the saves one after another; as text each is reported at once, as the next may fail."""
    for name in arguments.names:
        if name == AUTO or Path(name).name in autosaves(shelf):
            remove_autosave(shelf, look_up_save(shelf, name).document.edition.story)
        else:
            shelf.remove(name)
        if arguments.format == TEXT:
            write_result(f"{name} is removed")
    return Result("", {"removed": arguments.names}), ExitCode.SUCCESS


def _export(arguments: argparse.Namespace, shelf: Shelf) -> tuple[Result, ExitCode]:
    check_not_reserved(arguments.file.name)
    save = look_up_save(shelf, arguments.name)
    write(arguments.file, encode(save.document), arguments.force)
    sentence = f"{arguments.name} is now also {safe(str(arguments.file))}"
    return Result(sentence, {"exported": arguments.name, "file": str(arguments.file)}), ExitCode.SUCCESS


def _import(arguments: argparse.Namespace, shelf: Shelf) -> tuple[Result, ExitCode]:
    save = read_path(shelf, arguments.file)
    name = check_slot(arguments.name or arguments.file.name.removesuffix(SAVE))
    if name in shelf.slots():
        raise SaveError(f"there is a save `{name}` already; --as gives this one another name")
    for aside in shelf.write(name, save.document, expected=0).aside:
        write_message(aside_sentence(aside))
    sentence = f"{safe(str(arguments.file))} is now also {name}"
    return Result(sentence, {"imported": name, "file": str(arguments.file)}), ExitCode.SUCCESS


def _check(arguments: argparse.Namespace, shelf: Shelf) -> tuple[Result, ExitCode]:
    if not arguments.folder.is_dir():
        raise AccessError(f"{safe(str(arguments.folder))} is not a folder")
    program = load(arguments.story)
    verdicts = [compatibility(program, listed) for listed in list_saves(shelf)]
    lost = sum(verdict.is_lost for verdict in verdicts)
    text = "\n".join(line for verdict in verdicts for line in _verdict_lines(verdict)) or "there are no saves here"
    value = {"story": program.id, "lost": lost, "saves": [compatibility_object(verdict) for verdict in verdicts]}
    return Result(text, value), ExitCode.SAVE_REFUSED if lost else ExitCode.SUCCESS


_ACTIONS = {"list": _list, "show": _show, "rm": _rm, "export": _export, "import": _import, "check": _check}


def _save_line(listed: ListedSave, names_story: bool = False) -> str:
    """Return the line of a save in a list, with its story where there are several."""
    if listed.save is None:
        return safe_line(f"{listed.name}: {listed.reason}")
    summary = listed.save.document.summary
    story = f"{listed.save.document.edition.title}, " if names_story else ""
    parts = [
        f"{listed.name}: {story}{_place_text(summary)}",
        f"turn {summary.turn}",
        counted(summary.words, "word"),
        _duration_text(summary.seconds),
    ]
    return safe_line(", ".join(parts))


def _save_page(listed: ListedSave) -> str:
    """Return all of a whole save that a reader may want to know, a line each."""
    assert listed.save is not None
    document = listed.save.document
    edition, summary, parent = document.edition, document.summary, document.parent
    rows = {
        "story": f"{edition.title} ({edition.story}), version {edition.version}",
        "scene": _place_text(summary),
        "date": summary.when,
        "turn": str(summary.turn),
        "ending": summary.ending,
        "words": str(summary.words),
        "played": _duration_text(summary.seconds),
        "generation": str(document.generation),
        "parent": parent and f"{parent.slot}, turn {parent.turn}, checksum {parent.checksum}",
        "checksum": listed.save.checksum,
        "unreadable": f"the last {counted(listed.save.lost_turns, 'turn')}" if listed.save.lost_turns else "",
    }
    return "\n".join(
        [safe_line(listed.name), *(safe_line(f"  {name}: {value}") for name, value in rows.items() if value)]
    )


def _verdict_lines(verdict: Compatibility) -> Iterator[str]:
    """Yield what becomes of a save, then the reasons."""
    summary = verdict.resumes
    if summary is None:
        yield safe_line(f"{verdict.name}: {verdict.kind}")
    else:
        verb = "goes on from the start of " if verdict.is_moved else "goes on at "
        yield safe_line(f"{verdict.name}: {verdict.kind}; {verb}{_place_text(summary)}, turn {summary.turn}")
    for sentence in (*verdict.messages, *(change.sentence for change in reversed(verdict.differences))):
        yield safe_line(f"  {sentence}")


def _place_text(summary: SaveSummary) -> str:
    """Return the scene, by its title if it has one."""
    place = f"“{summary.title}”" if summary.title else summary.scene
    return f"the end, {place}" if summary.ending else place


def _duration_text(seconds: int) -> str:
    """Return how long a game has been played."""
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE} min"
