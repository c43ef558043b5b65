"""Files that a command reads and writes by the names it was given: whole, and over another only if asked."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from engine.cli.streams import write_message
from engine.diagnostics.show import safe
from engine.errors import AccessError, SamarraError
from engine.storage.atomic_write import AlreadyThereError, check_free, write_file
from engine.storage.disk import RealDisk
from engine.storage.read_regular import read_named

LARGEST_TEXT = 2_000_000
"""Bytes of a text that somebody typed."""


def add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="write over files that are there already")


def check_names(files: Iterable[Path | None], force: bool) -> None:
    """Check, before any long work, that files can be written under these names.

    Raises:
        AlreadyThereError: a file exists, and writing over it was not asked for.
        AccessError: something exists there that is no file.
    """
    for file in files:
        if file is not None:
            _check_free(file, force)


def write(file: Path, content: str | bytes, force: bool, why: str = "") -> None:
    """Write a file, and report it on stderr.

    Raises:
        AlreadyThereError, AccessError: it cannot be written.
    """
    _check_free(file, force)
    write_file(RealDisk(), file, content.encode("utf-8") if isinstance(content, str) else content, force)
    write_message(f"wrote {safe(str(file))}" + (f": {why}" if why else ""))


def rewrite(file: Path, content: bytes) -> None:
    """Write over one of the author's own files."""
    write_file(RealDisk(), file, content, replaces=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless they exist.

    Raises:
        AccessError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AccessError(f"{safe(str(folder))} cannot be made") from error


def read_text(file: Path) -> str:
    """Return a text that somebody typed.

    Raises:
        AccessError: it is no file, too large, or cannot be read.
        SamarraError: it is not UTF-8.
    """
    try:
        return read_named(file, LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SamarraError(f"{safe(str(file))} is not UTF-8 text") from None


def _check_free(file: Path, force: bool) -> None:
    """Check that a file can be written; the refusal names `--force`."""
    try:
        check_free(RealDisk(), file, force)
    except AlreadyThereError as refusal:
        raise AlreadyThereError(f"{refusal}; --force writes over it") from None
