"""Keeps a whole proof for play, beside the compiled programs."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from engine.prove.analysis.bit_layout import Partition
from engine.prove.hints.proof_cache import LARGEST_TABLE, PROOFS, SET_BYTES, proof_key
from engine.prove.results.open_endings import open_endings
from engine.prove.search.search import StateGraph


def write_proof_cache(found: StateGraph) -> bool:
    """Keeps the proof of a search that saw everything; whether it could."""
    width = (found.space.encoding.width + 7) // 8
    if found.stop_reason or found.endless_scenes or len(found.states) * (width + SET_BYTES) > LARGEST_TABLE:
        return False
    open_to = open_endings(found)
    sets = {endings: number for number, endings in enumerate(dict.fromkeys(open_to))}
    if len(sets) >= 1 << 8 * SET_BYTES:
        return False
    numbers = {endings: number.to_bytes(SET_BYTES, "big") for endings, number in sets.items()}
    pairs = sorted(zip(found.states, open_to, strict=True))
    table = b"".join([state.to_bytes(width, "big") + numbers[endings] for state, endings in pairs])
    body = _layout(found) | {
        "width": width,
        "states": len(pairs),
        "sets": [format(endings, "x") for endings in sets],
        "table": base64.b64encode(zlib.compress(table, 1)).decode("ascii"),
    }
    return PROOFS.write(proof_key(found.space.program), json.dumps(body, separators=(",", ":")).encode("ascii"))


def _layout(found: StateGraph) -> dict[str, Any]:
    space, packer = found.space, found.space.encoder
    return {
        "program": space.program.fingerprint,
        "chance": bool(space.weighted_points) or len(space.initial_states) > 1,
        "cells": packer.cells,
        "rests": list(packer.resting_points),
        "kept": [format(bits, "x") for bits in packer.live_masks],
        "alike": [[(shift, mask, _written(least)) for shift, mask, least in alike] for alike in packer.merged_fields],
    }


def _written(least: Partition) -> str | list[int]:
    return least.hex() if isinstance(least, bytes) else list(least)
