"""The status line in words, for those who cannot see a bar."""

from __future__ import annotations

from typing import assert_never

from engine.presentation.emphasis import plain_words
from engine.runtime.frame import Frame, StatusShown


def status_words(frame: Frame) -> tuple[str, ...]:
    """One phrase for each thing the story keeps in sight, and how many endings are still open."""
    return (*(_phrase(item) for item in frame.status), *_endings(frame))


def _phrase(item: StatusShown) -> str:
    match item.form:
        case "bar":
            high = f" of {item.high}" if item.high is not None else ""
        case "number" | "words":
            high = ""
        case unknown:
            assert_never(unknown)
    return f"{plain_words(item.label)}: {item.value}{high}"


def _endings(frame: Frame) -> tuple[str, ...]:
    if frame.endings_open is None or frame.ending:
        return ()
    return ("1 ending open" if frame.endings_open == 1 else f"{frame.endings_open} endings open",)
