"""Parse a text to YAML's events, with libyaml if it is installed and else with the same grammar in Python.

No object is constructed from them, and nothing recurses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Protocol

import yaml
from yaml.error import YAMLError
from yaml.events import Event

from engine.source.python_parser import PythonParser


class Mark(Protocol):
    """A place in a text: line and column count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def events(text: str) -> Iterator[Event]:
    """Yield the events of a text whose line ends are LF.

    Where libyaml refuses a text, the parser in Python reads on, so that neither the mistake nor its place depends on
    libyaml, its version or its limits.

    Raises:
        YAMLError: the text is no YAML.
    """
    text = text if text.endswith("\n") else text + "\n"
    count = 0
    if yaml.__with_libyaml__:
        with suppress(YAMLError):
            for event in _libyaml_events(text):
                yield event
                count += 1
            return
    yield from islice(iter(PythonParser(text).get_event, None), count, None)


def marks(event: Event) -> tuple[Mark, Mark]:
    """Return the places where an event begins and ends."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise YAMLError("an event without a place")
    return start, end


def _libyaml_events(text: str) -> Iterator[Event]:
    from yaml._yaml import CParser

    return iter(CParser(text).get_event, None)
