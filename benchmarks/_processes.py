"""Runs whole processes and says what each took: time, memory and, where the machine counts them, instructions."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from benchmarks._measure import Cost

PROMPT = b"\n> "
"""What the plain front end writes when it waits for the first choice."""
ENGINE = (sys.executable, "-m", "engine")
TOP = Path(__file__).parent.parent
SCREEN = (60, 80)
"""Rows and columns: room for a whole first screen."""
COUNTER = "instructions:u"


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended, or has shown its first screen and was then told to leave."""

    cost: Cost
    megabytes: float
    """The most memory it held at once."""
    output: bytes


def run(words: Sequence[str], cache: Path, first_screen: bytes = b"") -> Run:
    """Run a command to its end, or until it has written `first_screen`; a cache folder of its own keeps it apart.

    Raises:
        RuntimeError: it ended without that.
    """
    return _starter().submit(_run, words, cache, first_screen).result()


@cache
def _starter() -> ProcessPoolExecutor:
    """Return a small process that starts the others: the system lets none seem smaller than its parent."""
    return ProcessPoolExecutor(1, mp_context=get_context("forkserver"))


def _run(words: Sequence[str], cache: Path, first_screen: bytes) -> Run:
    begin = time.perf_counter()
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=TOP, env=environment(cache)
    )
    assert process.stdin and process.stdout
    output, wall = b"", 0.0
    while not (first_screen and output.endswith(first_screen)) and (more := os.read(process.stdout.fileno(), 65_536)):
        output += more
    wall = time.perf_counter() - begin
    if first_screen and not output.endswith(first_screen):
        raise RuntimeError(f"{' '.join(words)} came to no first screen")
    process.stdin.close()
    process.stdout.read()
    return _ended(process, wall if first_screen else time.perf_counter() - begin, output)


def cost_of_command(words: Sequence[str], cache: Path, first_screen: bytes = b"") -> Cost:
    return run(words, cache, first_screen).cost


def run_in_terminal(words: Sequence[str], cache: Path, prompts: Sequence[bytes], leave: bytes) -> Run:
    """Run a command at a terminal until it has written one of the prompts, then type what makes it leave."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *SCREEN, 0, 0))
    begin = time.perf_counter()
    process = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, cwd=TOP, env=environment(cache), start_new_session=True
    )
    os.close(theirs)
    output = b""
    while not any(prompt in output for prompt in prompts):
        output += os.read(ours, 65_536)
    wall = time.perf_counter() - begin
    os.write(ours, leave)
    try:
        while os.read(ours, 65_536):
            pass
    except OSError:
        pass  # how Linux says that nobody is left at the terminal
    os.close(ours)
    return _ended(process, wall, output)


def environment(cache: Path) -> Mapping[str, str]:
    """Return an environment in which bytecode is kept, and nothing of the user's is read or written."""
    own = {"SAMARRA_CACHE": str(cache), "SAMARRA_SAVES": str(cache / "saves"), "TERM": "xterm-256color"}
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own


def _ended(process: subprocess.Popen[bytes], wall: float, output: bytes) -> Run:
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(Cost(wall, used.ru_utime + used.ru_stime), used.ru_maxrss / 1024, output)


def instructions(words: Sequence[str], cache: Path) -> dict[str, float]:
    """Return how many millions of instructions a command takes, as a figure; nothing where they are not counted."""
    if not _counts_instructions():
        return {}
    millions = _count(words, environment(cache))
    return {} if millions is None else {"million instructions": millions}


@cache
def _counts_instructions() -> bool:
    return _count([sys.executable, "-c", "pass"], os.environ) is not None


def _count(words: Sequence[str], environment: Mapping[str, str]) -> float | None:
    command = ["perf", "stat", "-x", ",", "-e", COUNTER, *words]
    try:
        ended = subprocess.run(
            command, env=environment, cwd=TOP, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
    except OSError:
        return None
    counts = [line.split(",")[0] for line in ended.stderr.splitlines() if COUNTER in line]
    return int(counts[0]) / 1e6 if counts and counts[0].isdigit() else None
