"""Every regular expression of the engine on its worst inputs: none takes more time than its share for a longer text."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from typing import Any

from tests.torture._patterns import Applied, atoms, patterns
from tests.torture._row import Row

SHORT = 2_000
"""Characters of the texts that every pattern is given."""
SUSPICIOUS = 0.001
"""Seconds of processor time for a short text: ten times what a linear pattern takes, less than a quadratic one."""
LONG = 128_000
"""Characters of the texts that decide: a linear pattern takes some 0.02 s, a quadratic one at least 8 s."""
PATIENCE = 1.0
"""Seconds of processor time after which a pattern is stopped."""
FEWEST = 150
"""Inputs for each pattern in small."""
CONTROLS = (
    Applied("an unclosed string", re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL), "finditer"),
    Applied("spaces before a mark", re.compile(r" +(?=[,.])"), "finditer"),
    Applied("two stretches of spaces", re.compile(r"x\s*(?:a)?\s*"), "fullmatch"),
)

Shape = Callable[[int], str]


def run(scale: float) -> Row:
    """All inputs of every pattern in full, some of them in small; each pattern known to be quadratic must be caught."""
    share = FEWEST if scale < 1 else sys.maxsize
    with ProcessPoolExecutor() as pool:
        verdicts = list(pool.map(_verdict, range(len(patterns())), [share] * len(patterns())))
    for _, steep in verdicts:
        if steep:
            sys.stderr.write(steep + "\n")
    caught = sum(steepest(control, sys.maxsize)[1] is not None for control in CONTROLS)
    bad = sum(steep is not None for _, steep in verdicts)
    return Row("patterns", sum(count for count, _ in verdicts), bad, caught if caught == len(CONTROLS) else 0)


def _verdict(number: int, most: int) -> tuple[int, str | None]:
    applied = patterns()[number]
    count, steep = steepest(applied, most)
    return count, steep and f"{applied.place} {applied.pattern.pattern!r} ({applied.method}): {steep}"


def steepest(applied: Applied, most: int) -> tuple[int, str | None]:
    """How many inputs were tried, and the one that takes more than its share of time, if there is one."""
    shapes = list(_shapes(atoms(applied.pattern)))
    chosen = shapes[:: max(1, len(shapes) // most)]
    for count, (name, shape) in enumerate(chosen, 1):
        if _seconds(applied, shape(SHORT)) > SUSPICIOUS and _seconds(applied, shape(LONG)) >= PATIENCE:
            return count, name
    return len(chosen), None


def _shapes(known: tuple[str, ...]) -> Iterator[tuple[str, Shape]]:
    """Texts without an end that makes a pattern succeed: an opening, something repeated, and a near miss."""
    for opening, first, second, miss in product(("", *known), known, ("", *known), ("", "!")):
        if first != second:
            name = f"{opening!a} {first + second!a}… {miss!a}"
            yield name, lambda size, o=opening, r=first + second, m=miss: o + r * (size // len(r)) + m  # type: ignore[misc]


def _seconds(applied: Applied, text: str) -> float:
    """Processor time that a pattern takes over a text, no more than `PATIENCE`."""
    given: Any = text.encode("utf-8", "surrogatepass") if isinstance(applied.pattern.pattern, bytes) else text
    began = time.process_time()
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        matches = getattr(applied.pattern, applied.method)(given)
        if applied.method == "finditer":
            deque(matches, 0)
    except _TooLong:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - began


class _TooLong(Exception):
    """A pattern is still busy."""


def _give_up(number: int, frame: object) -> None:
    raise _TooLong
