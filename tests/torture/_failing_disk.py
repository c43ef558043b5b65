"""The disk of this machine, with one call of many that goes wrong: by an error, or by the end of the process."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field
from pathlib import Path

from engine.storage.disk import Disk, FileKind, FileStatus, RealDisk


@dataclass
class FailingDisk:
    """Counts its calls; the one numbered `fails` raises that error, once it has done what cannot be left undone."""

    fails: int
    code: int
    calls: list[str] = field(default_factory=list)
    written: set[int] = field(default_factory=set)
    """Files that were made here and are still open."""
    failed: str = ""
    """The call that went wrong; a file that was being written is told from one that was only read."""
    disk: Disk = field(default_factory=RealDisk)

    def create(self, path: Path) -> int:
        self._call("create")
        file = self.disk.create(path)
        self.written.add(file)
        return file

    def append(self, path: Path) -> int:
        self._call("append")
        file = self.disk.append(path)
        self.written.add(file)
        return file

    def open(self, path: str | os.PathLike[str]) -> int:
        self._call("open")
        return self.disk.open(path)

    def open_lock(self, path: Path) -> int:
        self._call("open_lock")
        return self.disk.open_lock(path)

    def kind(self, path: str | os.PathLike[str]) -> FileKind:
        self._call("kind")
        return self.disk.kind(path)

    def status(self, file: int) -> FileStatus:
        self._call("status")
        return self.disk.status(file)

    def size_if_still_at(self, file: int, path: str) -> int | None:
        self._call("size_if_still_at")
        return self.disk.size_if_still_at(file, path)

    def read(self, file: int, most: int) -> bytes:
        self._call("read")
        return self.disk.read(file, most)

    def write(self, file: int, data: bytes) -> int:
        self._call("write" if file in self.written else "write_lock")
        return self.disk.write(file, data[: max(1, len(data) // 2)])

    def truncate(self, file: int) -> None:
        self._call("truncate")
        self.disk.truncate(file)

    def fsync(self, file: int) -> None:
        self._call("fsync")
        self.disk.fsync(file)

    def close(self, file: int) -> None:
        was_written = file in self.written
        self.written.discard(file)
        self.disk.close(file)
        self._call("close_written" if was_written else "close")

    def lock(self, file: int) -> bool:
        self._call("lock")
        return self.disk.lock(file)

    def link(self, path: Path, other: Path) -> None:
        self._call("link")
        self.disk.link(path, other)

    def replace(self, path: Path, other: Path) -> None:
        self._call("replace")
        self.disk.replace(path, other)

    def unlink(self, path: Path) -> None:
        self._call("unlink")
        self.disk.unlink(path)

    def make_folder(self, path: Path) -> None:
        self._call("make_folder")
        self.disk.make_folder(path)

    def sync_folder(self, path: Path) -> None:
        self._call("sync_folder")
        self.disk.sync_folder(path)

    def names(self, path: Path) -> list[str]:
        self._call("names")
        return self.disk.names(path)

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if len(self.calls) - 1 == self.fails:
            self.failed = name
            self.wrong(name)

    def wrong(self, name: str) -> None:
        """What goes wrong."""
        raise OSError(self.code, os.strerror(self.code))


class DeadlyDisk(FailingDisk):
    """The call that goes wrong is the last thing the process does."""

    def wrong(self, name: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Deaf(FailingDisk):
    """A control: what closing a file says is not heard."""

    def close(self, file: int) -> None:
        try:
            super().close(file)
        except OSError:
            return
