"""How long a player waits: from the start of the process to the first choices on the page.

Read it by the ratio to bare Python, which does nothing but start and stop; the seconds are only this machine, today.
`cached` is what a player meets every time but the first after a story or the engine changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._measure import Cost, Table, interleave, rows_against_first
from benchmarks._peers import peer_measures
from benchmarks._processes import ENGINE, PROMPT, cost_of_command, instructions, run
from benchmarks._stories import story_folder

ROUNDS = 11
FEW, SOME, MANY = 100, 1_000, 10_000
"""Scenes of the made stories."""
BARE = (sys.executable, "-c", "pass")
VERSION = (sys.executable, "-c", "import sys; from engine.cli import main; sys.exit(main(['--version']))")
"""What the installed command runs, without the file that holds it."""
PLAY = (*ENGINE, "play", "--plain", "--new", "--seed", "0")


def measure(story: Path) -> Table:
    with TemporaryDirectory() as name:
        cache = Path(name)
        stories = {f"{count:,} scenes": story_folder(count) for count in (FEW, SOME, MANY)} | {"the story": story}
        commands = {"python -c pass": BARE, "samarra --version": VERSION}
        games = {f"first choices, {what}": (*PLAY, str(path)) for what, path in stories.items()}
        for words in games.values():
            run(words, cache, PROMPT)
        measures: dict[str, Callable[[], Cost]] = {
            **{what: partial(cost_of_command, words, cache) for what, words in commands.items()},
            **{what: partial(cost_of_command, words, cache, PROMPT) for what, words in games.items()},
            **peer_measures("start", story_folder(SOME)),
        }
        costs = interleave(measures, ROUNDS)
        figures = {what: instructions(words, cache) for what, words in (commands | games).items()}
    few, many = costs[f"first choices, {FEW:,} scenes"], costs[f"first choices, {MANY:,} scenes"]
    figures[f"first choices, {MANY:,} scenes"] |= {f"times {FEW} scenes": many.cpu / few.cpu}
    return Table("cold start, cached", rows_against_first(costs, figures), "times Python itself, started and stopped")
