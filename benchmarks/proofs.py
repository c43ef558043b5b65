"""How fast a proof goes through states, what else it takes, and whether it keeps to its time.

The ratio is to a search of the same model written by hand in plain Python, tuples in a set.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._measure import Cost, Table, cost_of, interleave, rows_against_first
from benchmarks._model import count_states, model_story, write_data
from benchmarks._peers import peer_measures
from benchmarks._processes import ENGINE, Run, run
from benchmarks._stories import twelve_counters
from engine import load
from engine.gc_pause import gc_paused
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.prover import story_state_space
from engine.prove.search.search import explore

ROUNDS = 2
SECONDS = 10
BY_HAND, SEARCH, WHOLE, EMPTY = "rooms, by hand", "rooms, search", "rooms, samarra prove", "one state, samarra prove"
ONE_STATE = "story: Empty\nstart: a\nscenes:\n  a:\n    ending: A\n"


def measure(story: Path) -> Table:
    with TemporaryDirectory() as name:
        folder, runs = Path(name), dict[str, Run]()
        paths = {what: _write(folder / f"{what}.yaml", text) for what, text in _stories().items()}
        model, states = load(paths["model"]), count_states()
        write_data(folder / "model.json")
        commands = {
            WHOLE: (str(paths["model"]),),
            EMPTY: (str(paths["empty"]),),
            "the story, samarra prove": (str(story),),
            f"twelve counters, --max-time {SECONDS}": (str(paths["taps"]), "--max-time", str(SECONDS)),
        }
        measures: dict[str, Callable[[], Cost]] = {
            BY_HAND: lambda: cost_of(count_states),
            SEARCH: partial(_search, model, states),
            **{what: partial(_prove, runs, what, words, folder) for what, words in commands.items()},
            **peer_measures("search", folder),
        }
        costs = interleave(measures, ROUNDS, warm_up=0)
    rows = rows_against_first(costs, _figures(costs, runs, _bytes_held(model), states))
    return Table("proofs", rows, "times the same search by hand in plain Python")


def _stories() -> dict[str, str]:
    return {"model": model_story(), "taps": twelve_counters(), "empty": ONE_STATE}


def _write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def _search(program: Program, states: int) -> Cost:
    """Search a space that is set up beforehand; the first states compile its code, which is part of the search.

    Raises:
        RuntimeError: it found other states than there are.
    """
    with gc_paused():
        space, counts = story_state_space(program), list[int]()
        cost = cost_of(lambda: counts.append(len(explore(space, Budget()).states)))
    if counts != [states]:
        raise RuntimeError(f"the search found {counts[0]:,} states and there are {states:,}")
    return cost


def _prove(runs: dict[str, Run], what: str, words: tuple[str, ...], cache: Path) -> Cost:
    runs[what] = run((*ENGINE, "prove", *words), cache)
    return runs[what].cost


def _bytes_held(program: Program) -> int:
    """Return the most that Python holds at once during a search, beside what it held before."""
    space = story_state_space(program)
    tracemalloc.start()
    explore(space, Budget())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def _figures(costs: dict[str, Cost], runs: dict[str, Run], bytes_held: int, states: int) -> dict[str, dict[str, float]]:
    whole = (runs[WHOLE].megabytes - runs[EMPTY].megabytes) * 2**20
    figures = {what: {"MiB": run.megabytes} for what, run in runs.items()}
    figures[BY_HAND] = {"states": states}
    figures[SEARCH] = {"states a second": states / costs[SEARCH].cpu, "bytes a state": bytes_held / states}
    figures[WHOLE] |= {"times its search": costs[WHOLE].cpu / costs[SEARCH].cpu, "bytes a state": whole / states}
    return figures
