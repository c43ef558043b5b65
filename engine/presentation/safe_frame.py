"""Makes a frame safe for a screen: every word from an author, a player or the file system goes through here."""

from __future__ import annotations

from engine.diagnostics.show import safe_prose, safe_words
from engine.records import replace
from engine.runtime.frame import Frame, FrameStatus


def safe_frame(frame: Frame) -> Frame:
    """Return the frame with every displayed word made safe; ids stay, since commands need them."""
    return replace(
        frame,
        act=_safe_or_none(frame.act),
        title=_safe_or_none(frame.title),
        place=_safe_or_none(frame.place),
        when=_safe_or_none(frame.when),
        mark=_safe_or_none(frame.mark),
        epigraph=tuple(replace(e, text=safe_prose(e.text), source=safe_words(e.source)) for e in frame.epigraph),
        text=tuple(safe_prose(paragraph) for paragraph in frame.text),
        status=tuple(map(_safe_status, frame.status)),
        choices=tuple(replace(c, label=safe_words(c.label), locked=_safe_or_none(c.locked)) for c in frame.choices),
        ask=frame.ask and replace(frame.ask, prompt=safe_words(frame.ask.prompt)),
        ending=frame.ending and replace(frame.ending, title=safe_words(frame.ending.title)),
        notice=None if frame.notice is None else safe_prose(frame.notice),
    )


def _safe_status(status: FrameStatus) -> FrameStatus:
    value = safe_words(status.value) if isinstance(status.value, str) else status.value
    return replace(status, label=safe_words(status.label), value=value)


def _safe_or_none(text: str | None) -> str | None:
    return None if text is None else safe_words(text)
