"""Exporters write a whole story for other tools; every module here is one."""

from __future__ import annotations

from typing import Protocol, cast

from engine.discovery import load_plug, plug_names
from engine.story.model import Story


class Exporter(Protocol):
    """A module of this folder; the first line of its docstring is its help."""

    def export(self, story: Story) -> str: ...


def exporter_names() -> tuple[str, ...]:
    """Return the formats there are, sorted."""
    return plug_names(__path__)


def exporter(name: str) -> Exporter:
    """Return the exporter of one of `exporter_names()`."""
    return cast(Exporter, load_plug(__name__, name))
