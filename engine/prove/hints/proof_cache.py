"""Store what play needs of a complete proof beside the compiled programs, and read it back: checked data only.

For every reachable state it holds the endings still open; a state that is not in it was never proved.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any

from engine.hashing import blake2b
from engine.program.cache import COMPILER, PROOFS
from engine.program.model import Program
from engine.prove.analysis.bit_layout import Partition
from engine.prove.search.state_encoding import StateEncoder
from engine.records import dataclass
from engine.storage.cache_files import engine_stamp

if TYPE_CHECKING:
    from engine.prove.search.state_graph import StateGraph

LARGEST_TABLE = 64_000_000
"""Bytes; a larger proof is not stored."""
PROVER = (*COMPILER, "prove", "runtime")
"""The packages that a proof depends on."""
MOST_SET_BYTES = 2
"""Of the index of a set of endings."""
BATCH = 4096
"""Rows of the table that are written at once."""


@dataclass(frozen=True, slots=True)
class StoredProof:
    """The endings open to every reachable state, ready for look-up."""

    encoder: StateEncoder
    sets: tuple[int, ...]
    """Sets of endings, a bit for each."""
    table: bytes
    """Packed states in order, each with the index of its set of endings."""
    width: int
    """Bytes of a packed state."""
    set_width: int
    """Bytes of the index of a set; 0 if there is only one."""
    has_chance: bool

    def open_to(self, packed: int) -> int | None:
        """Return the endings a packed state can reach, one bit each; None for a state no game reaches."""
        step, width, table = self.width + self.set_width, self.width, self.table
        low, high = 0, len(table) // step
        while low < high:
            middle = (low + high) // 2
            at = middle * step
            candidate = int.from_bytes(table[at : at + width], "big")
            if candidate == packed:
                return self.sets[int.from_bytes(table[at + width : at + step], "big")]
            low, high = (middle + 1, high) if candidate < packed else (low, middle)
        return None


def proof_key(program: Program) -> str:
    """Return the cache key of a program's proof made by this build of the engine."""
    text = f"{program.fingerprint} {engine_stamp(PROVER)}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def read_proof_cache(program: Program) -> StoredProof | None:
    """Return the proof stored for this program by this build of the engine, or None if there is no intact one."""
    key = proof_key(program)
    body = PROOFS.read(key)
    if body is None:
        return None
    try:
        payload = json.loads(bytes(body))
        if payload["program"] != program.fingerprint:
            raise ValueError("this is the proof of another program")
        return _proof_from(payload)
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError, zlib.error):
        PROOFS.forget(key)
        return None


def _proof_from(payload: dict[str, Any]) -> StoredProof:
    width, set_width = int(payload["width"]), int(payload["set_width"])
    size = int(payload["states"]) * (width + set_width)
    if width < 1 or set_width < 0:
        raise ValueError("a state takes at least a byte")
    table = zlib.decompressobj().decompress(base64.b64decode(payload["table"]), min(size, LARGEST_TABLE) + 1)
    if len(table) != size:
        raise ValueError("the table is not as long as it says")
    encoder = StateEncoder(
        tuple((at, shift, low, high) for at, shift, low, high in payload["cells"]),
        {(address, tuple(stack)): number for number, (address, stack) in enumerate(payload["rests"])},
        tuple(int(bits, 16) for bits in payload["kept"]),
        tuple(
            tuple((shift, mask, _read_partition(least)) for shift, mask, least in alike) for alike in payload["alike"]
        ),
    )
    sets = tuple(int(endings, 16) for endings in payload["sets"])
    return StoredProof(encoder, sets, table, width, set_width, bool(payload["chance"]))


def _read_partition(payload: str | list[int]) -> Partition:
    if isinstance(payload, str):
        return bytes.fromhex(payload)
    if not payload or payload[0] or payload != sorted(set(map(int, payload))):
        raise ValueError("values that stand for others begin with the least, in order")
    return tuple(payload)


def write_proof_cache(graph: StateGraph) -> bool:
    """Store the proof of a complete search; return whether that succeeded."""
    from engine.prove.results.soft_locks import open_endings

    width = (graph.space.encoding.width + 7) // 8
    if graph.stop_reason or graph.endless_scenes or len(graph.states) * (width + MOST_SET_BYTES) > LARGEST_TABLE:
        return False
    open_to = open_endings(graph)
    sets = {endings: number for number, endings in enumerate(dict.fromkeys(open_to))}
    set_width = ((len(sets) - 1).bit_length() + 7) // 8
    if set_width > MOST_SET_BYTES:
        return False
    rows = [state << 8 * set_width | sets[endings] for state, endings in zip(graph.states, open_to, strict=True)]
    rows.sort()
    table = bytearray()
    for first in range(0, len(rows), BATCH):
        table += b"".join([row.to_bytes(width + set_width, "big") for row in rows[first : first + BATCH]])
    body = _layout(graph) | {
        "width": width,
        "set_width": set_width,
        "states": len(rows),
        "sets": [format(endings, "x") for endings in sets],
        "table": base64.b64encode(zlib.compress(table, 1)).decode("ascii"),
    }
    return PROOFS.write(proof_key(graph.space.program), json.dumps(body, separators=(",", ":")).encode("ascii"))


def _layout(graph: StateGraph) -> dict[str, Any]:
    space, encoder = graph.space, graph.space.encoder
    return {
        "program": space.program.fingerprint,
        "chance": bool(space.weighted_moves) or len(space.initial_states) > 1,
        "cells": encoder.cells,
        "rests": list(encoder.resting_points),
        "kept": [format(bits, "x") for bits in encoder.live_masks],
        "alike": [
            [(shift, mask, least.hex() if isinstance(least, bytes) else least) for shift, mask, least in alike]
            for alike in encoder.merged_fields
        ],
    }
