"""Hostile and spoiled stories: none makes the reader fail, end by a signal, or need over 5 s or 512 MB."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

from tests.torture._hostile_shapes import SHAPES
from tests.torture._large_stories import LARGE
from tests.torture._row import Row

MANY = 100_000
FEWEST = 100
TRUSTED = 8
"""Shapes given to the reader that trusts them."""
AT_ONCE = 500
"""Stories read by one process."""
TOLD = 10
"""Bad stories that are described."""


def run(scale: float) -> Row:
    """Shapes and mutations, and in full the large stories too; a reader that trusts YAML must fail."""
    first, shaped = 0 if scale >= 1 else len(LARGE), len(LARGE) + len(SHAPES)
    last = shaped + max(FEWEST, int(MANY * scale))
    bad = unwell("samarra", first, last)
    control = unwell("safe_load", len(LARGE), len(LARGE) + TRUSTED)
    for number, how in bad[:TOLD]:
        sys.stderr.write(f"story {number}: {how}\n")
    return Row("hostile stories", last - first, len(bad), len(control))


def unwell(reader: str, first: int, last: int) -> list[tuple[int, str]]:
    """The numbers of the stories on which a reader fails, and how."""
    share = max(1, min(AT_ONCE, (last - first) // (2 * (cpu_count() or 1))))
    starts = range(first, last, share)
    with ThreadPoolExecutor(cpu_count()) as pool:
        batches = pool.map(lambda start: list(_batch(reader, start, min(start + share, last))), starts)
        return [found for batch in batches for found in batch]


def _batch(reader: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Reads a batch in a process of its own; when a story ends it, another goes on with the next."""
    while first < last:
        words = [sys.executable, "-m", "tests.torture._reading", reader, str(first), str(last)]
        ended = subprocess.run(words, capture_output=True, text=True, check=False)
        reached = first
        for line in ended.stdout.splitlines():
            number, how, *rest = line.split(" ", 2)
            reached = int(number)
            if how == "raised":
                yield reached, " ".join(rest)
        if ended.returncode == 0:
            return
        yield reached, f"ended with {ended.returncode}: {ended.stderr[-600:]}"
        first = reached + 1
