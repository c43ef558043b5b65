"""The same seed and the same moves give the same frames whatever the process around them is like."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

import pytest

import engine
from engine.runtime.frame import frame_line
from engine.runtime.session import Session
from tests.golden_stories import FOLDERS, moves_of

ROOT = Path(__file__).parents[2]
SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "1"},
]


@cache
def all_frames() -> str:
    """A digest of the frames of a few games of every golden story."""
    digest = blake2b(digest_size=16)
    for folder in FOLDERS:
        program = engine.load(folder)
        for seed in range(3):
            session = Session(program, seed)
            for number in range(10):
                digest.update(frame_line(session.frame).encode() + b"\n")
                moves = moves_of(program, session.state)
                if not moves:
                    break
                session.do({"answer": "Z"} if session.frame.ask else {"choose": 1 + number * 7 % len(moves)})
    return digest.hexdigest()


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=lambda one: one["PYTHONHASHSEED"])
def test_frames_are_the_same_in_another_process(surroundings: dict[str, str], tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from tests.runtime.test_same_everywhere import all_frames; print(all_frames())"],
        cwd=ROOT,
        env={**os.environ, **surroundings, "SAMARRA_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout.strip() == all_frames()
