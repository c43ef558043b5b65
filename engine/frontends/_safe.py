"""The one gate before a human's screen: everything from an author, a player or the file system goes through it."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.diagnostics.show import safe
from engine.runtime.frame import EpigraphShown, Frame

_HARMLESS = re.compile("([\n\u200c\u200d\ufe0e\ufe0f])")
"""Kept as they are in prose: line feeds, and what joins letters or chooses between the looks of a sign."""


def safe_prose(text: str) -> str:
    """The text with everything spelled out that a terminal would obey; a TAB is a space, a soft hyphen nothing."""
    parts = _HARMLESS.split(text.replace("\t", " ").replace("\u00ad", ""))
    return "".join(part if at % 2 else safe(part) for at, part in enumerate(parts))


def safe_words(text: str) -> str:
    """The same on one line."""
    return safe_prose(" ".join(text.split("\n")))


def safe_frame(frame: Frame) -> Frame:
    """The frame with every word that is ever shown made safe; ids stay, for they go back in commands."""
    return replace(
        frame,
        act=_maybe(frame.act),
        title=_maybe(frame.title),
        place=_maybe(frame.place),
        when=_maybe(frame.when),
        mark=_maybe(frame.mark),
        epigraph=tuple(_safe_epigraph(one) for one in frame.epigraph),
        text=tuple(safe_prose(paragraph) for paragraph in frame.text),
        status=tuple(replace(one, label=safe_words(one.label), value=_safe_value(one.value)) for one in frame.status),
        choices=tuple(replace(one, label=safe_words(one.label), locked=_maybe(one.locked)) for one in frame.choices),
        ask=frame.ask and replace(frame.ask, prompt=safe_words(frame.ask.prompt)),
        ending=frame.ending and replace(frame.ending, title=safe_words(frame.ending.title)),
        notice=None if frame.notice is None else safe_prose(frame.notice),
    )


def _safe_epigraph(epigraph: EpigraphShown) -> EpigraphShown:
    return replace(epigraph, text=safe_prose(epigraph.text), source=safe_words(epigraph.source))


def _maybe(text: str | None) -> str | None:
    return None if text is None else safe_words(text)


def _safe_value(value: int | str) -> int | str:
    return safe_words(value) if isinstance(value, str) else value
