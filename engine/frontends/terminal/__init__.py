"""Play in a terminal: prose set by rich and left in the scrollback, choices picked in a few lines below it."""

from __future__ import annotations

from engine.frontends._conversation import converse
from engine.frontends._front_end import Game, Surroundings
from engine.frontends.terminal._desk import seated
from engine.frontends.terminal._restoring import restored


def play(game: Game, surroundings: Surroundings) -> int:
    with restored(surroundings.input, surroundings.output):
        desk = seated(surroundings.input, surroundings.output, surroundings.environment, surroundings.cover)
        return converse(game, desk, surroundings.cover)
