"""Generated stories by the batch, on every processor: their proofs beside plain enumerations of their playthroughs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.prove.enumerating import Told, enumerated
from tests.prove.mutants import Mutant
from tests.prove.stories import story_of
from tests.torture._row import Row

BATCH = 20
FEWEST = 8
SEEDS_PER_STORY = 2
"""How many seeds are tried at most for each story that is wanted."""
FOR_MUTANTS = 120
"""Stories each faulty prover is given."""
FIRST_FOR_MUTANTS = 100_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, of which stories, and the faulty provers that must be found out."""

    name: str
    stories: int
    told: Told
    is_wanted: Callable[[str], bool]
    mutants: Mapping[str, Mutant]

    def run(self, scale: float) -> Row:
        """Compare as many stories as the scale asks for; the control counts the faulty provers found out."""
        wanted = max(FEWEST, int(self.stories * scale))
        done = bad = 0
        with ProcessPoolExecutor() as pool:
            batches = pool.map(self._batch, range(0, SEEDS_PER_STORY * wanted, BATCH))
            for compared, wrong in batches:
                done, bad = done + compared, bad + wrong
            caught = list(pool.map(self._is_caught, self.mutants))
        return Row(self.name, done, bad if done >= wanted else max(bad, 1), sum(caught) if all(caught) else 0)

    def _batch(self, first: int) -> tuple[int, int]:
        seeds = [seed for seed in range(first, first + BATCH) if self._has(seed)]
        with tempfile.TemporaryDirectory() as folder:
            found = dict(enumerated(seeds, Path(folder), self.told))
        return len(found), sum(map(bool, found.values()))

    def _is_caught(self, mutant: str) -> bool:
        seeds = filter(self._has, range(FIRST_FOR_MUTANTS, 2 * FIRST_FOR_MUTANTS))
        with tempfile.TemporaryDirectory() as folder:
            found = enumerated(seeds, Path(folder), self.told, self.mutants[mutant])
            return any(told for _, told in islice(found, FOR_MUTANTS))

    def _has(self, seed: int) -> bool:
        return self.is_wanted(story_of(seed, goes_on=seed % 2 == 1))
