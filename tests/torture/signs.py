"""A megabyte of each sign that a regular expression of ours knows, for each reader: done within two seconds."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from resource import RLIMIT_CPU, setrlimit

from tests.torture._crowds import crowds
from tests.torture._measured import OUR_FAULT, Measured, measured
from tests.torture._patterns import signs
from tests.torture._row import Row
from tests.torture._sign_readers import Trial, readers

SIZE = 1_000_000
"""Bytes of a text."""
SECONDS = 4.0
"""Processor time that a command may take: two seconds, and as much again where the machine has other work."""
QUICKLY = 24
"""Trials in small, and a fifth as many crowds."""
OF_THE_REST = 7
"""How many of the texts with words and lines stand for one that is tried in full."""
LETTERS = re.compile("[a-wyzA-WYZ]")
"""Signs that differ from `x` in nothing but a word they begin."""
SHAPES: dict[str, Callable[[str], str]] = {
    "run": lambda sign: sign,
    "words": lambda sign: f"x{sign} ",
    "pairs": lambda sign: f"\\{sign}",
    "lines": lambda sign: f"{sign} x\n      ",
}
QUADRATIC = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


def run(scale: float) -> Row:
    """Every sign to every reader and every crowd in full, some in small; a quadratic reader must be caught."""
    trials, many = _chosen(scale), list(crowds())
    if scale < 1:
        many = many[:: max(1, len(many) * 5 // QUICKLY)]
    with ProcessPoolExecutor() as pool:
        bad = [problem for problems in pool.map(_problems, *zip(*trials, strict=True)) for problem in problems]
        bad += [problem for problems in pool.map(_crowded, (name for name, _ in many)) for problem in problems]
    for problem in bad:
        sys.stderr.write(problem + "\n")
    return Row("signs", len(trials) + len(many), len(bad), _caught())


def _chosen(scale: float) -> list[tuple[int, str, str]]:
    plain, *others = (
        [(sign, shape, reader) for sign in range(len(_signs())) for reader in readers()] for shape in SHAPES
    )
    if scale >= 1:
        return plain + [trial for shaped in others for trial in shaped][::OF_THE_REST]
    every = [trial for shaped in (plain, *others) for trial in shaped]
    step = len(every) // max(QUICKLY, int(len(every) * scale))
    return every[:: step + 1 - step % 2]


def _crowded(name: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return [f"{name}: {trouble}" for trouble in troubles(dict(crowds())[name](), Path(folder))]


def _signs() -> list[str]:
    return [sign for sign in signs() if not LETTERS.fullmatch(sign)]


def _text(sign: str, shape: str) -> str:
    unit = SHAPES[shape](sign)
    return unit * (SIZE // len(unit.encode("utf-8", "surrogatepass")))


def _problems(number: int, shape: str, reader: str) -> list[str]:
    sign = _signs()[number]
    trial = readers()[reader](_text(sign, shape))
    with tempfile.TemporaryDirectory() as folder:
        return [f"{reader}, {shape} of {sign!a}: {trouble}" for trouble in troubles(trial, Path(folder))]


def troubles(trial: Trial, folder: Path) -> Iterator[str]:
    """What is wrong with how each command of a trial went."""
    for name, data in trial.files.items():
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    os.environ["SAMARRA_CACHE"], os.environ["SAMARRA_SAVES"] = str(folder / "cache"), str(folder)
    for command in trial.commands:
        went = measured([word.replace("DIR", str(folder)) for word in command], trial.typed, seconds=10)
        if trouble := _trouble(went):
            yield f"{command[0]} {trouble}"
        if trial.spoil:
            trial.spoil(folder)


def _trouble(went: Measured) -> str:
    if went.code not in range(6) or OUR_FAULT in went.words:
        return f"ends with {went.code}: {went.words[-600:]!a}"
    return f"takes {went.seconds:.1f} s" if went.seconds > SECONDS else ""


def _caught() -> int:
    """Whether a reader by a quadratic pattern is too slow for a text a tenth as long."""
    process = os.fork()
    if not process:
        setrlimit(RLIMIT_CPU, (int(SECONDS), int(SECONDS) + 1))
        QUADRATIC.sub("", '"' + '\\"' * (SIZE // 20))
        os._exit(0)
    return int(os.waitpid(process, 0)[1] != 0)
