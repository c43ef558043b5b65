"""Parses the command line into a command and its arguments; each module of `commands` is one command.

A command module has `DESCRIPTION`, `add(parser)`, which adds its arguments, and `run(arguments) -> int`; the first line
of its docstring is its help.
"""

from __future__ import annotations

import argparse
import os

from engine.cli.streams import write_result
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.discovery import load_plug, plug_names
from engine.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

_PACKAGE = "engine.cli.commands"
_FOLDER = f"{os.path.dirname(__file__)}/commands"  # noqa: PTH120 - at every start
_DEFAULT = "play"
_TOP_OPTIONS = ("-h", "--help", "--version")
"""Options that stand before any command."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises `UsageError`, and knows only whole option names."""

    _width: int | None = 80

    def __init__(self, **settings: object) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})  # type: ignore[arg-type]  # passed on as they came

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)

    def _get_formatter(self) -> argparse.HelpFormatter:
        """Return a formatter; only one that writes a help asks how wide the terminal is, which takes 3 ms."""
        return argparse.HelpFormatter(self.prog, width=self._width)

    def format_help(self) -> str:
        self._width = None
        return super().format_help()

    def _print_message(self, message: str, file: object = None) -> None:
        """Write a help text as any other result, so that a full disk is reported; argparse would ignore it."""
        write_result(message)


def command_names() -> tuple[str, ...]:
    """Return every command as it is typed, sorted."""
    return tuple(name.replace("_", "-") for name in plug_names([_FOLDER]))


def parse_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Return the arguments, with the command's function as `run`; raise UsageError if the words are wrong."""
    if not words or (words[0].startswith("-") and words[0] not in _TOP_OPTIONS):
        words = [_DEFAULT, *words]
    names = command_names()
    if words[0] not in (*_TOP_OPTIONS, *names):
        helps = did_you_mean(words[0], names) or "samarra --help lists them"
        raise UsageError(f"there is no command {quoted(words[0])}; {helps}")
    arguments, unknown = _build_parser(words[0], names).parse_known_args(words)
    if unknown:
        raise UsageError(_unknown_word(unknown[0], arguments.options))
    return arguments


def _build_parser(word: str, names: Sequence[str]) -> Parser:
    """Build the parser of the command that is named, the only one imported; of an option, with a help for each."""
    parser = Parser(prog="samarra", description="Branching stories, checked and played.")
    parser.add_argument("--version", action="store_true", help="say which version this is, and nothing else")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser, prog=parser.prog)
    if word in _TOP_OPTIONS:
        for name in names:
            commands.add_parser(name, help=_help_of(name))
        return parser
    module = load_plug(_PACKAGE, word.replace("-", "_"))
    command = commands.add_parser(word, description=module.DESCRIPTION)
    module.add(command)
    command.set_defaults(run=module.run, options=tuple(command._option_string_actions))
    return parser


def _help_of(command: str) -> str:
    """Return the first line of a command's docstring as a help, without importing the command."""
    with open(f"{_FOLDER}/{command.replace('-', '_')}.py", encoding="utf-8") as source:  # noqa: PTH123 - as above
        sentence = source.readline().strip().strip('"').removesuffix(".")
    return sentence[0].lower() + sentence[1:]


def _unknown_word(word: str, options: Sequence[str]) -> str:
    if not word.startswith("-"):
        return f"{quoted(word)} is one word too many"
    name = word.partition("=")[0]
    helps = did_you_mean(name, options)
    return f"there is no option {quoted(name)} here" + (f"; {helps}" if helps else "")
