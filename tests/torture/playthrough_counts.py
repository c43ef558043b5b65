"""The playthroughs of generated stories, how many and how long, beside a plain enumeration of them all."""

from __future__ import annotations

from tests.prove.enumerating import wrong_counts
from tests.prove.mutants import COUNTING_MUTANTS
from tests.torture._generated import Comparison
from tests.torture._row import Row

STORIES = 500


def is_wanted(text: str) -> bool:
    return True


def run(scale: float) -> Row:
    """Compare the counts; provers that leave out what changes nothing, or count draws, must be found out."""
    return Comparison("playthrough_counts", STORIES, wrong_counts, is_wanted, COUNTING_MUTANTS).run(scale)
