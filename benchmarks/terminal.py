"""How long a player at a terminal waits for the first screen, beside the library that draws it.

The ratio is to importing that library and nothing else, which is the least any first screen of it can take.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._measure import Cost, Table, interleave, rows_against_first
from benchmarks._processes import ENGINE, run, run_in_terminal
from benchmarks._stories import story_folder

ROUNDS = 7
SCENES = 1_000
LIBRARY = (sys.executable, "-c", "import prompt_toolkit")
PLAY = (*ENGINE, "play", "--new", "--seed", "0")
PROMPTS = (b"goes on", b"for help")
"""What stands below a first screen: that of a title page, and that of choices."""
LEAVE = b"\x04"


def measure(story: Path) -> Table:
    stories = {"the story": story, f"{SCENES:,} scenes": story_folder(SCENES)}
    with TemporaryDirectory() as name:
        cache = Path(name)
        measures = {"import prompt_toolkit": lambda: run(LIBRARY, cache).cost}
        for what, path in stories.items():
            measures[f"first screen, {what}"] = partial(_first_screen, (*PLAY, str(path)), cache)
        costs = interleave(measures, ROUNDS)
    return Table("terminal, cached", rows_against_first(costs), "times importing prompt_toolkit")


def _first_screen(words: tuple[str, ...], cache: Path) -> Cost:
    return run_in_terminal(words, cache, PROMPTS, LEAVE).cost
