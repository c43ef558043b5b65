"""The author's manual: one page for every code, which is the docstring of the module that tells the fault."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from engine.discovery import plug, plug_names

_FOLDERS = ("engine.source.faults", "engine.expressions.faults", "engine.story.faults", "engine.checks")
"""In the order a story meets them."""


def codes() -> tuple[str, ...]:
    """Every diagnostic's code, sorted."""
    return tuple(sorted(_homes()))


def manual_page(code: str) -> str | None:
    """The page of one code, or nothing if there is no such code."""
    package = _homes().get(code)
    if package is None:
        return None
    return plug(package, code.replace("-", "_")).__doc__


@cache
def _homes() -> dict[str, str]:
    """The folder each code's page is found in; no two folders share a code."""
    return dict(_pages())


def _pages() -> Iterator[tuple[str, str]]:
    for package in _FOLDERS:
        for name in plug_names(tuple(import_module(package).__path__)):
            yield name.replace("_", "-"), package
