"""The command line understood: which command, and its arguments. Each command is a module of this folder.

A command module has `add(parsers)`, which adds its parser, and `run(arguments) -> int`, which loads what it needs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from engine.cli.streams import write_result
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.discovery import load_plug, plug_names
from engine.errors import UsageError

_PACKAGE = "engine.cli.commands"
_DEFAULT = "play"
_OF_ALL = ("-h", "--help", "--version")
"""Options that stand before any command."""


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong as every other part does, and knows only whole option names."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})  # type: ignore[arg-type]  # passed on as they came

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)

    def _print_message(self, message: str, file: object = None) -> None:
        """Write a help as any other text, so that a full disk is told; argparse passes over it."""
        write_result(message)


Parsers: TypeAlias = "argparse._SubParsersAction[Parser]"


def command_names() -> tuple[str, ...]:
    """Every command, as it is typed."""
    return tuple(name.replace("_", "-") for name in plug_names([str(Path(__file__).parent / "commands")]))


def parse_arguments(words: Sequence[str]) -> argparse.Namespace:
    """The arguments, with the command's function as `run`; without a command's name, a story is played.

    Raises:
        UsageError: there is no such command or option, or a value is missing or wrong.
    """
    words = list(words)
    if not words or (words[0].startswith("-") and words[0] not in _OF_ALL):
        words.insert(0, _DEFAULT)
    names = command_names()
    if words[0] not in _OF_ALL:
        names = (_known(words[0], names),)
    parser = _parser(names)
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        raise UsageError(_unknown(unknown[0], arguments.options))
    return arguments


def _known(word: str, names: Sequence[str]) -> str:
    if word in names:
        return word
    helps = did_you_mean(word, names) or "samarra --help lists them"
    raise UsageError(f"there is no command {quoted(word)}; {helps}")


def _parser(names: Sequence[str]) -> Parser:
    parser = Parser(prog="samarra", description="Branching stories, checked and played.")
    parser.add_argument("--version", action="store_true", help="say which version this is, and nothing else")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for name in names:
        module = load_plug(_PACKAGE, name.replace("-", "_"))
        module.add(commands)
        command = commands.choices[name]
        command.set_defaults(run=module.run, options=tuple(command._option_string_actions))
    return parser


def _unknown(word: str, options: Sequence[str]) -> str:
    if not word.startswith("-"):
        return f"{quoted(word)} is one word too many"
    name = word.partition("=")[0]
    helps = did_you_mean(name, options)
    return f"there is no option {quoted(name)} here" + (f"; {helps}" if helps else "")
