"""How fast a game runs with nobody reading: turns of random playthroughs, beside a loop of plain Python.

The ratio is to one step of that loop (a remainder and a sum): how many such steps a turn costs, anywhere. With its
frame, a turn also prints its prose, its choices and its status line: what a front end asks for. A new game, begun where
one is over, counts as a turn.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks._timing import Row, Table, interleaved, timed
from engine import load
from engine.program.model import Program
from engine.runtime.commands import Answer, Choose
from engine.runtime.dice import draw_at
from engine.runtime.session import Session
from engine.runtime.state import State
from engine.runtime.turn import answer, ask_of, options_of, start, turn

ROUNDS = 7
TURNS = 2_000
STEPS = 200_000
ANSWER = "Samarra"


def measure(story: Path) -> Table:
    program = load(story)
    medians = interleaved(
        {
            "a step of plain Python": lambda: timed(_loop) / STEPS,
            "a turn": lambda: timed(lambda: _walk(program)) / TURNS,
            "a turn with its frame": lambda: timed(lambda: _read(program)) / TURNS,
        },
        ROUNDS,
    )
    step = medians["a step of plain Python"]
    rows = [Row(_with_rate(what, seconds), seconds, seconds / step) for what, seconds in medians.items()]
    return Table("headless turns", rows, "times one step of a plain Python loop")


def _with_rate(what: str, seconds: float) -> str:
    return f"{what} ({1 / seconds:,.0f} a second)"


def _loop() -> int:
    total = 0
    for number in range(STEPS):
        total += number % 7
    return total


def _walk(program: Program) -> None:
    """So many turns by the pure function alone."""
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
    """The same walk by a session, each frame being looked at."""
    session = Session(program)
    for number in range(TURNS):
        while session.frame.ask is not None:
            session.do(Answer(ANSWER))
        count = sum(choice.locked is None for choice in session.frame.choices)
        if count:
            session.do(Choose(1 + draw_at(0, number, count)))
        else:
            session = Session(program, number)
