"""Play in a terminal: prose set by rich and left in the scrollback, choices picked in a few lines below it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from engine.frontends.support.front_end import PlayableGame, Streams
from engine.frontends.support.game_loop import game_loop
from engine.frontends.terminal.player_view import open_view

if sys.platform != "win32":
    import termios

_RESET = "\x1b[0m\x1b[?25h\x1b[?2004l\x1b[?1l\x1b[?7h"
"""No styles, a visible cursor, no bracketed paste, arrow keys and line wrapping as a shell expects them."""

_NO_KEY = b"\0"


def play(game: PlayableGame, streams: Streams) -> int:
    with terminal_restored(streams.input, streams.output):
        view = open_view(streams.input, streams.output, streams.environment, streams.story)
        return game_loop(game, view, streams.story)


@contextmanager
def terminal_restored(source: TextIO, output: TextIO) -> Iterator[None]:
    """Restore the terminal's settings at the end; no signal can interrupt that."""
    if sys.platform == "win32":
        yield
        return
    settings = termios.tcgetattr(source.fileno())
    try:
        _turn_echo_off(source)
        yield
    finally:
        with _signals_blocked(), suppress(OSError, termios.error):
            termios.tcsetattr(source.fileno(), termios.TCSADRAIN, settings)
            output.write(_RESET)
            output.flush()


def _turn_echo_off(source: TextIO) -> None:
    """Turn echo off, so that keys typed while nothing reads wait unseen; of them all only Ctrl-C acts at once."""
    settings = termios.tcgetattr(source.fileno())
    settings[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    settings[6][termios.VSUSP] = settings[6][termios.VQUIT] = _NO_KEY
    settings[6][termios.VMIN], settings[6][termios.VTIME] = 1, 0
    termios.tcsetattr(source.fileno(), termios.TCSADRAIN, settings)


@contextmanager
def _signals_blocked() -> Iterator[None]:
    stopping = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, stopping)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
