"""Games played again under other hash seeds, locales, time zones and Pythons: every frame and state is the same."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.torture._playthroughs import ROOT
from tests.torture._row import Row

MANY = 10_000
FEWEST = 30
SURROUNDINGS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Vladivostok"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "de_DE.ISO-8859-1", "TZ": "Pacific/Apia", "PYTHONUTF8": "0"},
)
PYTHONS = "SAMARRA_PYTHONS"
"""The variable that names other interpreters that have the libraries, parted by the system's path separator."""
OTHERS = filter(None, os.environ.get(PYTHONS, "").split(os.pathsep))
Place = tuple[str, Mapping[str, str]]
PLACES: tuple[Place, ...] = (
    *((sys.executable, surroundings) for surroundings in SURROUNDINGS),
    *((python, SURROUNDINGS[0]) for python in OTHERS),
)


def run(scale: float) -> Row:
    """The same games everywhere; games picked by the order of a set must come out differently somewhere."""
    games = max(FEWEST, int(MANY * scale))
    played, control = digests(games, PLACES), digests(FEWEST, PLACES[:2], "--control")
    return Row("determinism", games * len(played), games * unlike(played), unlike(control))


def unlike(told: list[str]) -> int:
    """How many differ from the first."""
    return sum(one != told[0] for one in told)


def digests(games: int, places: Sequence[Place], *words: str) -> list[str]:
    """What the same games come to in each place, with no cache of compiled stories."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda place: _digest(place, games, words), places))


def _digest(place: Place, games: int, words: tuple[str, ...]) -> str:
    python, surroundings = place
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, **surroundings, "SAMARRA_CACHE": str(Path(cache))}
        command = [python, "-m", "tests.torture._playthroughs", str(games), *words]
        told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return told.stdout
