"""What a player can ask a game to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar, Literal, assert_never, get_args

from engine.diagnostics.near import nearest
from engine.errors import SamarraError
from engine.records import dataclass

_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a command is written: in JSON, and by a player who types it."""

    key: str
    """In JSON, the key of its object; the first of what is typed."""
    takes: Literal["choice", "text", "count", "nothing"]
    """Its argument: an id or a number, a text, or a count from 1; `nothing` is `true` in JSON."""
    typed: str = ""
    """Its word and argument; empty if no word is typed for it."""
    meaning: str = ""
    """What it does, for the help."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick a choice."""

    spelling: ClassVar = Spelling("choose", "choice")
    choice: str | int
    """A choice's id, or its number on the screen, from 1."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer a question with a text."""

    spelling: ClassVar = Spelling("answer", "text")
    text: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Go back some turns."""

    spelling: ClassVar = Spelling("undo", "count", "undo", "goes back one choice; undo 3 goes back three")
    turns: int = 1


@dataclass(frozen=True, slots=True)
class Redo:
    """Make some undone turns again."""

    spelling: ClassVar = Spelling("redo", "count", "redo", "makes again what was undone")
    turns: int = 1


@dataclass(frozen=True, slots=True)
class Save:
    """Save the game under a name."""

    spelling: ClassVar = Spelling("save", "text", "save NAME", "saves the game under a name; save alone, as quick")
    slot: str


@dataclass(frozen=True, slots=True)
class Load:
    """Continue the game saved under a name."""

    spelling: ClassVar = Spelling("load", "text", "load NAME", "goes on with a saved game; load alone, with quick")
    slot: str


@dataclass(frozen=True, slots=True)
class Why:
    """Ask why a choice is not on offer."""

    spelling: ClassVar = Spelling(
        "why", "text", "why LABEL", "says why a choice cannot be picked; a number or the start of its label will do"
    )
    choice: str


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Ask for a note; it comes as the notice."""

    spelling: ClassVar = Spelling("note", "text", "note NAME", "reads a note")
    note: str


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave the story."""

    spelling: ClassVar = Spelling("quit", "nothing", "quit", "leaves the story")


Command = Choose | Answer | Save | Load | Why | ReadNote | Undo | Redo | Quit
COMMANDS: tuple[type[Command], ...] = get_args(Command)
NAMES = tuple(command.spelling.key for command in COMMANDS)
_BY_KEY: dict[str, tuple[Callable[..., Command], Spelling]] = {c.spelling.key: (c, c.spelling) for c in COMMANDS}
_IS_TAKEN: dict[str, Callable[[object], bool]] = {
    "choice": lambda value: isinstance(value, int | str) and not isinstance(value, bool),
    "text": lambda value: isinstance(value, str),
    "count": lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
    "nothing": lambda value: value is True,
}
"""Whether a value is an argument of this sort."""


class CommandError(SamarraError):
    """What was given is no command."""


def decode_command(command: Command | Mapping[str, object]) -> Command:
    """Return the command of a JSON object, such as `{"choose": "leave-the-cap"}`; a command is itself.

    Raises:
        CommandError: there is no such command, or its value is of the wrong kind.
    """
    if not isinstance(command, (dict, Mapping)):  # a dict is a Mapping, and known as one much faster
        return command
    if len(command) != 1:
        raise CommandError("a command is an object with one key: " + ", ".join(NAMES))
    ((name, value),) = command.items()
    if name not in _BY_KEY:
        near = nearest(str(name), NAMES)
        raise CommandError(f"there is no command `{name}`" + (f"; did you mean `{near}`?" if near else ""))
    make, spelling = _BY_KEY[name]
    if not _IS_TAKEN[spelling.takes](value):
        raise CommandError(f"`{name}` does not take this value")
    return make() if spelling.takes == "nothing" else make(value)


def parse_command(word: str, rest: str) -> Command | None:
    """Return the command of a typed word and what follows it; None if no command is typed so."""
    if word not in _BY_KEY or not _BY_KEY[word][1].typed:
        return None
    make, spelling = _BY_KEY[word]
    match spelling.takes:
        case "nothing":
            return None if rest else make()
        case "count":
            return make(max(1, int(rest or 1))) if not rest or _COUNT.fullmatch(rest) else None
        case "text" | "choice":
            return make(rest) if rest else None
        case unknown:
            assert_never(unknown)
