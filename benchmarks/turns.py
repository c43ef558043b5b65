"""How fast a game runs: turns of random playthroughs, with the text a player sees and with nobody reading.

The ratio is to one step of a loop of plain Python (a remainder and a sum): how many such steps a turn costs, anywhere.
With its frame, a turn also prints its prose, its choices and its status line: what a front end asks for. A new game,
begun where one is over, counts as a turn.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks._measure import STEP, Cost, Row, Table, cost_of, cost_of_step, interleave
from benchmarks._peers import peer_measures
from benchmarks._stories import story_folder
from engine import load
from engine.program.model import Program
from engine.runtime.commands import Answer, Choose
from engine.runtime.dice import draw_at
from engine.runtime.session import Session
from engine.runtime.state import State
from engine.runtime.turn import answer, ask_of, options_of, start, turn

ROUNDS = 7
TURNS = 2_000
SCENES = 1_000
ANSWER = "Samarra"


def measure(story: Path) -> Table:
    programs = {"": load(story), f", {SCENES:,} scenes": load(story_folder(SCENES))}
    measures: dict[str, Callable[[], Cost]] = {STEP: cost_of_step}
    for what, program in programs.items():
        measures[f"a turn{what}"] = partial(_each, partial(_walk, program), TURNS)
        measures[f"a turn with its frame{what}"] = partial(_each, partial(_read, program), TURNS)
    costs = interleave(measures | peer_measures("turn", story_folder(SCENES)), ROUNDS)
    rows = [_row(what, cost, costs[STEP]) for what, cost in costs.items()]
    return Table("turns", rows, "times one step of a plain Python loop")


def _each(run: Callable[[], object], times: int) -> Cost:
    return cost_of(run) / times


def _row(what: str, cost: Cost, step: Cost) -> Row:
    return Row(what, cost, cost.cpu / step.cpu, {"a second": 1 / cost.cpu})


def _walk(program: Program) -> None:
    """Take so many turns by the pure function alone."""
    state = start(program)
    for number in range(TURNS):
        state = _next(program, state, number)


def _next(program: Program, state: State, number: int) -> State:
    while ask_of(program, state) is not None:
        state = answer(program, state, ANSWER)
    offered = [option for option in options_of(program, state) if option.is_open]
    if not offered:
        return start(program, number)
    chosen = offered[draw_at(0, number, len(offered))]
    return turn(program, state, program.choices[chosen.choice].address)


def _read(program: Program) -> None:
    """Take the same walk by a session, and look at each frame."""
    session = Session(program)
    for number in range(TURNS):
        while session.frame.ask is not None:
            session.do(Answer(ANSWER))
        count = sum(choice.locked is None for choice in session.frame.choices)
        if count:
            session.do(Choose(1 + draw_at(0, number, count)))
        else:
            session = Session(program, number)
