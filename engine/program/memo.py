"""Memoization of what is computed from a program: each result lives as long as its program."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from engine.program.model import Program

Result = TypeVar("Result")


def once_per_program(compute: Callable[[Program], Result]) -> Callable[[Program], Result]:
    """Make a function compute its result once for each program, and return the same result from then on."""

    @wraps(compute)
    def recall(program: Program) -> Result:
        try:
            result: Result = program.memo[compute]
        except KeyError:
            result = program.memo[compute] = compute(program)
        return result

    return recall
