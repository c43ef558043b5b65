"""Other engines beside this one, where `PEERS` names a folder that has drivers for them; otherwise none.

A driver is an executable file in `PEERS/drivers`. It is called with a task and a folder, which holds the work as plain
data, does the work once and writes as its last line the seconds of it: by the clock, and of processor time.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks._measure import Cost

VARIABLE = "PEERS"
PATIENCE = 600


def peer_measures(task: str, folder: Path) -> dict[str, Callable[[], Cost]]:
    """Return a measure for each driver that does a task."""
    drivers = sorted(Path(os.environ[VARIABLE], "drivers").iterdir()) if os.environ.get(VARIABLE) else []
    return {driver.stem: partial(_run, driver, task, folder) for driver in drivers if _does(driver, task, folder)}


def _does(driver: Path, task: str, folder: Path) -> bool:
    try:
        _run(driver, task, folder)
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return False
    return True


def _run(driver: Path, task: str, folder: Path) -> Cost:
    ended = subprocess.run([driver, task, folder], capture_output=True, text=True, check=True, timeout=PATIENCE)
    wall, cpu = map(float, ended.stdout.splitlines()[-1].split())
    return Cost(wall, cpu)
