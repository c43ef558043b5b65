"""One command in a process of its own, with limits of processor time and memory, and what it took."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import engine.frontends.plain
import engine.program.compile
import engine.prove.prover  # noqa: F401 - loaded here so that no fork has to
from engine.cli import main

HARDEST = 30
"""Seconds of processor time after which a process is ended."""
LARGEST = 2_000
"""Megabytes that no process is given more than."""
OUR_FAULT = "fault of samarra itself"


@dataclass(frozen=True, slots=True)
class Measured:
    """How a command went."""

    code: int
    """Its exit code; negative for the signal that ended it."""
    seconds: float
    """Processor time, its children's with it."""
    megabytes: float
    """The most memory that it or any child held at once."""
    words: str
    """All that it wrote."""


def measured(words: Sequence[str], typed: bytes = b"", seconds: int = HARDEST, megabytes: int = LARGEST) -> Measured:
    """Runs a command of `samarra` in a fork of this process."""
    with tempfile.TemporaryDirectory() as folder:
        source, written = Path(folder, "in"), Path(folder, "out")
        source.write_bytes(typed)
        sys.stdout.flush()
        process = os.fork()
        if not process:
            _begin(source, written, seconds, megabytes)
            _run(words)
        _, status, used = os.wait4(process, 0)
        said = written.read_text(encoding="utf-8", errors="replace") if written.exists() else ""
    return Measured(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def _begin(source: Path, written: Path, seconds: int, megabytes: int) -> None:
    """Gives a new process its streams and its limits."""
    for number, stream in ((0, os.open(source, os.O_RDONLY)), (1, os.open(written, os.O_CREAT | os.O_WRONLY))):
        os.dup2(stream, number)
    os.dup2(1, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _run(words: Sequence[str]) -> None:
    code = 70
    try:
        code = main(list(words))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
