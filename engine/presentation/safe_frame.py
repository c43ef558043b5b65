"""Makes a frame safe for a screen: every word from an author, a player or the file system goes through here."""

from __future__ import annotations

from dataclasses import replace

from engine.diagnostics.show import safe_prose, safe_words
from engine.runtime.frame import Frame, FrameChoice, FrameEpigraph, FrameStatus


def safe_frame(frame: Frame) -> Frame:
    """Return the frame with every displayed word made safe; ids stay, since commands need them."""
    return replace(
        frame,
        act=_safe_or_none(frame.act),
        title=_safe_or_none(frame.title),
        place=_safe_or_none(frame.place),
        when=_safe_or_none(frame.when),
        mark=_safe_or_none(frame.mark),
        epigraph=tuple(map(_safe_epigraph, frame.epigraph)),
        text=tuple(safe_prose(paragraph) for paragraph in frame.text),
        status=tuple(map(_safe_status, frame.status)),
        choices=tuple(map(_safe_choice, frame.choices)),
        ask=frame.ask and replace(frame.ask, prompt=safe_words(frame.ask.prompt)),
        ending=frame.ending and replace(frame.ending, title=safe_words(frame.ending.title)),
        notice=None if frame.notice is None else safe_prose(frame.notice),
    )


def _safe_epigraph(epigraph: FrameEpigraph) -> FrameEpigraph:
    return replace(epigraph, text=safe_prose(epigraph.text), source=safe_words(epigraph.source))


def _safe_choice(choice: FrameChoice) -> FrameChoice:
    return replace(choice, label=safe_words(choice.label), locked=_safe_or_none(choice.locked))


def _safe_status(status: FrameStatus) -> FrameStatus:
    value = safe_words(status.value) if isinstance(status.value, str) else status.value
    return replace(status, label=safe_words(status.label), value=value)


def _safe_or_none(text: str | None) -> str | None:
    return None if text is None else safe_words(text)
