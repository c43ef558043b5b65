"""The cache of compiled programs, by the bytes of their story files and of the compiler."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from engine.hashing import blake2b
from engine.program.codec import read_program, write_program
from engine.program.model import Program
from engine.program.story_stamp import story_stamp
from engine.storage.cache_files import Cache, engine_stamp

PROGRAMS = Cache("programs", ".program", most_entries=24, largest=256_000_000)
STORIES = Cache("stories", ".key", most_entries=96, largest=1_000)
"""The key of the program of files that the system describes in one way."""
PROOFS = Cache("proofs", ".proof", most_entries=8, largest=256_000_000)
"""What play needs of complete proofs; named here so that a game without one need not load what reads them."""
COMPILER = ("checks", "diagnostics", "expressions", "program", "source", "story")
"""The packages that a program, or the verdict that there can be none, depends on."""


def sources_key(sources: Iterable[tuple[str, bytes]]) -> str:
    """Return a key for story files under this very engine: it changes when any name or byte does."""
    key = blake2b(engine_stamp(COMPILER).encode("ascii"), digest_size=20)
    for name, text in sources:
        key.update(f"\0{len(name)}:{len(text)}\0{name}".encode("utf-8", "surrogateescape"))
        key.update(text)
    return key.hexdigest()


def stamp_of(path: str) -> str | None:
    """Return what stands for the files of a story and this very engine; None if they have to be read to know them."""
    return story_stamp(path, engine_stamp(COMPILER))


def read_stamped_program(stamp: str | None) -> Program | None:
    """Return the program of files that have not changed since it was stored, or None."""
    key = STORIES.read(stamp) if stamp is not None else None
    return None if key is None else read_program_cache(bytes(key).decode("ascii", "replace"))


def read_program_cache(key: str) -> Program | None:
    """Return the program kept under a key, or None if there is none that is whole."""
    body = PROGRAMS.read(key)
    if body is None:
        return None
    try:
        return read_program(body)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, struct.error, zlib.error):
        PROGRAMS.forget(key)
        return None


def write_program_cache(key: str, program: Program) -> None:
    """Store a program under a key."""
    PROGRAMS.write(key, write_program(program))


def write_stamp(stamp: str | None, key: str) -> None:
    """Store the key of the program of files that were described by a stamp before they were read."""
    if stamp is not None:
        STORIES.write(stamp, key.encode("ascii"))
