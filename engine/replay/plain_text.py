"""A transcript as plain text of a given width, without emphasis."""

from __future__ import annotations

from dataclasses import dataclass

from engine.presentation.blocks import Part
from engine.presentation.emphasis import plain_words
from engine.presentation.plain_text import MEASURE, part_lines
from engine.presentation.wrapping import wrap
from engine.replay.transcript import ChoiceLine


@dataclass(frozen=True, slots=True)
class PlainText:
    """What stands on a page, in lines."""

    width: int = MEASURE

    def part(self, part: Part) -> str:
        return "\n".join(part_lines(part, self.width))

    def choices(self, choices: tuple[ChoiceLine, ...]) -> str:
        return "\n".join(line for choice in choices for line in self._choice_lines(choice))

    def answer(self, prompt: str, typed: str | None) -> str:
        return "\n".join(wrap(f"{plain_words(prompt)} > {typed or ''}".strip(), self.width))

    def _choice_lines(self, choice: ChoiceLine) -> list[str]:
        locked = "" if choice.locked is None else f" (locked: {choice.locked})"
        lead = f"{choice.turn:>4} > " if choice.is_taken else "     - "
        return wrap(plain_words(choice.label + locked), self.width, lead, " " * len(lead))
