"""Random games of many stories as one digest, told by a process: `python -m tests.torture._playthroughs GAMES`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import engine
from engine.program.model import Program
from engine.runtime.dice import draw_at
from engine.runtime.frame import Frame, frame_line
from engine.runtime.session import Session
from engine.saves.format.state_hash import state_hash

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "story"
GOLDEN = sorted(path.parent for path in (ROOT / "tests" / "golden").glob("*/story.yaml"))
TURNS = 150
"""Games that do not end by then are left."""

Pick = Callable[[Sequence[str], int], str]


def story_of(game: int) -> Path:
    """The shipped story every other time, and the golden ones in turn between."""
    return GOLDEN[game // 2 % len(GOLDEN)] if game % 2 else SHIPPED


def by_number(offered: Sequence[str], number: int) -> str:
    return offered[number % len(offered)]


def by_set(offered: Sequence[str], number: int) -> str:
    """The control: an order that Python does not promise."""
    return list(set(offered))[number % len(offered)]


def frames(program: Program, seed: int, pick: Pick) -> Iterator[tuple[Frame, str]]:
    """Every rest of a random game, and the hash of its state."""
    session = Session(program, seed)
    for turn in range(TURNS):
        frame = session.frame
        yield frame, state_hash(program, session.state)
        offered = [choice.id for choice in frame.choices if choice.locked is None]
        if not offered and frame.ask is None:
            return
        number = draw_at(seed, 1_000_000 + turn, 2**32)
        session.do({"answer": f"İı{number % 97}"} if frame.ask else {"choose": pick(offered, number)})


def digest(games: int, pick: Pick) -> str:
    """One digest of that many games, dealt out over the stories."""
    told = blake2b(digest_size=16)
    programs = {story: engine.load(story) for story in sorted({story_of(game) for game in range(games)})}
    for seed in range(games):
        for frame, hashed in frames(programs[story_of(seed)], seed, pick):
            told.update(f"{frame_line(frame)}\n{hashed}\n".encode())
    return told.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(digest(int(sys.argv[1]), by_set if "--control" in sys.argv else by_number))
