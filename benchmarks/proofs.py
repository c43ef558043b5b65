"""How fast a proof goes through states: packed numbers, beside tuples stepped by the plain runtime in the same run.

The stories are made here, of three kinds, so that there is nothing to leave out: both go through the same states. The
ratio is how many times longer a state takes as a tuple. Memory is the most that Python held during a search, by state.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._timing import Row, Table, interleaved, timed
from engine import load
from engine.expressions.language.symbols import taken_choice
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.prover import story_state_space
from engine.prove.search.search import explore
from engine.runtime.instructions import run_to_rest
from engine.runtime.run import Run
from engine.runtime.turn import machine_of, pick

ROUNDS = 3
Tuple = tuple[int, tuple[int, ...]]
"""Where a game rests, and its cells."""


def measure(story: Path) -> Table:
    """The story asked for plays no part: no other explorer could go through it."""
    rows: list[Row] = []
    with TemporaryDirectory() as folder:
        for name, text in STORIES.items():
            rows += _rows(name, _program(Path(folder) / f"{name}.yaml", text))
    return Table("proofs, by state", rows, "times the same state packed")


def _program(file: Path, text: str) -> Program:
    file.write_text(text, encoding="utf-8")
    return load(file)


def _rows(name: str, program: Program) -> Iterator[Row]:
    space = story_state_space(program)
    searches: dict[str, Callable[[], object]] = {
        "packed": lambda: explore(space, Budget()),
        "tuples": partial(_tuples, program),
    }
    count = len(_tuples(program))
    medians = interleaved({way: partial(_seconds, search, count) for way, search in searches.items()}, ROUNDS)
    for way, search in searches.items():
        rate, held = 1 / medians[way], _bytes_held(search) / count
        what = f"{name}, {way}: {count:,} states, {rate:,.0f} a second, {held:,.0f} bytes each"
        yield Row(what, medians[way], medians[way] / medians["packed"])


def _seconds(search: Callable[[], object], count: int) -> float:
    """What a state takes, with the collector off, as a proof runs."""
    gc.collect()
    gc.disable()
    try:
        return timed(search) / count
    finally:
        gc.enable()


def _bytes_held(search: Callable[[], object]) -> int:
    tracemalloc.start()
    search()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def _tuples(program: Program) -> dict[Tuple, int]:
    """The states of a story without calls and chance; counts, which these stories never read, are left out."""
    counts = [cell.kind is None and taken_choice(cell.symbol) is None for cell in program.cells]
    run = Run([cell.start for cell in program.cells], [], [], 0, 0, False, None)
    run_to_rest(machine_of(program), run, machine_of(program).start_of(program.start))
    seen = {_tuple(run, counts): 0}
    waiting = list(seen)
    for at in waiting:  # grows as it is gone through
        for following in _after(program, at, counts):
            if following not in seen:
                seen[following] = len(waiting)
                waiting.append(following)
    return seen


def _after(program: Program, at: Tuple, counts: list[bool]) -> Iterator[Tuple]:
    machine = machine_of(program)
    offered = machine.list_at(at[0])
    for entry in offered.picks.values() if offered is not None else ():
        if entry.choice.is_open(at[1]):
            run = Run(list(at[1]), [], [], 0, 0, False, None, at[0])
            pick(run, entry.choice, entry.follow)
            run_to_rest(machine, run, entry.choice.body)
            yield _tuple(run, counts)


def _tuple(run: Run, counts: list[bool]) -> Tuple:
    return run.point, tuple(0 if is_count else cell for cell, is_count in zip(run.cells, counts, strict=True))


def _rooms(rooms: int, flags: int, steps: int) -> str:
    """A ring of rooms with things to take in them, and a counter of the way walked; all must be had to leave."""
    lines = ["story: Rooms", "start: room_0", "vars:", f"  steps: 0..{steps}"]
    lines += [*(f"  thing_{flag}: false" for flag in range(flags)), "scenes:"]
    for room in range(rooms):
        lines += [f"  room_{room}:", "    choices:", "      - On:", "          set: steps += 1"]
        lines += [f"          go: room_{(room + 1) % rooms}", f"      - Back: room_{(room - 1) % rooms}"]
        for flag in range(room, flags, rooms):
            lines += [f"      - Take {flag}:", f"          when: not thing_{flag}"]
            lines += [f"          set: thing_{flag} = true", f"          go: room_{room}"]
    have = " and ".join([f"steps >= {steps}", *(f"thing_{flag}" for flag in range(flags))])
    lines += ["      - Leave:", f"          when: {have}", "          go: out", "  out:", "    ending: Out"]
    return "\n".join(lines) + "\n"


STORIES = {"rooms": _rooms(40, 4, 12), "counters": _rooms(2, 1, 2_000), "flags": _rooms(2, 11, 1)}
