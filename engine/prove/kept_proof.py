"""What play needs of a whole proof, kept between runs beside the compiled programs: data only, with a checksum.

For every state a game can come to it holds the endings still open; a state that is not in it was never proved.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from engine.program.cache import cache_folder
from engine.program.model import Program
from engine.prove.outlook import Endings, endings_of, endings_open
from engine.prove.packer import Packer, packer_of
from engine.prove.packing import Field
from engine.prove.search import Explored
from engine.version import VERSION

FORMAT = 1
LARGEST_TABLE = 64_000_000
"""Bytes; the proof of a larger story is not kept."""
KEPT = 8
"""How many proofs stay in the folder; the least lately written go first."""
ENDING = ".proof"
_NUMBER = 2
"""Bytes of the number of a set of endings."""


@dataclass(frozen=True, slots=True)
class KeptProof:
    """The endings open to every state, ready to be asked."""

    packer: Packer
    endings: tuple[str, ...]
    sets: tuple[Endings, ...]
    table: bytes
    """Packed states in order, each with the number of its set of endings."""
    width: int
    """Bytes of a packed state."""
    has_chance: bool

    def open_to(self, packed: int) -> Endings | None:
        """The endings a packed state can come to; None for one no game comes to."""
        step, width, table = self.width + _NUMBER, self.width, self.table
        low, high = 0, len(table) // step
        while low < high:
            middle = (low + high) // 2
            at = middle * step
            found = int.from_bytes(table[at : at + width], "big")
            if found == packed:
                return self.sets[int.from_bytes(table[at + width : at + step], "big")]
            low, high = (middle + 1, high) if found < packed else (low, middle)
        return None


def keep_proof(found: Explored) -> bool:
    """Keeps the proof of a search that saw everything; whether it could."""
    width = (found.space.packing.width + 7) // 8
    if found.stopped or found.endless or len(found.states) * (width + _NUMBER) > LARGEST_TABLE:
        return False
    open_to = endings_open(found)
    sets = {endings: number for number, endings in enumerate(dict.fromkeys(open_to))}
    if len(sets) >= 1 << 8 * _NUMBER:
        return False
    pairs = sorted(zip(found.states, open_to, strict=True))
    table = b"".join(
        [state.to_bytes(width, "big") + sets[endings].to_bytes(_NUMBER, "big") for state, endings in pairs]
    )
    body = _object(found, width) | {
        "states": len(pairs),
        "sets": [format(endings, "x") for endings in sets],
        "table": base64.b64encode(zlib.compress(table, 1)).decode("ascii"),
    }
    return _written(found.space.program, json.dumps(body, separators=(",", ":")).encode("ascii"))


def _object(found: Explored, width: int) -> dict[str, Any]:
    space, packer = found.space, packer_of(found.space)
    return {
        "format": FORMAT,
        "engine": VERSION,
        "program": space.program.fingerprint,
        "endings": list(endings_of(found)),
        "chance": bool(space.weighted) or len(space.first) > 1,
        "cells": [list(cell) for cell in packer.cells],
        "rests": [[address, list(stack)] for address, stack in packer.rests],
        "kept": [format(bits, "x") for bits in packer.kept],
        "alike": [
            [[one.symbol, one.shift, one.width, one.low, one.high, least.hex()] for one, least in alike]
            for alike in packer.alike
        ],
        "width": width,
    }


def recall_proof(program: Program) -> KeptProof | None:
    """The proof kept of this very program by this very engine, or None if there is none that is whole."""
    try:
        kept = (cache_folder() / f"{program.fingerprint}{ENDING}").read_bytes()
        checksum, _, body = kept.partition(b"\n")
        if _checksum(body) != checksum:
            return None
        told = json.loads(body)
        if (told["format"], told["engine"], told["program"]) != (FORMAT, VERSION, program.fingerprint):
            return None
        return _read(told)
    except (OSError, ValueError, TypeError, LookupError, RecursionError, zlib.error):
        return None


def _read(told: dict[str, Any]) -> KeptProof:
    width, size = int(told["width"]), int(told["states"]) * (int(told["width"]) + _NUMBER)
    unpacking = zlib.decompressobj()
    table = unpacking.decompress(base64.b64decode(told["table"]), min(size, LARGEST_TABLE) + 1)
    if len(table) != size:
        raise ValueError("the table is not as long as it says")
    packer = Packer(
        tuple((at, shift, low, high) for at, shift, low, high in told["cells"]),
        {(address, tuple(stack)): number for number, (address, stack) in enumerate(told["rests"])},
        tuple(int(bits, 16) for bits in told["kept"]),
        tuple(tuple((Field(*layout), bytes.fromhex(least)) for *layout, least in alike) for alike in told["alike"]),
    )
    sets = tuple(int(endings, 16) for endings in told["sets"])
    return KeptProof(packer, tuple(told["endings"]), sets, table, width, bool(told["chance"]))


def _written(program: Program, body: bytes) -> bool:
    with contextlib.suppress(OSError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{program.fingerprint}.{os.getpid()}"
        draft.write_bytes(_checksum(body) + b"\n" + body)
        draft.replace(folder / f"{program.fingerprint}{ENDING}")
        kept = sorted(folder.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for stale in kept[KEPT:]:
            stale.unlink(missing_ok=True)
        return True
    return False


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=20).hexdigest().encode("ascii")
