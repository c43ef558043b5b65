"""One path into the bytes of a regular file, or the reason it is refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.messages.files import file_too_large, kind_not_read, link_not_read, refused_by_system
from engine.source.texts import FILE_LIMIT

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path, shown: str) -> bytes | Diagnostic:
    """The bytes at `path`; a link, a folder, a pipe, a device and a file over the limit are refused without waiting."""
    try:
        refusal = _refusal(os.lstat(path), shown)
        return refusal or _read_opened(os.open(path, _FLAGS), shown)
    except (OSError, ValueError) as trouble:
        return refused_by_system(shown, getattr(trouble, "strerror", None) or "")


def _read_opened(descriptor: int, shown: str) -> bytes | Diagnostic:
    with os.fdopen(descriptor, "rb") as stream:
        refusal = _refusal(os.fstat(descriptor), shown)
        if refusal:
            return refusal
        read = stream.read(FILE_LIMIT + 1)
    return file_too_large(shown, FILE_LIMIT) if len(read) > FILE_LIMIT else read


def _refusal(status: os.stat_result, shown: str) -> Diagnostic | None:
    mode = status.st_mode
    if stat.S_ISLNK(mode):
        return link_not_read(shown)
    if not stat.S_ISREG(mode):
        return kind_not_read(shown, _kind(mode))
    if status.st_size > FILE_LIMIT:
        return file_too_large(shown, FILE_LIMIT)
    return None


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"
