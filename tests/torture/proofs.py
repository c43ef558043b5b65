"""Proofs of generated stories beside plain games of them: endings, chances, locks, promises and every transition."""

from __future__ import annotations

import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from tests.prove.mutants import MUTANTS
from tests.prove.test_against_plain import compared
from tests.torture._row import Row

STORIES = 5_000
FEWEST = 8
BATCH = 25
FOR_MUTANTS = 60
"""Stories each faulty prover is given."""


def run(scale: float) -> Row:
    """As many stories as the scale asks for; the control counts the faulty provers that were found out."""
    stories = max(FEWEST, int(STORIES * scale))
    with ProcessPoolExecutor() as pool:
        batches = list(pool.map(_batch, range(0, stories, BATCH), [stories] * len(range(0, stories, BATCH))))
        caught = list(pool.map(_is_caught, MUTANTS))
    done, bad = (sum(counts) for counts in zip(*batches, strict=True))
    return Row("proofs", done, bad, sum(caught) if all(caught) else 0)


def _batch(first: int, stories: int) -> tuple[int, int]:
    with tempfile.TemporaryDirectory() as folder:
        told = dict(compared(range(first, min(first + BATCH, stories)), Path(folder)))
    return len(told), sum(map(bool, told.values()))


def _is_caught(mutant: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        found = compared(range(10_000, 20_000), Path(folder), MUTANTS[mutant])
        return any(told for _, told in islice(found, FOR_MUTANTS))
