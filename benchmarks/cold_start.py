"""How long a player waits: from the start of the process to the first choices on the page.

Read it by the ratio to bare Python, which does nothing but start and stop; the seconds are only this machine, today.
`cached` is what a player meets every time but the first after a story or the engine changes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._timing import Table, against_first, interleaved, timed

ROUNDS = 15
PROMPT = b"\n> "
VERSION = "import sys; from engine.cli import main; sys.exit(main(['--version']))"
"""What the installed command runs, without the file that holds it."""


def measure(story: Path) -> Table:
    with TemporaryDirectory() as kept:
        _play(story, Path(kept))
        medians = interleaved(
            {
                "python -c pass": lambda: timed(lambda: _run("-c", "pass")),
                "samarra --version": lambda: timed(lambda: _run("-c", VERSION)),
                "samarra play, cached": lambda: _play(story, Path(kept)),
                "samarra play, not cached": lambda: _play_uncached(story),
            },
            ROUNDS,
        )
    return against_first("cold start", medians, "times what Python itself takes to start and stop")


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)


def _play(story: Path, cache: Path) -> float:
    """The seconds until a game through a pipe asks for the first choice."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "engine", "play", "--plain", "--seed", "0", str(story)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"SAMARRA_CACHE": str(cache)},
    ) as game:
        assert game.stdin and game.stdout
        shown = b""
        while not shown.endswith(PROMPT):
            more = os.read(game.stdout.fileno(), 65_536)
            if not more:
                raise RuntimeError(f"`samarra play {story}` came to no first choice")
            shown += more
        seconds = time.perf_counter() - begin
        game.stdin.close()
        game.stdout.read()
    return seconds


def _play_uncached(story: Path) -> float:
    with TemporaryDirectory() as empty:
        return _play(story, Path(empty))
