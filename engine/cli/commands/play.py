"""`samarra play`: one game of a story, at a terminal, on plain streams or with a program."""

from __future__ import annotations

import argparse
import os
import sys

from engine.cli.parsing import Parsers
from engine.cli.support.options import add_seed, add_story, shipped_story
from engine.cli.support.saves_folder import add_saves, saves_folder
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.errors import UsageError

_ASKING = ("plain", "terminal")
"""The front ends a human sits at."""


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("play", help="play a story", description="Plays a story.")
    add_story(parser, shipped_story())
    add_seed(parser)
    parser.add_argument("--frontend", metavar="NAME", help="terminal, plain or json_lines")
    parser.add_argument("--plain", action="store_true", help="the same as --frontend plain: nothing but lines of text")
    beginning = parser.add_mutually_exclusive_group()
    beginning.add_argument("--load", metavar="NAME", help="go on from a save, named or a file")
    beginning.add_argument("--resume", action="store_true", help="go on from where you left off, without asking")
    beginning.add_argument("--new", action="store_true", help="begin anew, without asking")
    add_saves(parser)


def run(arguments: argparse.Namespace) -> int:
    """Plays with saves; only a human is asked whether to go on from the autosave."""
    from engine.cli.support.beginning import start_game
    from engine.cli.support.start_game import open_game
    from engine.frontends.support.front_end import choose_front_end
    from engine.pipeline import load
    from engine.saves.shelf.shelf import shelf_in

    if arguments.seed is not None and (arguments.load is not None or arguments.resume):
        raise UsageError("--seed is for a new game; a saved one has its own")
    name = choose_front_end(_wanted(arguments), sys.stdin, sys.stdout, os.environ)
    program, seed = load(arguments.story), _any_seed() if arguments.seed is None else arguments.seed
    with open_game(program, seed, shelf_in(saves_folder(arguments))) as game:
        asks = name in _ASKING
        told, source = start_game(arguments, game.session, game.keeper, sys.stdin, sys.stdout, asks)
        return game.play(name, told, source)


def _any_seed() -> int:
    return int.from_bytes(os.urandom(8), "big")


def _wanted(arguments: argparse.Namespace) -> str | None:
    """The front end that is asked for, if one is.

    Raises:
        UsageError: there is none of that name, or two are asked for.
    """
    from engine.frontends.support.front_end import front_end_names

    named: str | None = arguments.frontend and arguments.frontend.replace("-", "_")
    if arguments.plain and named not in (None, "plain"):
        raise UsageError(f"--plain and --frontend {quoted(named)} cannot both be had")
    if named is not None and named not in front_end_names():
        helps = did_you_mean(named, front_end_names()) or "there are " + ", ".join(front_end_names())
        raise UsageError(f"there is no front end {quoted(named)}; {helps}")
    return "plain" if arguments.plain else named
