"""YAML's event stream, one event at a time: the only place that knows the library.

libyaml where it is there, else the same grammar in Python. Nothing is constructed, nothing recurses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

__all__ = [
    "AliasEvent",
    "DocumentStartEvent",
    "Event",
    "MappingEndEvent",
    "MappingStartEvent",
    "Mark",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "YAMLError",
    "events",
    "marks",
]


class Mark(Protocol):
    """A place in a text: line and column count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _EventSource(Protocol):
    def check_event(self) -> bool: ...
    def get_event(self) -> Event | None: ...


class _PureParser(Reader, Scanner, Parser):
    """The parser in Python, put together as the library's own loaders are."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def events(text: str) -> Iterator[Event]:
    """The events of a text as they are asked for; raises YAMLError where it is no YAML."""
    source = _source(text)
    while source.check_event():
        event = source.get_event()
        if event is not None:
            yield event


def marks(event: Event) -> tuple[Mark, Mark]:
    """Where an event begins and ends."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise YAMLError("an event without a place")
    return start, end


def _source(text: str) -> _EventSource:
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        source: _EventSource = CParser(text)
        return source
    return _PureParser(text)
