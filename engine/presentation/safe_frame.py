"""A frame made safe for a human's screen: every word from an author, a player or the file system goes through here."""

from __future__ import annotations

from dataclasses import replace

from engine.diagnostics.show import safe_prose, safe_words
from engine.runtime.frame import Frame, FrameEpigraph


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


def _safe_epigraph(epigraph: FrameEpigraph) -> FrameEpigraph:
    return replace(epigraph, text=safe_prose(epigraph.text), source=safe_words(epigraph.source))


def _maybe(text: str | None) -> str | None:
    return None if text is None else safe_words(text)


def _safe_value(value: int | str) -> int | str:
    return safe_words(value) if isinstance(value, str) else value
