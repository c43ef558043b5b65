"""Random numbers: SplitMix64, read by position instead of from a generator with a state.

The number at position p of seed s is the (p + 1)-th output of SplitMix64 started at s (Steele, Lea, Flood 2014), so a
game's chance is two whole numbers: its seed, and how many numbers have been drawn.
"""

from __future__ import annotations

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def number_at(seed: int, position: int) -> int:
    """Return a whole number from 0 to 2**64 - 1."""
    mixed = (seed + (position + 1) * GOLDEN) & MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return mixed ^ (mixed >> 31)


def draw_at(seed: int, position: int, size: int) -> int:
    """Return a whole number from 0 to size - 1."""
    return number_at(seed, position) % size


def shuffled_at(seed: int, position: int, count: int) -> tuple[int, ...]:
    """Return the numbers below count in random order (Fisher and Yates); this uses count - 1 positions."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = draw_at(seed, position + count - 1 - last, last + 1)
        order[last], order[other] = order[other], order[last]
    return tuple(order)
