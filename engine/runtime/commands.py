"""What a player can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.diagnostics.near import nearest
from engine.errors import SamarraError


@dataclass(frozen=True, slots=True)
class Choose:
    """Picks a choice."""

    choice: str | int
    """A choice's id, or its number on the screen, from 1."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Gives the text that is asked for."""

    text: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Goes back as many turns."""

    turns: int = 1


@dataclass(frozen=True, slots=True)
class Redo:
    """Makes again as many turns that were undone."""

    turns: int = 1


@dataclass(frozen=True, slots=True)
class Save:
    """Keeps the game under a name."""

    slot: str


@dataclass(frozen=True, slots=True)
class Load:
    """Goes on with the game kept under a name."""

    slot: str


@dataclass(frozen=True, slots=True)
class Why:
    """Asks why a choice is not on offer."""

    choice: str


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Asks for a page of the journal; it comes as the notice."""

    note: str


@dataclass(frozen=True, slots=True)
class Quit:
    """Leaves the story."""


Command = Choose | Answer | Undo | Redo | Save | Load | Why | ReadNote | Quit


class CommandError(SamarraError):
    """What was said is no command."""


COUNTED: dict[str, type[Undo] | type[Redo]] = {"undo": Undo, "redo": Redo}
WORDED: dict[str, type[Answer] | type[Save] | type[Load] | type[Why] | type[ReadNote]] = {
    "answer": Answer,
    "save": Save,
    "load": Load,
    "why": Why,
    "note": ReadNote,
}
NAMES = ("choose", *WORDED, *COUNTED, "quit")


def command_from(said: Command | Mapping[str, object]) -> Command:
    """A command from its JSON object, such as `{"choose": "leave-the-cap"}`; a command is itself.

    Raises:
        CommandError: there is no such command, or its value is of the wrong kind.
    """
    if not isinstance(said, Mapping):
        return said
    if len(said) != 1:
        raise CommandError("a command is an object with one key: " + ", ".join(NAMES))
    ((name, value),) = said.items()
    return _command(str(name), value)


def _command(name: str, value: object) -> Command:
    if name == "choose" and isinstance(value, str | int) and not isinstance(value, bool):
        return Choose(value)
    if name in WORDED and isinstance(value, str):
        return WORDED[name](value)
    if name in COUNTED and isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return COUNTED[name](value)
    if name == "quit" and value is True:
        return Quit()
    if name in NAMES:
        raise CommandError(f"`{name}` does not take this value")
    near = nearest(name, NAMES)
    raise CommandError(f"there is no command `{name}`" + (f"; did you mean `{near}`?" if near else ""))
