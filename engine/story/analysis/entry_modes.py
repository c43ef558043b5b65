"""Computes how each scene can be entered: at the top level, inside a call, as part of another's list, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Flag, auto
from functools import cache
from typing import assert_never

from engine.story.graph import EdgeKind, Edges
from engine.story.model import Story


class EntryMode(Flag):
    """Ways to enter a scene; a scene may have several."""

    GONE_TO = auto()
    """By `go`, at the top level: nothing follows its end."""
    TOP = auto()
    """At the top level, so that there is no call to come back from."""
    CALLED = auto()
    """Inside a call."""
    LOOSE = auto()
    """From nowhere: what follows it is not known, and is not held against it."""


UNREACHED = EntryMode(0)


def entry_modes(story: Story, edges: Edges) -> tuple[dict[str, EntryMode], tuple[str, ...]]:
    """Compute the entries of each scene and storylet, and the scenes where an unreachable part of the story begins."""
    entries = dict.fromkeys(edges, UNREACHED)
    _spread(story.start.text, EntryMode.GONE_TO | EntryMode.TOP, entries, edges)
    scenes = {scene.id.text for scene in story.scenes}
    beginnings = []
    for name in list(_cut_off([name for name in edges if not entries[name]], edges)):
        if not entries[name]:
            _spread(name, EntryMode.LOOSE, entries, edges)
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
def _onward(kind: EdgeKind, entry: EntryMode) -> EntryMode:
    """Return the entry modes of an edge's target, given those of its source."""
    loose = entry & EntryMode.LOOSE
    match kind:
        case "go":
            top = EntryMode.GONE_TO | EntryMode.TOP if entry & EntryMode.TOP else UNREACHED
            return entry & EntryMode.CALLED | top | (EntryMode.GONE_TO | loose if loose else UNREACHED)
        case "call":
            return EntryMode.CALLED
        case "watch":
            return loose | (EntryMode.TOP if entry & (EntryMode.TOP | EntryMode.CALLED) else UNREACHED)
        case "use" | "draw":
            return entry & ~EntryMode.GONE_TO
        case "on" | "back":
            return UNREACHED
        case unknown:
            assert_never(unknown)


def _spread(name: str, entry: EntryMode, entries: dict[str, EntryMode], edges: Edges) -> None:
    """Follow every edge until no node is entered in a new way."""
    arrivals = [(name, entry)]
    while arrivals:
        name, entry = arrivals.pop()
        if name in edges and entry not in entries[name]:
            entries[name] |= entry
            arrivals += [(target, _onward(kind, entries[name])) for kind, target in edges[name]]
