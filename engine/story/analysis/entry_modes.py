"""Compute how each scene can be entered: at the top level, inside a call, as part of another's list, or not at all."""

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
    """By `go`, at the top level: nothing follows the end of the scene."""
    TOP = auto()
    """At the top level, so that there is no call to return from."""
    CALLED = auto()
    """Inside a call."""
    UNLINKED = auto()
    """From nothing: what follows it is unknown, and no check counts that against it."""


UNREACHED = EntryMode(0)


def entry_modes(story: Story, edges: Edges) -> tuple[dict[str, EntryMode], tuple[str, ...]]:
    """Compute the entry modes of each scene and storylet, and the first scenes of unreachable parts."""
    modes = dict.fromkeys(edges, UNREACHED)
    _spread(story.start.text, EntryMode.GONE_TO | EntryMode.TOP, modes, edges)
    scenes = {scene.id.text for scene in story.scenes}
    roots = []
    for name in list(_unreachable_parts([name for name in edges if not modes[name]], edges)):
        if not modes[name]:
            _spread(name, EntryMode.UNLINKED, modes, edges)
            if name in scenes:
                roots.append(name)
    return modes, tuple(roots)


def _unreachable_parts(unreachable: Sequence[str], edges: Edges) -> Iterator[str]:
    """Yield the unreachable scenes and storylets, those first that nothing else leads to."""
    targets = {target for name in unreachable for _, target in edges[name] if target != name}
    plain = [name for name in unreachable if ":" not in name]
    yield from (name for name in plain if name not in targets)
    yield from plain


@cache
def _target_modes(kind: EdgeKind, mode: EntryMode) -> EntryMode:
    """Return the entry modes of an edge's target, given those of its source."""
    unlinked = mode & EntryMode.UNLINKED
    match kind:
        case "go":
            top = EntryMode.GONE_TO | EntryMode.TOP if mode & EntryMode.TOP else UNREACHED
            return mode & EntryMode.CALLED | top | (EntryMode.GONE_TO | unlinked if unlinked else UNREACHED)
        case "call":
            return EntryMode.CALLED
        case "watch":
            return unlinked | (EntryMode.TOP if mode & (EntryMode.TOP | EntryMode.CALLED) else UNREACHED)
        case "use" | "draw":
            return mode & ~EntryMode.GONE_TO
        case "on" | "back":
            return UNREACHED
        case unknown:
            assert_never(unknown)


def _spread(name: str, mode: EntryMode, modes: dict[str, EntryMode], edges: Edges) -> None:
    """Follow every edge until no node is entered in a new way."""
    arrivals = [(name, mode)]
    while arrivals:
        name, mode = arrivals.pop()
        if name in edges and mode not in modes[name]:
            modes[name] |= mode
            arrivals += [(target, _target_modes(kind, modes[name])) for kind, target in edges[name]]
