"""Every command on streams that are closed, full, broken or of another encoding: an exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.torture._commands import COMMANDS, SECONDS, TYPED, Ended, Workshop, words_of, workshop
from tests.torture._row import Row

SAMPLE = 61
"""In small, one trial of so many."""
ENCODINGS = ("utf-16", "utf-32", "ascii", "latin-1", "cp437", "utf-7")
CONTROL = "import sys; text = sys.stdin.read(); print('“', text, flush=True)"
FULL, BROKEN = 4, 141


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command's output goes."""

    name: str
    out: str
    """A stream: `pipe`, `full`, `broken` or `closed`."""
    err: str = "pipe"
    encoding: str = "utf-8"
    has_input: bool = True


ALL = (
    Streams("stdout closed", "closed"),
    Streams("both closed", "closed", "closed"),
    Streams("all closed", "closed", "closed", has_input=False),
    Streams("stdin closed", "pipe", has_input=False),
    Streams("stdout full", "full"),
    Streams("both full", "full", "full"),
    Streams("stderr full", "pipe", "full"),
    Streams("stdout broken", "broken"),
    Streams("both broken", "broken", "broken"),
    Streams("stderr broken", "pipe", "broken"),
    *(Streams(encoding, "pipe", encoding=encoding) for encoding in ENCODINGS),
)


def run(scale: float) -> Row:
    """The same command line in Python, written without care, must leave tracebacks."""
    with tempfile.TemporaryDirectory() as base:
        shop = workshop(Path(base))
        trials = [(name, streams) for name in COMMANDS for streams in ALL]
        chosen = trials[:: max(1, round(SAMPLE * (1 - scale)))]
        usual = {name: shop.run(name) for name in dict.fromkeys(name for name, _ in chosen)}
        bad = [
            problem
            for number, (name, streams) in enumerate(chosen, 1)
            if (problem := _problem(shop, number, name, streams, usual[name]))
        ]
        control = sum(_ended(shop, ["-c", CONTROL], streams).is_a_fault for streams in ALL)
    for problem in bad[:20]:
        sys.stderr.write(problem + "\n")
    return Row("outputs", len(chosen), len(bad), control)


def _problem(shop: Workshop, number: int, name: str, streams: Streams, usual: Ended) -> str:
    ended = _ended(shop, ["-m", "engine", *words_of(name, number)], streams)
    if ended.is_a_fault or ended.code not in _codes(usual, streams):
        return f"{name}, {streams.name}: {ended.code}, usually {usual.code}; {ended.err[-300:]!r}"
    if ended.code == FULL and streams.err == "pipe" and not ended.err:
        return f"{name}, {streams.name}: not a word"
    return ""


def _codes(usual: Ended, streams: Streams) -> set[int]:
    """The exit codes that tell the truth."""
    codes = set()
    if "full" in (streams.out if usual.out else "", streams.err if usual.err else ""):
        codes |= {FULL}
    if "broken" in (streams.out if usual.out else "", streams.err if usual.err else ""):
        codes |= {BROKEN}
    if not codes or streams.out in ("pipe", "closed") or (usual.code and not usual.out):
        codes |= {usual.code}
    return codes | ({FULL} if streams.encoding in ("utf-16", "utf-32") else set())


def _ended(shop: Workshop, words: list[str], streams: Streams) -> Ended:
    environment = shop.environment() | {"PYTHONIOENCODING": streams.encoding}
    with _stream(streams.out) as out, _stream(streams.err) as err:
        ran = subprocess.run(
            [sys.executable, *words],
            cwd=shop.folder,
            env=environment,
            input=TYPED.encode(),
            stdout=out,
            stderr=err,
            timeout=SECONDS,
            check=False,
            preexec_fn=_closing(streams),
        )
    return Ended(ran.returncode, ran.stdout or b"", ran.stderr or b"")


@contextmanager
def _stream(kind: str) -> Iterator[int]:
    if kind in ("pipe", "closed"):
        yield subprocess.PIPE
        return
    if kind == "full":
        file = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, file = os.pipe()
        os.close(reader)
    try:
        yield file
    finally:
        os.close(file)


def _closing(streams: Streams) -> Callable[[], None]:
    """What closes, in the new process, the streams it is not to have."""
    numbers = [number for number, has in ((0, streams.has_input), (1, streams.out != "closed"),
                                          (2, streams.err != "closed")) if not has]  # fmt: skip

    def close() -> None:
        for number in numbers:
            os.close(number)

    return close
