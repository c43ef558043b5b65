"""The stories of the golden folders, and games of them for tests that need many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import engine
from engine.program.model import Program
from engine.runtime.dice import draw_at
from engine.runtime.journal import Move, PickedChoice, TypedAnswer, play_move
from engine.runtime.state import State
from engine.runtime.turn import ask_of, options_of, start

GOLDEN = Path(__file__).parent / "golden"
FOLDERS = sorted(path.parent for path in GOLDEN.glob("*/story.yaml"))
TURNS = 25


def program_of(text: str, folder: Path) -> Program:
    """The program of a story written here."""
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    return engine.load(folder)


def moves_of(program: Program, state: State) -> list[Move]:
    """Everything that can be done at a rest."""
    if ask_of(program, state) is not None:
        return [TypedAnswer("Z")]
    options = [option for option in options_of(program, state) if option.is_open]
    return [PickedChoice(program.choices[option.choice].address) for option in options]


def random_game(program: Program, seed: int) -> Iterator[tuple[State, Move, State]]:
    """The steps of one game, drawn by its seed: before, move, after."""
    state = start(program, seed)
    for number in range(TURNS):
        moves = moves_of(program, state)
        if not moves:
            return
        move = moves[draw_at(seed + 1, number, len(moves))]
        after = play_move(program, state, move)
        yield state, move, after
        state = after
