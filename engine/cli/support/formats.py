"""`--format`: the forms a command writes its result in, named by a folder of plugs or by one table."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

from engine.diagnostics.show import json_text
from engine.discovery import load_plug, plug_names
from engine.records import dataclass

TEXT = "text"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command answers, for a reader and for programs."""

    text: str
    """Lines; empty if there is nothing to read."""
    value: Any
    """The same as JSON values."""


RENDERERS: dict[str, Callable[[Result], str]] = {
    TEXT: lambda result: result.text,
    "json": lambda result: json_text(result.value, indent=2),
}
"""The formats of every command whose result is a `Result`."""


def add_format(parser: argparse.ArgumentParser, formats: Iterable[str] = RENDERERS, what: str = "it is") -> None:
    """Add `--format`, one of the names given; text is the default."""
    parser.add_argument("--format", choices=tuple(formats), default=TEXT, help=f"how {what} written")


def folder_formats(*packages: ModuleType) -> tuple[str, ...]:
    """Return the name of every module in the folders of render packages: text, JSON, then the others by name."""
    names = {name for package in packages for name in plug_names(list(package.__path__))}
    return tuple(sorted(names, key=lambda name: (*(name != first for first in RENDERERS), name)))


def load_format(package: ModuleType, name: str) -> ModuleType | None:
    """Return the module of a format, or None if the package has none of that name."""
    return load_plug(package.__name__, name) if name in plug_names(list(package.__path__)) else None
