"""Plays a turn once for each way its draws can fall: the plain runtime, with dice that say what they are told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, permutations
from math import factorial, prod
from typing import TypeVar
from unittest.mock import patch

from engine.runtime import offers, run

Result = TypeVar("Result")


@dataclass(slots=True)
class ScriptedDice:
    """Draws set beforehand: the first ones given, and the rest 0."""

    script: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    """How many things each draw so far could have given."""

    def draw(self, seed: int, position: int, size: int) -> int:
        """Stand in for the runtime's numbers."""
        at = len(self.sizes)
        self.sizes.append(size)
        if at == len(self.script):
            self.script.append(0)
        return self.script[at]

    def shuffle(self, seed: int, position: int, count: int) -> tuple[int, ...]:
        """Stand in for the runtime's shuffled orders: one draw among all of them."""
        return next(islice(permutations(range(count)), self.draw(seed, position, factorial(count)), None))

    def go_round(self) -> bool:
        """Move the draws on by one, the last first; whether some were left."""
        del self.script[len(self.sizes) :]
        while self.script and self.script[-1] + 1 == self.sizes[len(self.script) - 1]:
            self.script.pop()
        if self.script:
            self.script[-1] += 1
        self.sizes.clear()
        return bool(self.script)


def outcomes(play: Callable[[], Result], most: int) -> list[tuple[Result, Fraction]] | None:
    """Return what comes out for each way the draws can fall, and how likely it is; None if there are too many."""
    dice, results = ScriptedDice(), list[tuple[Result, Fraction]]()
    with patch.object(run, "draw_at", dice.draw), patch.object(offers, "shuffled_at", dice.shuffle):
        for _ in range(most):
            result = play()
            results.append((result, Fraction(1, prod(dice.sizes))))
            if not dice.go_round():
                return results
    return None
