"""Line breaks and spaces of an author's file: which of them mean something, and which are only layout."""

from __future__ import annotations

import re

_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_SPACES = re.compile(r"[ \t]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_BREAKS = re.compile(r"\n{2,}")


def softened(text: str) -> str:
    """The text at the same length, with a space for each line break inside a paragraph that is no quotation."""
    stretches = _BLANK_LINES.split(text)
    return "".join(stretch if place % 2 else _paragraph(stretch) for place, stretch in enumerate(stretches))


def _paragraph(text: str) -> str:
    is_quotation = all(line.lstrip(" \t").startswith(">") for line in text.strip("\n").split("\n"))
    return text if is_quotation else text.replace("\n", " ")


def tidied(text: str) -> str:
    """Softened text with runs of space as one, none around a line break, and `\\{ \\} \\|` as they print."""
    single = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
    return re.sub(r"\\([{}|])", r"\1", _BREAKS.sub("\n\n", single))
