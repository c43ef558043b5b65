"""Files a command reads and writes by the names it was given: whole, never over another unless asked, and told."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from engine.cli.streams import write_message
from engine.diagnostics.show import safe
from engine.errors import SamarraError
from engine.storage.atomic_write import AlreadyThere, check_free, write_file
from engine.storage.disk import RealDisk
from engine.storage.read_regular import read_named

LARGEST_TEXT = 2_000_000
"""Bytes of a text that somebody typed."""


def add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="write over files that are there already")


def check_names(files: Iterable[Path | None], force: bool) -> None:
    """Make sure, before any long work, that files can be written under these names.

    Raises:
        AlreadyThere: one is there already, and writing over it was not asked for.
        AccessError: something is there that is no file.
    """
    for file in files:
        if file is not None:
            _asking_for_force(file, force)


def write(file: Path, content: str | bytes, force: bool, why: str = "") -> None:
    """Write a file, and say so.

    Raises:
        AlreadyThere, AccessError: it cannot be done.
    """
    _asking_for_force(file, force)
    write_file(RealDisk(), file, content.encode("utf-8") if isinstance(content, str) else content, force)
    write_message(f"wrote {safe(str(file))}" + (f": {why}" if why else ""))


def rewrite(file: Path, content: bytes) -> None:
    """Write over a file that is there to be written over: the author's own."""
    write_file(RealDisk(), file, content, replaces=True)


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


def _asking_for_force(file: Path, force: bool) -> None:
    try:
        check_free(RealDisk(), file, force)
    except AlreadyThere as refusal:
        raise AlreadyThere(f"{refusal}; --force writes over it") from None
