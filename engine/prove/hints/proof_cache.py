"""What play needs of a whole proof, read from where it is kept beside the compiled programs: data only, checked.

For every state a game can come to it holds the endings still open; a state that is not in it was never proved.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from engine.program.cache import COMPILER
from engine.program.model import Program
from engine.prove.analysis.bit_layout import Partition
from engine.prove.search.state_encoding import StateEncoder
from engine.storage.cache_files import Cache, engine_stamp

LARGEST_TABLE = 64_000_000
"""Bytes; the proof of a larger story is not kept."""
PROOFS = Cache("proofs", ".proof", most_entries=8, largest=256_000_000)
PROVER = (*COMPILER, "prove", "runtime")
"""The packages that a proof depends on."""
SET_BYTES = 2
"""Of the number of a set of endings."""


@dataclass(frozen=True, slots=True)
class StoredProof:
    """The endings open to every state, ready to be asked."""

    packer: StateEncoder
    sets: tuple[int, ...]
    """Sets of endings, a bit for each."""
    table: bytes
    """Packed states in order, each with the number of its set."""
    width: int
    """Bytes of a packed state."""
    has_chance: bool

    def open_to(self, packed: int) -> int | None:
        """The endings a packed state can come to, a bit for each; None for a state no game comes to."""
        step, width, table = self.width + SET_BYTES, self.width, self.table
        low, high = 0, len(table) // step
        while low < high:
            middle = (low + high) // 2
            at = middle * step
            found = int.from_bytes(table[at : at + width], "big")
            if found == packed:
                return self.sets[int.from_bytes(table[at + width : at + step], "big")]
            low, high = (middle + 1, high) if found < packed else (low, middle)
        return None


def proof_key(program: Program) -> str:
    """Return the key of a program's proof by this very engine."""
    named = f"{program.fingerprint} {engine_stamp(PROVER)}"
    return blake2b(named.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def read_proof_cache(program: Program) -> StoredProof | None:
    """Return the proof kept of this very program by this very engine, or None if there is none that is whole."""
    key = proof_key(program)
    body = PROOFS.read(key)
    if body is None:
        return None
    try:
        written = json.loads(body)
        if written["program"] != program.fingerprint:
            raise ValueError("this is the proof of another program")
        return _read(written)
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError, zlib.error):
        PROOFS.forget(key)
        return None


def _read(told: dict[str, Any]) -> StoredProof:
    width, size = int(told["width"]), int(told["states"]) * (int(told["width"]) + SET_BYTES)
    table = zlib.decompressobj().decompress(base64.b64decode(told["table"]), min(size, LARGEST_TABLE) + 1)
    if len(table) != size:
        raise ValueError("the table is not as long as it says")
    packer = StateEncoder(
        tuple((at, shift, low, high) for at, shift, low, high in told["cells"]),
        {(address, tuple(stack)): number for number, (address, stack) in enumerate(told["rests"])},
        tuple(int(bits, 16) for bits in told["kept"]),
        tuple(tuple((shift, mask, _least(least)) for shift, mask, least in alike) for alike in told["alike"]),
    )
    sets = tuple(int(endings, 16) for endings in told["sets"])
    return StoredProof(packer, sets, table, width, bool(told["chance"]))


def _least(written: str | list[int]) -> Partition:
    if isinstance(written, str):
        return bytes.fromhex(written)
    if not written or written[0] or written != sorted(set(map(int, written))):
        raise ValueError("values that stand for others begin with the least, in order")
    return tuple(written)
