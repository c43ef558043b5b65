"""Plays a story as plain lines of text: for pipes, for screen readers, and for terminals without styles.

It writes no escape sequence, and loads no library for styling text.
"""

from __future__ import annotations

from typing import TextIO

from engine.diagnostics.show import safe_prose
from engine.frontends.support.ascii_fallback import showable
from engine.frontends.support.front_end import PlayableGame, Streams, columns
from engine.frontends.support.game_loop import game_loop
from engine.frontends.support.player_input import NotUnderstood, ParsedInput, parse_input, pickable_choices
from engine.presentation.emphasis import without_emphasis
from engine.presentation.pages import PageBlocks, StoryInfo
from engine.presentation.plain_text import MEASURE, block_lines, status_phrases
from engine.presentation.wrapping import wrap
from engine.records import dataclass
from engine.runtime.frame import Frame

_HELP = (
    "A number or the start of a choice picks it. These words do something too; with / before it a word is never taken "
    "for a choice:"
)
LINE_LIMIT = 4096
"""Characters a typed line has at most."""


def play(game: PlayableGame, streams: Streams) -> int:
    view = _PlainView(streams.input, streams.output, streams.story)
    return game_loop(game, view, streams.story)


@dataclass(frozen=True, slots=True)
class _PlainView:
    """The view of a player who reads lines and types lines."""

    input: TextIO
    output: TextIO
    story: StoryInfo

    def show_page(self, page: PageBlocks) -> None:
        for part in page:
            self._write([*block_lines(part, self._width()), ""])

    show_notice = show_page

    def show_help(self, words: tuple[tuple[str, str], ...]) -> None:
        self._write(wrap(_HELP, self._width()))
        for word, meaning in words:
            self._write(wrap(f"{word}: {meaning}", self._width(), "  ", "    "))
        self._write([""])

    def show_choices(self, frame: Frame) -> None:
        self._write(_offer_lines(frame, self._width()))

    def read(self, frame: Frame) -> ParsedInput | None:
        self._write(["> "], end="")
        line = _read_line(self.input)
        self._write([""])
        if len(line) > LINE_LIMIT:
            return NotUnderstood(f"that line is too long; {LINE_LIMIT} characters are the most")
        return parse_input(safe_prose(line), frame, dict(self.story.notes)) if line else None

    def _width(self) -> int:
        return min(MEASURE, columns(self.output, MEASURE))

    def _write(self, lines: list[str], end: str = "\n") -> None:
        text = "".join(line + end for line in lines)
        self.output.write(showable(text, self.output.encoding))
        self.output.flush()


def _read_line(source: TextIO) -> str:
    """Read one line; cut one that is too long and skip its rest; return an empty string at the end of input."""
    line = rest = source.readline(LINE_LIMIT + 1)
    while len(rest) > LINE_LIMIT and not rest.endswith("\n"):
        rest = source.readline(LINE_LIMIT + 1)
    return line


def _offer_lines(frame: Frame, width: int) -> list[str]:
    """Return the status, then what can be picked by number, or what else the player can do."""
    status = wrap("; ".join(status_phrases(frame)), width) if status_phrases(frame) else []
    return [*status, *([""] if status else []), *_answer_lines(frame, width)]


def _answer_lines(frame: Frame, width: int) -> list[str]:
    if frame.ask:
        prompt = without_emphasis(frame.ask.prompt) or "Type your answer"
        return wrap(f"{prompt} (up to {frame.ask.limit} characters)", width)
    if frame.choices:
        return _choice_lines(frame, width)
    if frame.ending:
        return ["The story ends here: undo goes back, quit leaves."]
    return ["Nothing is on offer here: undo goes back, quit leaves."]


def _choice_lines(frame: Frame, width: int) -> list[str]:
    numbers = {choice.id: number for number, choice in enumerate(pickable_choices(frame), 1)}
    lines: list[str] = []
    for choice in frame.choices:
        label = without_emphasis(choice.label)
        if choice.locked is None:
            first = f"{numbers[choice.id]}. "
            lines += wrap(label, width, first, " " * len(first))
        else:
            lines += wrap(f"{label} (locked: {without_emphasis(choice.locked)})", width, "-  ", "   ")
    return lines
