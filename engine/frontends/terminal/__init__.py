"""Play in a terminal: prose set by rich and left in the scrollback, choices picked in a few lines below it."""

from __future__ import annotations

from engine.frontends.support.front_end import PlayableGame, Streams
from engine.frontends.support.game_loop import game_loop
from engine.frontends.terminal.player_view import open_view
from engine.frontends.terminal.restore_terminal import terminal_restored


def play(game: PlayableGame, streams: Streams) -> int:
    with terminal_restored(streams.input, streams.output):
        view = open_view(streams.input, streams.output, streams.environment, streams.story)
        return game_loop(game, view, streams.story)
