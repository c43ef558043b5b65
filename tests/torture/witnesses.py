"""Every ending that chance allows in a generated story has a seed and choices that come to it when they are played."""

from __future__ import annotations

from tests.prove.enumerating import missing_witnesses
from tests.prove.mutants import WITNESS_MUTANTS
from tests.torture._generated import Comparison
from tests.torture._row import Row

STORIES = 500


def has_chance(text: str) -> bool:
    return "random" in text or "shuffle: true" in text


def run(scale: float) -> Row:
    """Play the witnesses; a prover that tries one seed along one way must be found out."""
    return Comparison("witnesses", STORIES, missing_witnesses, has_chance, WITNESS_MUTANTS).run(scale)
