"""Parses the words of a command line; those that begin most games without argparse, which costs a tenth of a start."""

from __future__ import annotations

from types import SimpleNamespace

from engine.cli.support.options import shipped_story
from engine.discovery import load_plug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

_FLAGS = frozenset({"--plain", "--new", "--resume"})


def parse_words(words: Sequence[str]) -> Namespace | SimpleNamespace:
    """Return the arguments, with the command's function as `run`; raise UsageError if the words are wrong."""
    arguments = parse_game(words)
    if arguments is not None:
        return arguments
    from engine.cli.parsing import parse_arguments

    return parse_arguments(words)


def parse_game(words: Sequence[str]) -> SimpleNamespace | None:
    """Return the arguments of `play` with at most a story and flags, or None for all other words."""
    if words and words[0] != "play" and not words[0].startswith("-"):
        return None
    rest = words[1:] if words[:1] == ["play"] else words
    stories = [word for word in rest if not word.startswith("-")]
    flags = set(rest).difference(stories)
    if len(stories) > 1 or not flags <= _FLAGS or flags >= {"--new", "--resume"}:
        return None
    return SimpleNamespace(
        story=(stories[0] or ".") if stories else shipped_story(),
        seed=None,
        frontend=None,
        load=None,
        saves=None,
        **{flag[2:]: flag in flags for flag in _FLAGS},
        run=load_plug("engine.cli.commands", "play").run,
    )
