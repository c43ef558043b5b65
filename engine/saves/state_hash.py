"""The hash of a game at rest: sixteen hex digits that agree wherever the same story is played the same way."""

from __future__ import annotations

import json
from hashlib import blake2b

from engine.program.model import Program
from engine.runtime.state import State
from engine.saves.snapshot import Snapshot, snapshot_of
from engine.saves.snapshot_json import snapshot_object

_CANONICAL = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


def state_hash(program: Program, state: State) -> str:
    """The hash of a game at rest, by names: code and cells may move, and it stays."""
    return snapshot_hash(snapshot_of(program, state))


def snapshot_hash(snapshot: Snapshot) -> str:
    """The hash of the moment a snapshot holds; no program is needed."""
    return blake2b(_CANONICAL(snapshot_object(snapshot)).encode("ascii"), digest_size=8).hexdigest()
