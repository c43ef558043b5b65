"""The cache of compiled programs, by the bytes of their story files and of the compiler."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from engine.hashing import blake2b
from engine.program.codec import read_program, write_program
from engine.program.model import Program
from engine.storage.cache_files import Cache, engine_stamp

PROGRAMS = Cache("programs", ".program", most_entries=24, largest=256_000_000)
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
