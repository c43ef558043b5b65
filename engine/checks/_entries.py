"""How each scene is come to: at the top level, inside a call, as part of another's list, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Flag, auto
from functools import cache
from typing import Literal, assert_never

from engine.checks._links import Link, LinkKind
from engine.checks._running_out import deck_key
from engine.story.model import Rule, Story
from engine.story.walk import Part, parts_of


class Entry(Flag):
    """Ways to come to a scene; a scene may have several."""

    GONE_TO = auto()
    """By `go`, at the top level: nothing follows its end."""
    TOP = auto()
    """At the top level, so that there is no call to come back from."""
    CALLED = auto()
    """Inside a call."""
    LOOSE = auto()
    """From nowhere: what follows it is not known, and is not held against it."""


NEVER = Entry(0)
WayKind = LinkKind | Literal["watch"]
Ways = Mapping[str, list[tuple[WayKind, str]]]
"""Kind and target of every way out of a scene, from a deck to its storylets, from a set of rules to their scenes."""


def scene_entries(story: Story, links: Sequence[Link]) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """The entries of each scene and storylet, and the scenes where an unreachable part of the story begins."""
    ways = _ways(story, links)
    entries = dict.fromkeys(ways, NEVER)
    _spread(story.start.text, Entry.GONE_TO | Entry.TOP, entries, ways)
    scenes = {scene.id.text for scene in story.scenes}
    beginnings = []
    for name in list(_cut_off([name for name in ways if not entries[name]], ways)):
        if not entries[name]:
            _spread(name, Entry.LOOSE, entries, ways)
            if name in scenes:
                beginnings.append(name)
    return entries, tuple(beginnings)


def _ways(story: Story, links: Iterable[Link]) -> Ways:
    rules: dict[str, list[tuple[WayKind, str]]] = defaultdict(list)
    for rule in story.rules:
        rules[_watch_key(rule)].append(("go", rule.go.text))
    ways: dict[str, list[tuple[WayKind, str]]] = {}
    for scene in parts_of(story):
        watched = ("rules:", _home(scene))
        ways[scene.id.text] = [("watch", key) for key in watched if key in rules]
    for storylet in story.storylets:
        ways.setdefault(deck_key(storylet.deck.text), []).append(("draw", storylet.id.text))
    ways |= rules
    for link in links:
        ways[link.source].append((link.kind, link.key))
    return ways


def _watch_key(rule: Rule) -> str:
    return "rules:" if rule.in_root else _home(rule)


def _home(written: Rule | Part) -> str:
    return f"rules:{written.file}" if written.act is None else f"rules:{written.act}"


def _cut_off(unreached: Sequence[str], ways: Ways) -> Iterator[str]:
    """What is never come to, those first that nothing else leads to; only scenes and storylets."""
    led_to = {target for name in unreached for _, target in ways[name] if target != name}
    plain = [name for name in unreached if ":" not in name]
    yield from (name for name in plain if name not in led_to)
    yield from plain


@cache
def _onward(kind: WayKind, entry: Entry) -> Entry:
    """How the target of a way is come to from a place come to so."""
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


def _spread(name: str, entry: Entry, entries: dict[str, Entry], ways: Ways) -> None:
    """Follows every way onward until no place is come to in a new way."""
    arrivals = [(name, entry)]
    while arrivals:
        name, entry = arrivals.pop()
        if name in ways and entry not in entries[name]:
            entries[name] |= entry
            arrivals += [(target, _onward(kind, entries[name])) for kind, target in ways[name]]
