"""Play a story."""

from __future__ import annotations

import os
import sys

from engine.cli.support.options import add_saves, add_seed, add_story, folder_for, shipped_story
from engine.cli.support.start_game import open_game
from engine.diagnostics.show import quoted
from engine.errors import UsageError
from engine.frontends.support.front_end import choose_front_end, front_end_names
from engine.pipeline import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_FOR_PEOPLE = ("plain", "terminal")
"""The front ends of a human player, who can be asked questions."""

DESCRIPTION = "Plays a story."


def add(parser: argparse.ArgumentParser) -> None:
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
    """Play with saves; only a human is asked whether to continue from the autosave."""
    if arguments.seed is not None and (arguments.load is not None or arguments.resume):
        raise UsageError("--seed is for a new game; a saved one has its own")
    name = choose_front_end(_front_end_asked_for(arguments), sys.stdin, sys.stdout, os.environ)
    program, seed = load(arguments.story), _random_seed() if arguments.seed is None else arguments.seed
    folder = folder_for(arguments.saves, arguments.story, os.environ)
    notice, source = None, sys.stdin
    with open_game(program, seed, folder) as game:
        if _may_continue(arguments, name in _FOR_PEOPLE and _holds_anything(folder)):
            from engine.cli.support.continue_game import continue_game

            notice, source = continue_game(arguments, game, sys.stdin, sys.stdout)
        return game.play(name, notice, source)


def _may_continue(arguments: argparse.Namespace, can_ask: bool) -> bool:
    """Return whether a save is asked for, or the player may be asked about one."""
    is_new = arguments.new or arguments.seed is not None
    return arguments.load is not None or arguments.resume or (can_ask and not is_new)


def _holds_anything(folder: str) -> bool:
    """Return whether there may be saves; what reads them is not loaded for a folder that is empty or not there."""
    try:
        return any(True for _ in os.scandir(folder))
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _random_seed() -> int:
    return int.from_bytes(os.urandom(8), "big")


def _front_end_asked_for(arguments: argparse.Namespace) -> str | None:
    """Return the name of the front end that is asked for, or None; raise UsageError if that cannot be had."""
    name: str | None = arguments.frontend and arguments.frontend.replace("-", "_")
    if arguments.plain and name not in (None, "plain"):
        raise UsageError(f"--plain and --frontend {quoted(name)} cannot both be had")
    if name is not None and name not in front_end_names():
        from engine.diagnostics.near import did_you_mean

        helps = did_you_mean(name, front_end_names()) or "there are " + ", ".join(front_end_names())
        raise UsageError(f"there is no front end {quoted(name)}; {helps}")
    return "plain" if arguments.plain else name
