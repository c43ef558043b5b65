"""A process that reads hostile stories one after another and says how each went: `python -m tests.torture._reading`.

Its words are the reader's name and the numbers of the stories; it writes a line before each story and one after, so
that whoever started it knows which story was its end.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import yaml

from engine.cli import main
from tests.torture._hostile_shapes import SHAPES, Files
from tests.torture._large_stories import LARGE
from tests.torture._mutations import mutated

SECONDS = 5
MEGABYTES = 512
OUR_FAULT = "fault of samarra itself"


def files_of(number: int) -> Files:
    """The story of a number: first the large ones, then every other shape, then mutations without end."""
    built = (*LARGE.values(), *SHAPES.values())
    return built[number]() if number < len(built) else mutated(number)


def by_samarra(folder: Path) -> None:
    """`samarra check`, and a short game if there is one to be had; raises if either fails in a way of its own."""
    if _run(["check", str(folder)]) == 0:
        _run(["play", str(folder), "--plain", "--new", "--seed", "1"], "1\n2\nKim\nundo\n1\n1\n")
    if int(folder.name) % 16 == 0:
        _run(["fix", str(folder)])


def by_safe_load(folder: Path) -> None:
    """What a reader without any care does."""
    for path in folder.glob("*.yaml"):
        with suppress(yaml.YAMLError):
            yaml.safe_load(path.read_text(encoding="utf-8"))


READERS: dict[str, Callable[[Path], None]] = {"samarra": by_samarra, "safe_load": by_safe_load}


def _run(words: list[str], typed: str = "") -> int:
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    said, before = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(typed)
    try:
        with redirect_stdout(said), redirect_stderr(said):
            code = main(words)
    finally:
        sys.stdin = before
    if OUR_FAULT in said.getvalue() or code not in (0, 1):
        raise AssertionError(f"{words[0]} ends with {code}: {said.getvalue()[-2000:]}")
    return code


def read_all(reader: str, first: int, last: int) -> None:
    """Reads the stories of these numbers, with a limit of processor time for each command and of memory for all."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    with tempfile.TemporaryDirectory() as base:
        for number in range(first, last):
            print(number, "begun", flush=True)
            folder = Path(base, str(number))
            _write(folder, files_of(number))
            try:
                signal.setitimer(signal.ITIMER_PROF, SECONDS)
                READERS[reader](folder)
                print(number, "well", flush=True)
            except Exception as trouble:
                signal.setitimer(signal.ITIMER_PROF, 0)
                told = " ".join(str(trouble).split())[-600:]
                print(number, "raised", type(trouble).__name__, told.encode("ascii", "replace").decode(), flush=True)


def _write(folder: Path, files: Files) -> None:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    os.environ["SAMARRA_DEBUG"] = "1"
    os.environ["SAMARRA_CACHE"] = os.environ["SAMARRA_SAVES"] = tempfile.mkdtemp()
    read_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
