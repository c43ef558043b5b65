"""A transcript's parts as plain text of a given width, without emphasis."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from engine.replay.transcript import ChoiceLine, TitlePage

MEASURE = 72
_INDENT = "    "
_EMPHASIS = re.compile(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)


def bare(text: str) -> str:
    """A text without its emphasis marks; a star without a partner stays."""
    return _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))


@dataclass(frozen=True, slots=True)
class PlainText:
    """The parts of a page in lines."""

    width: int = MEASURE

    def title(self, page: TitlePage) -> str:
        by = [f"by {page.author}"] if page.author else []
        return "\n".join(self._folded(line) for line in [page.title, *by, *page.details])

    def act(self, title: str) -> str:
        return self._folded(title.upper())

    def epigraph(self, text: str, source: str) -> str:
        return self._indented([*text.split("\n"), *([f"— {source}"] if source else [])])

    def heading(self, title: str, details: tuple[str, ...]) -> str:
        return self._folded(" · ".join(word for word in (title, *details) if word))

    def paragraph(self, text: str) -> str:
        return "\n".join(self._folded(line) for line in text.split("\n"))

    def document(self, lines: tuple[str, ...]) -> str:
        return self._indented(lines)

    def pause(self) -> str:
        return "* * *"

    def choices(self, choices: tuple[ChoiceLine, ...]) -> str:
        return "\n".join(map(self._choice, choices))

    def answer(self, prompt: str, typed: str | None) -> str:
        return self._folded(f"{prompt} > {typed or ''}".strip())

    def ending(self, title: str) -> str:
        return self._folded(f"The end: {title}")

    def _choice(self, choice: ChoiceLine) -> str:
        locked = "" if choice.locked is None else f" (locked: {choice.locked})"
        lead = f"{choice.turn:>4} > " if choice.is_taken else "     - "
        return self._folded(choice.label + locked, lead, " " * len(lead))

    def _indented(self, lines: tuple[str, ...] | list[str]) -> str:
        return "\n".join(self._folded(line, _INDENT, _INDENT) if line.strip() else "" for line in lines)

    def _folded(self, line: str, first: str = "", rest: str = "") -> str:
        return textwrap.fill(
            bare(line), max(self.width, 20), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
