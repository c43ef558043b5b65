"""Finds saves by the names a player gives: a slot, the save before its last, an autosave, or any file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from engine.diagnostics.show import safe
from engine.errors import SaveError
from engine.records import dataclass
from engine.saves.format.autosave_file import HEAD, LARGEST_LOG
from engine.saves.format.autosave_reader import read_log
from engine.saves.format.document_json import parent_object, summary_object
from engine.saves.format.save_file import LARGEST, checksum_of, decode
from engine.saves.shelf.save_files import NoSuchSaveError, os_errors_as, read_file
from engine.saves.shelf.shelf import DamagedSaveError, Shelf, StoredSave
from engine.saves.shelf.slots import AUTO, AUTOSAVE, PREVIOUS, SAVE, autosave_file_name, autosave_file_names


def look_up_save(shelf: Shelf, name: str, story: str | None = None) -> StoredSave:
    """Return the save with a name; `auto` is the autosave of the story, or without a story the only autosave.

    Raises:
        SaveError: there is none, or it cannot be used.
        AccessError: the system does not let it be read.
    """
    if is_path(name):
        return read_path(shelf, _path_of(shelf, name))
    slot = name.removesuffix(PREVIOUS)
    if slot != AUTO:
        return shelf.read(name)
    file = _only_autosave(shelf) if story is None else autosave_file_name(story)
    if slot != name:
        file = file.removesuffix(AUTOSAVE) + PREVIOUS + AUTOSAVE
    return _decode_save(read_file(shelf.disk, shelf.folder / file, name, LARGEST_LOG), name)


def autosaves(shelf: Shelf) -> tuple[str, ...]:
    """Return the files of all autosaves on a shelf."""
    with os_errors_as(str(shelf.folder), "cannot be listed"):
        try:
            return autosave_file_names(shelf.disk.names(shelf.folder))
        except FileNotFoundError:
            return ()


def is_path(name: str) -> bool:
    """Return whether a name is the path of a file rather than a name on the shelf."""
    return os.sep in name or "/" in name or name.endswith((SAVE, AUTOSAVE))


def _path_of(shelf: Shelf, name: str) -> Path:
    """Return the path of a named file; the bare name of an autosave's file is on the shelf, unless it exists here."""
    path = Path(name)
    is_bare = path.name == name and not path.exists()
    return shelf.folder / name if is_bare and name in autosaves(shelf) else path


def read_path(shelf: Shelf, path: Path) -> StoredSave:
    """Return the save in a file, which may be in any folder; raise errors as `look_up_save` does."""
    largest = LARGEST_LOG if path.name.endswith(AUTOSAVE) else LARGEST
    return _decode_save(read_file(shelf.disk, path, str(path), largest), str(path))


def _decode_save(file: bytes, name: str) -> StoredSave:
    try:
        if file.startswith(HEAD[: HEAD.index(b",")]):
            logged = read_log(file)
            return StoredSave(name, logged.document, logged.seal, logged.lost_lines)
        return StoredSave(name, decode(file), checksum_of(file))
    except SaveError as damage:
        raise DamagedSaveError(f"`{safe(name)}` cannot be used: {damage}") from None


def _only_autosave(shelf: Shelf) -> str:
    files = autosaves(shelf)
    if not files:
        raise NoSuchSaveError("there is no autosave")
    if len(files) > 1:
        raise SaveError("there are autosaves of several stories; name the file of one: " + ", ".join(map(safe, files)))
    return files[0]


@dataclass(frozen=True, slots=True)
class ListedSave:
    """One save of a shelf."""

    name: str
    save: StoredSave | None
    """None if it cannot be used."""
    reason: str = ""
    """Why it cannot be used."""


def list_saves(shelf: Shelf) -> tuple[ListedSave, ...]:
    """Return every save of a shelf, the autosaves first; raise AccessError if one or the folder cannot be read."""
    autos = autosaves(shelf)
    names = [AUTO] if len(autos) == 1 else [str(shelf.folder / file) for file in autos]
    return tuple(list_one_save(shelf, name) for name in (*names, *shelf.slots()))


def list_one_save(shelf: Shelf, name: str) -> ListedSave:
    """Return the save with a name; of one that cannot be used, return the reason."""
    try:
        return ListedSave(name, look_up_save(shelf, name))
    except SaveError as refusal:
        return ListedSave(name, None, str(refusal))


def listed_object(listed_save: ListedSave) -> dict[str, Any]:
    """Return a save as JSON values; of one that cannot be used only its name and why."""
    if listed_save.save is None:
        return {"name": listed_save.name, "ok": False, "why": listed_save.reason}
    document = listed_save.save.document
    edition, summary = document.edition, summary_object(document.summary)
    return {
        "name": listed_save.name,
        "story": edition.story,
        "story_title": edition.title,
        "version": edition.version,
        **summary,
        "ending": document.summary.ending or None,
        "seed": document.seed,
        "steps": len(document.journal),
        "generation": document.generation,
        "parent": parent_object(document.parent),
        "program": edition.program,
        "checksum": listed_save.save.checksum,
        "lost": listed_save.save.lost_turns,
        "ok": True,
    }
