"""Turns what a player types into what they mean: a number, a command word, or the start of a label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

from engine.diagnostics.near import nearest
from engine.presentation.emphasis import without_emphasis
from engine.records import dataclass
from engine.runtime.commands import (
    COMMANDS,
    Answer,
    Choose,
    Command,
    Load,
    Quit,
    ReadNote,
    Redo,
    Save,
    Undo,
    Why,
    parse_command,
)
from engine.runtime.frame import Frame, FrameChoice


class Listing(Enum):
    """What a player can ask to see, which is no command to the game; each is typed as its value."""

    HELP = "help"
    NOTES = "notes"
    AGAIN = "again"
    """The choices once more."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A line without a meaning here, or with several; and the sentence that tells the player so."""

    sentence: str


ParsedInput = Command | Listing | NotUnderstood
_IN_ORDER: tuple[type[Command], ...] = (Undo, Redo, ReadNote, Why, Save, Load)
_UNORDERED = tuple(command for command in COMMANDS if command not in (*_IN_ORDER, Quit) and command.spelling.typed)


def _usage(command: type[Command]) -> tuple[str, str]:
    """Return what the player types for a command, and what it does."""
    return command.spelling.typed, command.spelling.meaning


WORDS = (
    *map(_usage, _IN_ORDER[:2]),
    ("notes", "lists your notes"),
    *map(_usage, (*_IN_ORDER[2:], *_UNORDERED)),
    ("again", "shows the choices again, as an empty line does"),
    ("help", "shows this"),
    _usage(Quit),
)
_LISTED = tuple(word.split()[0] for word, _ in WORDS)
_SYNONYMS = {
    "?": "help",
    "q": "quit",
    "exit": "quit",
    "u": "undo",
    "journal": "notes",
    "look": "again",
    "restore": "load",
}
QUICK = "quick"
"""The slot of a save without a name."""
_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)


def parse_input(text: str, frame: Frame, titles: dict[str, str]) -> ParsedInput:
    """Return what a text means: a number, a command word, or the start of a label.

    A label that starts with the text comes before a command word, unless the word is listed in the help and stands
    alone. While a question is open, a command word needs a `/` before it. `titles` are the titles of the notes by id.
    """
    text = text.strip()
    if frame.ask:
        return (parse_word(text[1:], frame, titles) if text.startswith("/") else None) or Answer(text)
    if text.startswith("/"):
        return parse_word(text[1:], frame, titles) or NotUnderstood(f"there is no word {text}; help lists them")
    if not text:
        return Listing.AGAIN
    is_label = not is_command_word(text) and bool(_choices_starting(text, frame.choices))
    word = None if is_label else parse_word(text, frame, titles)
    return parse_number(text, frame) or word or _parse_label(text, frame)


def is_command_word(text: str) -> bool:
    """Return whether a line is a command word even if a label starts with it: it has a `/`, or is listed alone."""
    return text.startswith("/") or text.casefold() in _LISTED


def parse_number(text: str, frame: Frame) -> ParsedInput | None:
    """Return the choice with a number, or None if the text is no number; choices that can be picked count from 1."""
    if not _COUNT.fullmatch(text):
        return None
    choices = pickable_choices(frame)
    if 1 <= int(text) <= len(choices):
        return Choose(choices[int(text) - 1].id)
    return NotUnderstood(f"there is no choice {text}; {_range_of(len(choices))}")


def parse_word(text: str, frame: Frame, titles: dict[str, str]) -> ParsedInput | None:
    """Return the request of a command word, or None if the text is no command word."""
    word, _, rest = text.strip().partition(" ")
    word, rest = _SYNONYMS.get(word.casefold(), word.casefold()), rest.strip()
    match word:
        case "help" | "notes" | "again" if not rest:
            return Listing(word)
        case "save" | "load":
            return parse_command(word, rest or QUICK)
        case "note":
            return _parse_note(rest, frame, titles)
        case "why":
            return _parse_why(rest, frame)
        case other:
            return parse_command(other, rest)


def pickable_choices(frame: Frame) -> tuple[FrameChoice, ...]:
    """Return the choices that can be picked, in the order of their numbers."""
    return tuple(choice for choice in frame.choices if choice.locked is None)


def comparison_key(text: str) -> str:
    """Return a text in the form for comparison: words of letters and digits, without case, accents or punctuation."""
    decomposed = unicodedata.normalize("NFKD", without_emphasis(text))
    letters = (letter for letter in decomposed if not unicodedata.combining(letter))
    words = "".join(letter.casefold() if letter.isalnum() else "" if letter in "'’" else " " for letter in letters)
    return " ".join(words.split())


def _parse_label(text: str, frame: Frame) -> ParsedInput:
    choices = _choices_starting(text, frame.choices)
    match [choice for choice in choices if choice.locked is None]:
        case [only]:
            return Choose(only.id)
        case []:
            return _refuse_label(text, choices)
        case several:
            labels = ", ".join(f"“{without_emphasis(choice.label)}”" for choice in several[:4])
            return NotUnderstood(f"that could be {labels}; type more of it, or its number")


def _refuse_label(text: str, locked: list[FrameChoice]) -> NotUnderstood:
    if locked:
        return NotUnderstood(f"that cannot be picked: {locked[0].locked}")
    near = nearest(text.casefold(), _LISTED)
    helps = f"did you mean {near}?" if near else "type a number, the start of a choice, or help"
    return NotUnderstood(f"that is no choice here; {helps}")


def _choices_starting(text: str, choices: Iterable[FrameChoice]) -> list[FrameChoice]:
    """Return the choices whose label starts with the text; if the text is a whole label, only those with that label."""
    start = comparison_key(text)
    matches = [choice for choice in choices if start and comparison_key(choice.label).startswith(start)]
    return [choice for choice in matches if comparison_key(choice.label) == start] or matches


def _parse_note(argument: str, frame: Frame, titles: dict[str, str]) -> ParsedInput:
    """Return the note to read: the one with this id, or the only one whose title starts with the argument."""
    start = comparison_key(argument)
    notes = [note for note in frame.notes if note == argument]
    if start and not notes:
        notes = [note for note in frame.notes if comparison_key(titles.get(note, note)).startswith(start)]
    if len(notes) == 1:
        return ReadNote(notes[0])
    return NotUnderstood("no one note starts so; notes lists them" if argument else "which note? notes lists them")


def _parse_why(argument: str, frame: Frame) -> ParsedInput:
    """Return the locked choice to explain: of a number or the start of a label, or without either the only one."""
    numbered = parse_number(argument, frame)
    if isinstance(numbered, Choose):
        choices = [choice for choice in frame.choices if choice.id == numbered.choice]
    else:
        locked = [choice for choice in frame.choices if choice.locked is not None]
        choices = _choices_starting(argument, frame.choices) if argument else locked
    if len(choices) != 1:
        return NotUnderstood("no one choice starts so" if argument else "why what? type the start of a choice after it")
    if choices[0].locked is None:
        return NotUnderstood(f"“{without_emphasis(choices[0].label)}” can be picked")
    return Why(choices[0].id)


def _range_of(count: int) -> str:
    return "nothing can be picked here" if not count else "pick 1" if count == 1 else f"pick 1 to {count}"
