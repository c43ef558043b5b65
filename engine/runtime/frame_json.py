"""Frames as JSON, one a line."""

from __future__ import annotations

from typing import Any

from engine.diagnostics.json_text import json_text
from engine.runtime.frame import Frame


def frame_line(frame: Frame) -> str:
    """A frame as one line of JSON without its line feed; no character in it can be obeyed by a terminal."""
    return json_text(frame_object(frame))


def frame_object(frame: Frame) -> dict[str, Any]:
    """A frame as the object of the contract, its keys in that order."""
    return {
        "turn": frame.turn,
        "scene": frame.scene,
        "act": frame.act,
        "title": frame.title,
        "place": frame.place,
        "when": frame.when,
        "mark": frame.mark,
        "epigraph": [{"id": one.id, "text": one.text, "source": one.source} for one in frame.epigraph] or None,
        "text": list(frame.text),
        "status": [{"label": one.label, "value": one.value, "as": one.form, "max": one.high} for one in frame.status],
        "choices": [{"id": one.id, "label": one.label, "locked": one.locked} for one in frame.choices],
        "ask": frame.ask and {"prompt": frame.ask.prompt, "limit": frame.ask.limit},
        "notes": list(frame.notes),
        "ending": frame.ending and {"id": frame.ending.id, "title": frame.ending.title},
        "endings_open": frame.endings_open,
        "notice": frame.notice,
    }
