"""The save a game keeps by itself: after every turn a line more, at the same cost however long the game has grown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import EnvironmentFault
from engine.saves.delta import delta
from engine.saves.document import SaveDocument
from engine.saves.guarding import Held, guarded, take_lock
from engine.saves.log import HEAD, Turn, first_line, turn_line
from engine.saves.reading import NoSuchSave, told
from engine.saves.shelf import Shelf
from engine.saves.slots import auto_file, auto_lock
from engine.saves.snapshot import Snapshot
from engine.saves.snapshot_json import snapshot_object
from engine.storage.replacing import replace_file, write_all

SMALLEST_REWRITE = 1_000_000
"""Bytes of turns after which the file is begun anew with one whole save, if that save is not larger still."""


def remove_autosave(shelf: Shelf, story: str) -> None:
    """Takes away a story's autosave and the one before it.

    Raises:
        NoSuchSave: there is none.
        EnvironmentFault: a game of the story is being played, or the disk stands in the way.
    """
    disk, folder = shelf.disk, shelf.folder
    with told("auto", "could not be removed"):
        there = set(disk.names(folder)) & {auto_file(story), auto_file(story, is_previous=True)}
        if not there:
            raise NoSuchSave("there is no autosave")
        lock = take_lock(disk, folder / auto_lock(story))
        try:
            with guarded(disk, folder):
                for name in sorted(there):
                    disk.unlink(folder / name)
                disk.sync_folder(folder)
        finally:
            disk.close(lock)


@dataclass(slots=True)
class Autosave:
    """The open autosave of one game. Another game of the same story cannot have it at the same time."""

    shelf: Shelf
    story: str
    _file: int | None = None
    _lock: int | None = None
    _seal: str = ""
    _moment: dict[str, Any] = field(default_factory=dict)
    _begins: int = 0
    """The step of the journal that the first save reaches back to."""
    _room: int = 0
    """Bytes that can still be added."""

    @property
    def is_open(self) -> bool:
        return self._file is not None

    def takes(self, steps: int) -> bool:
        """A turn that leaves a journal of so many steps can be added to this file."""
        return self.is_open and self._room > 0 and steps >= self._begins

    def begin(self, document: SaveDocument) -> None:
        """Begins a new file with a whole save; the one before is kept as `auto.prev`.

        Raises:
            EnvironmentFault: another game has the autosave, or the disk stands in the way.
        """
        self._drop()
        path, previous = self._path(), self._path(is_previous=True)
        disk, folder = self.shelf.disk, self.shelf.folder
        seal, line = first_line(document)
        with told("auto", "could not be saved; the game goes on without it for now"):
            disk.make_folder(folder)
            if self._lock is None:
                self._lock = self._locked()
            with guarded(disk, folder):
                self.shelf.sweep()
                replace_file(disk, path, HEAD + line, previous)
            self._file = disk.append(path)
        self._seal, self._moment = seal, snapshot_object(document.snapshot)
        self._begins, self._room = document.anchor.step, max(SMALLEST_REWRITE, len(line))

    def add(self, turn: Turn, snapshot: Snapshot) -> None:
        """Adds a turn, with the moment after it; it is on the disk when this returns.

        Raises:
            EnvironmentFault: the disk stands in the way; the file is left as it is and not written to again.
        """
        assert self._file is not None
        moment = snapshot_object(snapshot)
        seal, line = turn_line(self._seal, turn, delta(self._moment, moment))
        try:
            with told("auto", "could not be saved; the game goes on without it for now"):
                write_all(self.shelf.disk, self._file, line)
                self.shelf.disk.fsync(self._file)
        except EnvironmentFault:
            self._drop()
            raise
        self._seal, self._moment, self._room = seal, moment, self._room - len(line)

    def leave(self) -> None:
        """The game has gone elsewhere: the next turn begins a new file, and until then this one stays."""
        self._drop()

    def close(self) -> None:
        """Lets another game have it."""
        self._drop()
        if self._lock is not None:
            with suppress(OSError):
                self.shelf.disk.close(self._lock)
            self._lock = None

    def _locked(self) -> int:
        try:
            return take_lock(self.shelf.disk, self.shelf.folder / auto_lock(self.story))
        except Held as held:
            raise Held(held.holder, "has the autosave of this story; this game goes on without one") from None

    def _drop(self) -> None:
        """What could not be written to once is never written to again: the next turn begins a new file."""
        if self._file is not None:
            with suppress(OSError):
                self.shelf.disk.close(self._file)
            self._file = None

    def _path(self, is_previous: bool = False) -> Path:
        return self.shelf.folder / auto_file(self.story, is_previous)
