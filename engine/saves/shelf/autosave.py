"""The save a game keeps by itself: after every turn a line more, at the same cost however long the game has grown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import AccessError, SaveError
from engine.saves.format.autosave_file import HEAD, LARGEST_LOG, AutosaveTurn, first_line, snapshot_delta, turn_line
from engine.saves.format.autosave_reader import read_log
from engine.saves.format.document import SaveDocument
from engine.saves.format.save_file import LARGEST
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.snapshot_json import snapshot_object
from engine.saves.shelf.save_files import (
    NoSuchSave,
    NotAFile,
    aside_words,
    make_way,
    os_errors_as,
    read_file,
    set_aside,
)
from engine.saves.shelf.shelf import Shelf
from engine.saves.shelf.slots import AUTO, auto_file, auto_lock
from engine.storage.atomic_write import replace_file, write_all
from engine.storage.folder_lock import PATIENCE, FolderLocked, folder_lock, take_lock

SMALLEST_REWRITE = 1_000_000
"""Bytes of turns after which the file is begun anew with one whole save, if that save is not larger still."""


def remove_autosave(shelf: Shelf, story: str) -> None:
    """Takes away a story's autosave and the one before it.

    Raises:
        NoSuchSave: there is none.
        AccessError: a game of the story is being played, or the disk stands in the way.
    """
    disk, folder = shelf.disk, shelf.folder
    with os_errors_as("auto", "could not be removed"):
        paths = [folder / auto_file(story, is_previous) for is_previous in (False, True)]
        lock = take_lock(disk, folder / auto_lock(story))
        try:
            if not shelf.remove_files(*paths):
                raise NoSuchSave("there is no autosave")
        finally:
            disk.close(lock)


@dataclass(slots=True)
class Autosave:
    """The open autosave of one game. Another game of the same story cannot have it at the same time."""

    shelf: Shelf
    story: str
    _file: int | None = None
    _name: str = ""
    """The path that the open file has to have."""
    _lock: int | None = None
    _seal: str = ""
    _moment: dict[str, Any] = field(default_factory=dict)
    _begins: int = 0
    """The step of the journal that the first save reaches back to."""
    _size: int = 0
    """Bytes the file has."""
    _full: int = 0
    """Bytes after which nothing more is added."""
    _is_lost: bool = False
    """The file was taken away or changed by something else, and no new one has been begun yet."""
    _patience: float = PATIENCE
    """Seconds to wait for the folder's lock: nothing more once it was waited for in vain."""

    def is_ready(self, steps: int) -> bool:
        """Whether a turn that leaves a journal of so many steps can be added to the file, and the file is still there.

        The open file is compared with what has its name now.
        """
        if self._file is None:
            return False
        if not self._is_in_place():
            self._is_lost = True
            self._drop()
            return False
        return self._size < self._full and steps >= self._begins

    def begin(self, document: SaveDocument, begins: int) -> str | None:
        """Begin a new file with a whole save that can be undone back to a step; the one before is kept as `auto.prev`.

        Return what to tell the player, if anything.

        Raises:
            SaveError: something that is no file has the name of the autosave, or the save is too large.
            AccessError: another game has the autosave, or the disk stands in the way.
        """
        is_known = self._file is not None
        self._drop()
        seal, line = first_line(document)
        if len(line) > LARGEST:
            raise SaveError("`auto` could not be saved; the game goes on without it for now: it is too large")
        with os_errors_as("auto", "could not be saved; the game goes on without it for now"):
            aside = self._replace(HEAD + line, is_known)
            self._file, self._name = self.shelf.disk.append(self._path()), str(self._path())
        notice = self._notice(aside)
        self._seal, self._moment = seal, snapshot_object(document.snapshot)
        self._is_lost, self._patience = False, PATIENCE
        self._begins, self._size = begins, len(HEAD) + len(line)
        self._full = min(self._size + max(SMALLEST_REWRITE, len(line)), LARGEST_LOG - LARGEST // 4)
        return notice

    def add(self, turn: AutosaveTurn, snapshot: Snapshot) -> None:
        """Adds a turn, with the moment after it; it is on the disk when this returns.

        Raises:
            AccessError: the disk stands in the way; the file is left as it is and not written to again.
        """
        assert self._file is not None
        moment = snapshot_object(snapshot)
        seal, line = turn_line(self._seal, turn, snapshot_delta(self._moment, moment))
        try:
            with os_errors_as("auto", "could not be saved; the game goes on without it for now"):
                write_all(self.shelf.disk, self._file, line)
                self.shelf.disk.fsync(self._file)
        except AccessError:
            self._drop()
            raise
        self._seal, self._moment, self._size = seal, moment, self._size + len(line)

    def leave(self) -> None:
        """The game has gone elsewhere: the next turn begins a new file, and until then this one stays."""
        if self._file is not None and not self._is_in_place():
            self._is_lost = True
        self._drop()

    def close(self) -> None:
        """Lets another game have it."""
        self._drop()
        self._unlock()

    def _is_in_place(self) -> bool:
        assert self._file is not None
        try:
            return self.shelf.disk.named_size(self._file, self._name) == self._size
        except OSError:
            return False

    def _replace(self, file: bytes, is_known: bool) -> tuple[str, ...]:
        """Put a new file in the place of the autosave; the names under which what is not ours is kept aside."""
        disk, folder = self.shelf.disk, self.shelf.folder
        path, previous = self._path(), self._path(is_previous=True)
        disk.make_folder(folder)
        self._take_lock()
        try:
            with folder_lock(disk, folder, self._patience):
                self.shelf.sweep()
                aside: tuple[str, ...] = ()
                if not is_known and not self._is_ours(path):
                    aside = (set_aside(disk, path),)
                aside += make_way(disk, previous)
                replace_file(disk, path, file, previous)
        except FolderLocked:
            self._patience = 0.0
            raise
        return aside

    def _is_ours(self, path: Path) -> bool:
        """Whether what is there may become `auto.prev`: an autosave of the story, or, where one was lost, its equal."""
        try:
            logged = read_log(read_file(self.shelf.disk, path, AUTO, LARGEST_LOG))
        except NoSuchSave:
            return True
        except NotAFile:
            raise
        except SaveError:
            return False
        if self._is_lost:
            return logged.seal == self._seal and not logged.lost_lines
        return logged.document.edition.story == self.story

    def _notice(self, aside: tuple[str, ...]) -> str | None:
        lost = "`auto` was taken away or changed by something else: the whole game is kept in a new one"
        return "; ".join([lost] * self._is_lost + list(map(aside_words, aside))) or None

    def _take_lock(self) -> None:
        path = self.shelf.folder / auto_lock(self.story)
        if self._lock is not None and self.shelf.disk.named_size(self._lock, str(path)) is None:
            self._unlock()
        try:
            if self._lock is None:
                self._lock = take_lock(self.shelf.disk, path)
        except FolderLocked as held:
            raise FolderLocked(held.holder, "has the autosave of this story; this game goes on without one") from None

    def _unlock(self) -> None:
        if self._lock is not None:
            with suppress(OSError):
                self.shelf.disk.close(self._lock)
            self._lock = None

    def _drop(self) -> None:
        """What could not be written to once is never written to again: the next turn begins a new file."""
        if self._file is not None:
            with suppress(OSError):
                self.shelf.disk.close(self._file)
            self._file = None

    def _path(self, is_previous: bool = False) -> Path:
        return self.shelf.folder / auto_file(self.story, is_previous)
