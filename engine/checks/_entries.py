"""Computes how each scene can be entered: at the top level, inside a call, as part of another's list, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Flag, auto
from functools import cache
from typing import assert_never

from engine.story.graph import EdgeKind, Edges
from engine.story.model import Story


class Entry(Flag):
    """Ways to enter a scene; a scene may have several."""

    GONE_TO = auto()
    """By `go`, at the top level: nothing follows its end."""
    TOP = auto()
    """At the top level, so that there is no call to come back from."""
    CALLED = auto()
    """Inside a call."""
    LOOSE = auto()
    """From nowhere: what follows it is not known, and is not held against it."""


NEVER = Entry(0)


def scene_entries(story: Story, edges: Edges) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """Compute the entries of each scene and storylet, and the scenes where an unreachable part of the story begins."""
    entries = dict.fromkeys(edges, NEVER)
    _spread(story.start.text, Entry.GONE_TO | Entry.TOP, entries, edges)
    scenes = {scene.id.text for scene in story.scenes}
    beginnings = []
    for name in list(_cut_off([name for name in edges if not entries[name]], edges)):
        if not entries[name]:
            _spread(name, Entry.LOOSE, entries, edges)
            if name in scenes:
                beginnings.append(name)
    return entries, tuple(beginnings)


def _cut_off(unreached: Sequence[str], edges: Edges) -> Iterator[str]:
    """Yield the unreachable scenes and storylets, those first that nothing else leads to."""
    led_to = {target for name in unreached for _, target in edges[name] if target != name}
    plain = [name for name in unreached if ":" not in name]
    yield from (name for name in plain if name not in led_to)
    yield from plain


@cache
def _onward(kind: EdgeKind, entry: Entry) -> Entry:
    """Return the entry modes of an edge's target, given those of its source."""
    loose = entry & Entry.LOOSE
    match kind:
        case "go":
            top = Entry.GONE_TO | Entry.TOP if entry & Entry.TOP else NEVER
            return entry & Entry.CALLED | top | (Entry.GONE_TO | loose if loose else NEVER)
        case "call":
            return Entry.CALLED
        case "watch":
            return loose | (Entry.TOP if entry & (Entry.TOP | Entry.CALLED) else NEVER)
        case "use" | "draw":
            return entry & ~Entry.GONE_TO
        case "on" | "back":
            return NEVER
        case unknown:
            assert_never(unknown)


def _spread(name: str, entry: Entry, entries: dict[str, Entry], edges: Edges) -> None:
    """Follow every edge until no node is entered in a new way."""
    arrivals = [(name, entry)]
    while arrivals:
        name, entry = arrivals.pop()
        if name in edges and entry not in entries[name]:
            entries[name] |= entry
            arrivals += [(target, _onward(kind, entries[name])) for kind, target in edges[name]]
