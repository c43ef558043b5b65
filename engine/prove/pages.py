"""The manual's pages on what proofs find: the docstrings of `faults`."""

from __future__ import annotations

from engine.discovery import plug, plug_names
from engine.prove import faults


def codes() -> tuple[str, ...]:
    """The codes of findings, sorted."""
    return tuple(name.replace("_", "-") for name in plug_names(tuple(faults.__path__)))


def manual_page(code: str) -> str | None:
    """The page of one code, or nothing if there is no such code."""
    return plug(faults.__name__, code.replace("-", "_")).__doc__ if code in codes() else None
