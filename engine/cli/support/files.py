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
    """Check, before any long work, that files can be written; raise AlreadyThereError or AccessError if not."""
    for file in files:
        try:
            if file is not None:
                check_free(RealDisk(), file, force)
        except AlreadyThereError as refusal:
            raise AlreadyThereError(f"{refusal}; --force writes over it") from None


def write(file: Path, content: str | bytes, force: bool, why: str = "") -> None:
    """Write a file, and report it on stderr; raise AlreadyThereError or AccessError if it cannot be written."""
    check_names([file], force)
    write_file(RealDisk(), file, content.encode("utf-8") if isinstance(content, str) else content, force)
    write_message(f"wrote {safe(str(file))}" + (f": {why}" if why else ""))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless they exist; raise AccessError if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AccessError(f"{safe(str(folder))} cannot be made") from error


def read_text(file: Path) -> str:
    """Return a text that somebody typed; raise AccessError if it cannot be read, SamarraError if it is not UTF-8."""
    try:
        return read_named(file, LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SamarraError(f"{safe(str(file))} is not UTF-8 text") from None
