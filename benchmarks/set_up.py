"""What a proof does before it searches, in stories of any size: find what matters where, and generate code.

The ratio is to one step of a loop of plain Python; the slope is the power of the scenes that the time grows with.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks._measure import STEP, Cost, Table, cost_of, cost_of_step, interleave, rows_against_first, slope
from benchmarks._stories import story_folder
from engine import load
from engine.gc_pause import gc_paused
from engine.program.model import Program
from engine.prove.prover import story_state_space

ROUNDS = 2
SIZES = (100, 1_000, 10_000)


def measure(story: Path) -> Table:
    """Measure made stories; the story given plays no part."""
    programs = {f"{count:,} scenes": load(story_folder(count)) for count in SIZES}
    measures = {STEP: cost_of_step} | {what: partial(_set_up, program) for what, program in programs.items()}
    costs = interleave(measures, ROUNDS, warm_up=0)
    figures = {f"{SIZES[-1]:,} scenes": {"slope": slope(SIZES, [costs[what] for what in programs])}}
    return Table("state space set up", rows_against_first(costs, figures), "times one step of a plain Python loop")


def _set_up(program: Program) -> Cost:
    with gc_paused():
        return cost_of(lambda: story_state_space(program))
