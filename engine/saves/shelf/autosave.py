"""Writes the autosave of a game: one more line after every turn, at constant cost however long the game is."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from engine.errors import SaveError, reason_of
from engine.records import dataclass
from engine.saves.format.autosave_file import HEAD, LARGEST_LOG, AutosaveTurn, first_line, turn_line
from engine.saves.format.autosave_reader import read_log
from engine.saves.format.document import SaveDocument
from engine.saves.format.save_file import LARGEST
from engine.saves.shelf.save_files import (
    NoSuchSaveError,
    NotAFileError,
    SaveAccessError,
    aside_sentence,
    make_way,
    os_errors_as,
    read_file,
    set_aside,
)
from engine.saves.shelf.shelf import Shelf
from engine.saves.shelf.slots import AUTO, autosave_file_name, autosave_lock_name
from engine.storage.atomic_write import replace_file, write_all
from engine.storage.folder_lock import LOCK_TIMEOUT, FolderLockedError, folder_lock, take_lock

_FAILURE = "could not be saved; the game goes on without it for now"
SMALLEST_REWRITE = 1_000_000
"""Bytes of turns after which the file is written anew with one whole save, unless that save is larger still."""


def remove_autosave(shelf: Shelf, story: str) -> None:
    """Remove a story's autosaves; raise NoSuchSaveError for none, AccessError if the game is being played."""
    disk, folder = shelf.disk, shelf.folder
    with os_errors_as("auto", "could not be removed"):
        paths = [folder / autosave_file_name(story, is_previous) for is_previous in (False, True)]
        lock = take_lock(disk, folder / autosave_lock_name(story))
        try:
            if not shelf.remove_files(*paths):
                raise NoSuchSaveError("there is no autosave")
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
    _first_step: int = 0
    """The step to which the first save of the file can be undone."""
    _size: int = 0
    """Bytes of the file."""
    _limit: int = 0
    """Bytes after which no turn is added."""
    _is_lost: bool = False
    """Something else removed or changed the file, and no new one has been written yet."""
    _lock_timeout: float = LOCK_TIMEOUT
    """Seconds to wait for the folder's lock: 0 after waiting in vain."""

    def is_ready(self, steps: int) -> bool:
        """Return whether the file is still there, and a turn can be added that leaves a journal of so many steps.

        The open file is compared with what has its name now.
        """
        if self._file is None:
            return False
        if not self._is_in_place():
            self._is_lost = True
            self._drop()
            return False
        return self._size < self._limit and steps >= self._first_step

    def begin(self, document: SaveDocument, begins: int) -> str | None:
        """Begin a new file with a whole save, undoable to step `begins`; keep the file before as `auto.prev`.

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
        with os_errors_as("auto", _FAILURE):
            aside = self._replace(HEAD + line, is_known)
            self._file, self._name = self.shelf.disk.append(self._path()), str(self._path())
        notice = self._notice(aside)
        self._seal, self._is_lost, self._lock_timeout = seal, False, LOCK_TIMEOUT
        self._first_step, self._size = begins, len(HEAD) + len(line)
        self._limit = min(self._size + max(SMALLEST_REWRITE, len(line)), LARGEST_LOG - LARGEST // 4)
        return notice

    def add(self, turn: AutosaveTurn) -> None:
        """Add a turn; it is on the disk when this returns.

        Raises:
            AccessError: the disk stands in the way; the file is left as it is and not written to again.
        """
        assert self._file is not None
        seal, line = turn_line(self._seal, turn)
        try:
            write_all(self.shelf.disk, self._file, line)
            self.shelf.disk.fsync(self._file)
        except OSError as refusal:
            self._drop()
            raise SaveAccessError("auto", _FAILURE, reason_of(refusal)) from None
        self._seal, self._size = seal, self._size + len(line)

    def leave(self) -> None:
        """Stop adding to the file, as another game was loaded: the next turn begins a new file."""
        if self._file is not None and not self._is_in_place():
            self._is_lost = True
        self._drop()

    def close(self) -> None:
        """Let another game have the autosave."""
        self._drop()
        self._unlock()

    def _is_in_place(self) -> bool:
        assert self._file is not None
        try:
            return self.shelf.disk.size_if_still_at(self._file, self._name) == self._size
        except OSError:
            return False

    def _replace(self, file: bytes, is_known: bool) -> tuple[str, ...]:
        """Replace the autosave by a new file, and return the new names of files that were there and are not ours."""
        disk, folder = self.shelf.disk, self.shelf.folder
        path, previous = self._path(), self._path(is_previous=True)
        disk.make_folder(folder)
        self._take_lock()
        try:
            with folder_lock(disk, folder, self._lock_timeout):
                self.shelf.sweep()
                set_aside_names: tuple[str, ...] = ()
                if not is_known and not self._is_ours(path):
                    set_aside_names = (set_aside(disk, path),)
                set_aside_names += make_way(disk, previous)
                replace_file(disk, path, file, previous)
        except FolderLockedError:
            self._lock_timeout = 0.0
            raise
        return set_aside_names

    def _is_ours(self, path: Path) -> bool:
        """Return whether the file may become `auto.prev`: an autosave of the story, or one equal to the lost one."""
        try:
            logged = read_log(read_file(self.shelf.disk, path, AUTO, LARGEST_LOG))
        except NoSuchSaveError:
            return True
        except NotAFileError:
            raise
        except SaveError:
            return False
        if self._is_lost:
            return logged.seal == self._seal and not logged.lost_lines
        return logged.document.edition.story == self.story

    def _notice(self, aside: tuple[str, ...]) -> str | None:
        lost = "`auto` was taken away or changed by something else: the whole game is kept in a new one"
        return "; ".join([lost] * self._is_lost + list(map(aside_sentence, aside))) or None

    def _take_lock(self) -> None:
        path = self.shelf.folder / autosave_lock_name(self.story)
        if self._lock is not None and self.shelf.disk.size_if_still_at(self._lock, str(path)) is None:
            self._unlock()
        try:
            if self._lock is None:
                self._lock = take_lock(self.shelf.disk, path)
        except FolderLockedError as held:
            raise FolderLockedError(
                held.holder, "has the autosave of this story; this game goes on without one"
            ) from None

    def _unlock(self) -> None:
        if self._lock is not None:
            with suppress(OSError):
                self.shelf.disk.close(self._lock)
            self._lock = None

    def _drop(self) -> None:
        """Close the file; after a failed write it is never written to again, and the next turn begins a new one."""
        if self._file is not None:
            with suppress(OSError):
                self.shelf.disk.close(self._file)
            self._file = None

    def _path(self, is_previous: bool = False) -> Path:
        return self.shelf.folder / autosave_file_name(self.story, is_previous)
