"""The files of a story as they come from the disk, and how much of them is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics.diagnostic import Diagnostic

FILE_LIMIT = 2_000_000
"""Bytes a file may have."""
STORY_LIMIT = 20_000_000
"""Bytes all files of a story may have together."""
FILES_LIMIT = 100
"""Files a story may have."""
ENTRIES_LIMIT = 10_000
"""Files and folders, of any kind, that are looked at below a story's folder."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file, not yet understood."""

    path: str
    """As shown to the author: safe to print, `/` between folders."""
    is_root: bool
    data: bytes
    location: Path | None = None
    """Where it is on the disk, for writing a mended file back; nothing if it never was on one."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """The files that make a story, the root first, and what was refused."""

    texts: tuple[SourceText, ...]
    diagnostics: tuple[Diagnostic, ...]
