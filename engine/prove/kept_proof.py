"""What play needs of a whole proof, read from where it is kept beside the compiled programs: data only, checked.

For every state a game can come to it holds the endings still open; a state that is not in it was never proved.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from engine.program.cache import cache_folder
from engine.program.model import Program
from engine.prove.packer import Packer
from engine.version import VERSION

FORMAT = 1
LARGEST_TABLE = 64_000_000
"""Bytes; the proof of a larger story is not kept."""
ENDING = ".proof"
SET_BYTES = 2
"""Of the number of a set of endings."""


@dataclass(frozen=True, slots=True)
class KeptProof:
    """The endings open to every state, ready to be asked."""

    packer: Packer
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


def proof_file(program: Program) -> Path:
    """Where the proof of a program is kept."""
    return cache_folder() / f"{program.fingerprint}{ENDING}"


def checksum(body: bytes) -> bytes:
    """What the first line of a proof's file says of the rest."""
    return blake2b(body, digest_size=20).hexdigest().encode("ascii")


def recall_proof(program: Program) -> KeptProof | None:
    """The proof kept of this very program by this very engine, or None if there is none that is whole."""
    try:
        claimed, _, body = proof_file(program).read_bytes().partition(b"\n")
        if checksum(body) != claimed:
            return None
        told = json.loads(body)
        if (told["format"], told["engine"], told["program"]) != (FORMAT, VERSION, program.fingerprint):
            return None
        return _read(told)
    except (OSError, ValueError, TypeError, LookupError, RecursionError, zlib.error):
        return None


def _read(told: dict[str, Any]) -> KeptProof:
    width, size = int(told["width"]), int(told["states"]) * (int(told["width"]) + SET_BYTES)
    table = zlib.decompressobj().decompress(base64.b64decode(told["table"]), min(size, LARGEST_TABLE) + 1)
    if len(table) != size:
        raise ValueError("the table is not as long as it says")
    packer = Packer(
        tuple((at, shift, low, high) for at, shift, low, high in told["cells"]),
        {(address, tuple(stack)): number for number, (address, stack) in enumerate(told["rests"])},
        tuple(int(bits, 16) for bits in told["kept"]),
        tuple(tuple((shift, mask, bytes.fromhex(least)) for shift, mask, least in alike) for alike in told["alike"]),
    )
    sets = tuple(int(endings, 16) for endings in told["sets"])
    return KeptProof(packer, sets, table, width, bool(told["chance"]))
