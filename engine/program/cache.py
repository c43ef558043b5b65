"""Compiled programs kept between runs: JSON with a checksum in the user's cache folder, safe to delete at any time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from engine.program.codec import FIELDS, read_program, write_program
from engine.program.model import Program

KEPT = 24
"""How many programs stay in the folder; the least lately written go first."""


def cache_folder() -> Path:
    """Where programs are kept: `SAMARRA_CACHE`, else the platform's cache folder."""
    named = os.environ.get("SAMARRA_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("samarra") / "programs"


def sources_key(version: str, sources: Iterable[tuple[str, bytes]]) -> str:
    """A key for story files under one version of the engine: changes when any name or byte does."""
    key = blake2b(version.encode(), digest_size=20)
    key.update(repr([(record.__name__, names) for record, names in FIELDS.items()]).encode())
    for name, text in sources:
        key.update(f"\0{len(name)}:{len(text)}\0{name}".encode("utf-8", "surrogateescape"))
        key.update(text)
    return key.hexdigest()


def recall(key: str) -> Program | None:
    """The program kept under a key, or None if there is none that is whole."""
    try:
        kept = (cache_folder() / f"{key}.json").read_bytes()
        checksum, _, body = kept.partition(b"\n")
        if blake2b(body, digest_size=20).hexdigest().encode() != checksum:
            return None
        return read_program(body)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def keep(key: str, program: Program) -> None:
    """Keeps a program; a folder that cannot be written to is no fault."""
    body = write_program(program)
    checksum = blake2b(body, digest_size=20).hexdigest().encode()
    with contextlib.suppress(OSError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{key}.{os.getpid()}"
        draft.write_bytes(checksum + b"\n" + body)
        draft.replace(folder / f"{key}.json")
        _prune(folder)


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for stale in kept[KEPT:]:
        stale.unlink(missing_ok=True)
