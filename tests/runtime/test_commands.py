"""Every command can be written in JSON; those with a word of their own can be typed, and help lists them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.frontends.support.player_input import WORDS
from engine.runtime.commands import (
    COMMANDS,
    Choose,
    Command,
    CommandError,
    Quit,
    Redo,
    Save,
    Undo,
    decode_command,
    parse_command,
)

VALUES: Mapping[str, object] = {"choice": "leave", "text": "a word", "count": 2, "nothing": True}
WRONG: Mapping[str, list[object]] = {
    "choice": [None, True, 1.5, ["leave"]],
    "text": [None, 1, True],
    "count": [None, "2", True, 0, -1],
    "nothing": [None, False, 1, "yes"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_read_from_its_key_and_takes_no_other_kind_of_value(command: type[Command]) -> None:
    key, takes = command.spelling.key, command.spelling.takes
    assert isinstance(decode_command({key: VALUES[takes]}), command)
    for value in WRONG[takes]:
        with pytest.raises(CommandError, match=f"`{key}` does not take this value"):
            decode_command({key: value})


def test_no_two_commands_have_one_key() -> None:
    assert len({command.spelling.key for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.spelling.typed])
def test_a_command_that_is_typed_begins_with_its_key_and_is_listed(command: type[Command]) -> None:
    assert command.spelling.typed.split()[0] == command.spelling.key
    assert (command.spelling.typed, command.spelling.meaning) in WORDS


@pytest.mark.parametrize(
    ("word", "rest", "command"),
    [
        ("undo", "", Undo(1)),
        ("redo", "3", Redo(3)),
        ("undo", "0", Undo(1)),
        ("undo", "some", None),
        ("save", "first", Save("first")),
        ("save", "", None),
        ("quit", "", Quit()),
        ("quit", "now", None),
        ("choose", "leave", None),
        ("answer", "K", None),
        ("wait", "", None),
    ],
)
def test_a_word_and_what_follows_it_make_a_command(word: str, rest: str, command: Command | None) -> None:
    assert parse_command(word, rest) == command


def test_a_choice_is_named_or_counted() -> None:
    assert decode_command({"choose": "leave"}) == Choose("leave")
    assert decode_command({"choose": 1}) == Choose(1)
