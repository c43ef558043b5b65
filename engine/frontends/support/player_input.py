"""What a player types, turned into what they mean: a number, a word of ours, or the start of a label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from engine.diagnostics.near import nearest
from engine.presentation.emphasis import without_emphasis
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


@dataclass(frozen=True, slots=True)
class Help:
    """The player wants to know what can be typed."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The player wants the journal's table of contents."""


@dataclass(frozen=True, slots=True)
class Again:
    """The player wants the choices once more."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing was understood, or more than one thing, or nothing that the screen does not tell."""

    sentence: str


ParsedInput = Command | Help | Notes | Again | NotUnderstood
_IN_ORDER: tuple[type[Command], ...] = (Undo, Redo, ReadNote, Why, Save, Load)
_OTHERS = tuple(command for command in COMMANDS if command not in (*_IN_ORDER, Quit) and command.spelling.typed)


def _usage(command: type[Command]) -> tuple[str, str]:
    return command.spelling.typed, command.spelling.meaning


WORDS = (
    *map(_usage, _IN_ORDER[:2]),
    ("notes", "lists the pages of the journal"),
    *map(_usage, (*_IN_ORDER[2:], *_OTHERS)),
    ("again", "shows the choices again, as an empty line does"),
    ("help", "shows this"),
    _usage(Quit),
)
_KNOWN = tuple(word.split()[0] for word, _ in WORDS)
_ALSO = {"?": "help", "q": "quit", "exit": "quit", "u": "undo", "journal": "notes", "look": "again", "restore": "load"}
QUICK = "quick"
"""The slot of a save that is given no name."""
_COUNT = re.compile(r"[0-9]{1,4}", re.ASCII)


def parse_input(line: str, frame: Frame, titles: dict[str, str]) -> ParsedInput:
    """What a line means here; a choice that starts so comes before a word that is not listed, or has more behind it.

    While a text is asked for, only a `/` before one of our words makes it one.
    `titles` are the journal's page titles by id. A line that means nothing comes back as `Puzzled`.
    """
    typed = line.strip()
    if frame.ask:
        return (parse_word(typed[1:], frame, titles) if typed.startswith("/") else None) or Answer(typed)
    if typed.startswith("/"):
        return parse_word(typed[1:], frame, titles) or NotUnderstood(f"there is no word {typed}; help lists them")
    if not typed:
        return Again()
    is_label = not is_command_word(typed) and bool(_starting(typed, frame.choices))
    word = None if is_label else parse_word(typed, frame, titles)
    return parse_number(typed, frame) or word or _label_said(typed, frame)


def is_command_word(typed: str) -> bool:
    """Whether a line is one of our words whatever can be picked: behind a `/`, or listed and alone."""
    return typed.startswith("/") or typed.casefold() in _KNOWN


def parse_number(typed: str, frame: Frame) -> ParsedInput | None:
    """The choice of a number, counted from 1 over the choices that can be picked."""
    if not _COUNT.fullmatch(typed):
        return None
    offered = pickable_choices(frame)
    if 1 <= int(typed) <= len(offered):
        return Choose(offered[int(typed) - 1].id)
    return NotUnderstood(f"there is no choice {typed}; {_range_of(len(offered))}")


def parse_word(typed: str, frame: Frame, titles: dict[str, str]) -> ParsedInput | None:
    """What one of our words asks for, or None if it is none of them."""
    word, _, rest = typed.strip().partition(" ")
    word, rest = _ALSO.get(word.casefold(), word.casefold()), rest.strip()
    match word:
        case "help" if not rest:
            return Help()
        case "notes" if not rest:
            return Notes()
        case "again" if not rest:
            return Again()
        case "save" | "load":
            return parse_command(word, rest or QUICK)
        case "note":
            return _note_said(rest, frame, titles)
        case "why":
            return _why_said(rest, frame)
        case other:
            return parse_command(other, rest)


def pickable_choices(frame: Frame) -> tuple[FrameChoice, ...]:
    """The choices that can be picked, in the order of their numbers."""
    return tuple(choice for choice in frame.choices if choice.locked is None)


def comparison_key(text: str) -> str:
    """A label or a typed line as it is compared: letters and digits, without case, marks or punctuation."""
    letters = (one for one in unicodedata.normalize("NFKD", without_emphasis(text)) if not unicodedata.combining(one))
    kept = "".join(one.casefold() if one.isalnum() else "" if one in "'’" else " " for one in letters)
    return " ".join(kept.split())


def _label_said(typed: str, frame: Frame) -> ParsedInput:
    found = _starting(typed, frame.choices)
    match [choice for choice in found if choice.locked is None]:
        case [only]:
            return Choose(only.id)
        case []:
            return _not_found(typed, found)
        case several:
            labels = ", ".join(f"“{without_emphasis(choice.label)}”" for choice in several[:4])
            return NotUnderstood(f"that could be {labels}; type more of it, or its number")


def _not_found(typed: str, locked: list[FrameChoice]) -> NotUnderstood:
    if locked:
        return NotUnderstood(f"that cannot be picked: {locked[0].locked}")
    near = nearest(typed.casefold(), _KNOWN)
    helps = f"did you mean {near}?" if near else "type a number, the start of a choice, or help"
    return NotUnderstood(f"that is no choice here; {helps}")


def _starting(typed: str, choices: Iterable[FrameChoice]) -> list[FrameChoice]:
    """The choices whose label starts so; one whose whole label it is comes alone."""
    start = comparison_key(typed)
    found = [choice for choice in choices if start and comparison_key(choice.label).startswith(start)]
    return [choice for choice in found if comparison_key(choice.label) == start] or found


def _note_said(rest: str, frame: Frame, titles: dict[str, str]) -> ParsedInput:
    start = comparison_key(rest)
    notes = [note for note in frame.notes if note == rest]
    if start and not notes:
        notes = [note for note in frame.notes if comparison_key(titles.get(note, note)).startswith(start)]
    if len(notes) == 1:
        return ReadNote(notes[0])
    return NotUnderstood(
        "no one page of the journal starts so; notes lists them" if rest else "which page? notes lists them"
    )


def _why_said(rest: str, frame: Frame) -> ParsedInput:
    chosen = parse_number(rest, frame)
    if isinstance(chosen, Choose):
        found = [choice for choice in frame.choices if choice.id == chosen.choice]
    else:
        found = _starting(rest, frame.choices) if rest else [one for one in frame.choices if one.locked is not None]
    if len(found) != 1:
        return NotUnderstood("no one choice starts so" if rest else "why what? type the start of a choice after it")
    if found[0].locked is None:
        return NotUnderstood(f"“{without_emphasis(found[0].label)}” can be picked")
    return Why(found[0].id)


def _range_of(count: int) -> str:
    return "nothing can be picked here" if not count else "pick 1" if count == 1 else f"pick 1 to {count}"
