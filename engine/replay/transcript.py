"""Turns a game that is played back into a page to read, as Markdown or as plain text.

The frames are already safe to show; a format also escapes the words that it would take for marks of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol, assert_never

from engine.presentation.blocks import (
    ActTitle,
    Document,
    EndingCard,
    EpigraphCard,
    Heading,
    PageBlock,
    Paragraph,
    Pause,
    TitlePage,
    frame_blocks,
)
from engine.presentation.emphasis import without_emphasis
from engine.presentation.plain_text import MEASURE, block_lines
from engine.presentation.wrapping import wrap
from engine.records import dataclass
from engine.replay.playback import ReplayedTurn
from engine.runtime.frame import Frame

_SPECIAL = re.compile(r"[\\`_\[\]<>#&~|$]")
_LONE_STARS = re.compile(r"(?<!\S)\*+(?!\S)")
_LIST_MARK = re.compile(r"^([-+=])", re.MULTILINE)
_NUMBER_MARK = re.compile(r"^(\d{1,9})([.)])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice as a transcript lists it."""

    label: str
    turn: int
    """The turn that picking it starts."""
    is_taken: bool
    locked: str | None


class TranscriptFormat(Protocol):
    """Writes the blocks of a page as text, each without a line feed at its end."""

    def write_block(self, block: PageBlock) -> str: ...

    def write_choices(self, choices: tuple[ChoiceLine, ...]) -> str: ...

    def write_answer(self, prompt: str, text: str | None) -> str:
        """Return a question and its answer; None if the game ends before the answer."""


def transcript(
    title: TitlePage, opening: frozenset[str], turns: Iterable[ReplayedTurn], page_format: TranscriptFormat
) -> Iterator[str]:
    """Yield a page in pieces that together are its text: the title, then one piece for each turn.

    `opening` holds the ids of the epigraphs before the first act.
    """
    yield page_format.write_block(title) + "\n"
    before: Frame | None = None
    for turn in turns:
        yield "".join(f"\n{text}\n" for text in _texts(turn, before, opening, page_format))
        before = turn.frame


def _texts(
    turn: ReplayedTurn, before: Frame | None, opening: frozenset[str], page_format: TranscriptFormat
) -> Iterator[str]:
    frame = turn.frame
    yield from map(page_format.write_block, frame_blocks(frame, before, opening))
    if frame.choices:
        yield page_format.write_choices(tuple(_choice_lines(turn)))
    if frame.ask:
        yield page_format.write_answer(frame.ask.prompt, turn.answer)


def _choice_lines(turn: ReplayedTurn) -> Iterator[ChoiceLine]:
    for choice in turn.frame.choices:
        is_taken = choice.id == turn.choice and choice.locked is None
        yield ChoiceLine(choice.label, turn.frame.turn + 1, is_taken, choice.locked)


def escape_markdown(text: str) -> str:
    """Return text with all of Markdown's marks escaped but those of emphasis."""
    marked = _SPECIAL.sub(r"\\\g<0>", "\n".join(line.strip() for line in text.split("\n")))
    marked = _LONE_STARS.sub(lambda stars: "\\*" * len(stars.group()), marked)
    return _NUMBER_MARK.sub(r"\1\\\2", _LIST_MARK.sub(r"\\\1", marked))


class Markdown:
    """Writes a transcript as CommonMark."""

    def write_block(self, block: PageBlock) -> str:
        match block:
            case TitlePage(title, author, details):
                by = [f"*{escape_markdown(author)}*"] if author else []
                return "\n\n".join([f"# {escape_markdown(title)}", *by, *map(escape_markdown, details)])
            case EpigraphCard(lines, source):
                return _block_quote([*lines, *(["", f"— {source}"] if source else [])])
            case ActTitle(title):
                return f"## {escape_markdown(title)}"
            case Heading(title, details):
                line = [" · ".join(map(escape_markdown, details))] if details else []
                return "\n\n".join([f"### {escape_markdown(title)}", *line] if title else line)
            case Paragraph(lines):
                return "\\\n".join(escape_markdown("\n".join(lines)).split("\n"))
            case Document(lines):
                return _block_quote(lines)
            case Pause():
                return "* * *"
            case EndingCard(title):
                return f"**The end: {escape_markdown(title)}**"
            case unknown:
                assert_never(unknown)

    def write_choices(self, choices: tuple[ChoiceLine, ...]) -> str:
        return "\n".join(map(_choice_item, choices))

    def write_answer(self, prompt: str, text: str | None) -> str:
        return f"{escape_markdown(prompt)} **{escape_markdown(text or '…').replace('*', chr(92) + '*')}**".strip()


def _block_quote(lines: tuple[str, ...] | list[str]) -> str:
    """Return a block quote that keeps its line breaks; an empty line separates two paragraphs."""
    texts = [escape_markdown(line) for line in lines]
    ends = ["\\" if line and following else "" for line, following in zip(texts, [*texts[1:], ""], strict=True)]
    return "\n".join(f"> {line}{end}".rstrip() for line, end in zip(texts, ends, strict=True))


def _choice_item(choice: ChoiceLine) -> str:
    label = escape_markdown(choice.label)
    if choice.is_taken:
        return f"- **{label}** (turn {choice.turn})"
    return f"- {label} (locked: {escape_markdown(choice.locked)})" if choice.locked is not None else f"- {label}"


@dataclass(frozen=True, slots=True)
class PlainText:
    """Writes a transcript as lines of plain text."""

    width: int = MEASURE

    def write_block(self, block: PageBlock) -> str:
        return "\n".join(block_lines(block, self.width))

    def write_choices(self, choices: tuple[ChoiceLine, ...]) -> str:
        return "\n".join(line for choice in choices for line in self._choice_lines(choice))

    def write_answer(self, prompt: str, text: str | None) -> str:
        return "\n".join(wrap(f"{without_emphasis(prompt)} > {text or ''}".strip(), self.width))

    def _choice_lines(self, choice: ChoiceLine) -> list[str]:
        locked = "" if choice.locked is None else f" (locked: {choice.locked})"
        lead = f"{choice.turn:>4} > " if choice.is_taken else "     - "
        return wrap(without_emphasis(choice.label + locked), self.width, lead, " " * len(lead))
