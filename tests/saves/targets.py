"""Where a story is edited: scenes that many saves rest in, found in it as it happens to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.saves.format.document import SaveDocument
from engine.story.decoding.names import slugify
from tests.saves.rewriting import Files, choices_of, scenes_of


@dataclass(frozen=True, slots=True)
class Targets:
    """The scenes that are edited, found in the story as it happens to be."""

    start: str
    bare: str
    """A scene where many saves rest, at choices known by their labels alone."""
    listed: str
    """Another, at choices that have ids."""
    lone: str
    """Another, which nothing but links speaks of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a save without asking the code under test."""

    document: SaveDocument
    targets: Targets

    def seen(self, *scenes: str) -> bool:
        return any(scene in self.document.snapshot.visits for scene in scenes)

    def rests(self, scene: str) -> bool:
        return self.document.snapshot.location.scene == scene


def find_targets(files: Files, saves: Sequence[SaveDocument]) -> Targets:
    rested = Counter(save.snapshot.location.scene for save in saves if save.snapshot.location.kind == "list")
    words = str(files)
    by_rests = [id for id, _ in rested.most_common()]
    lists = {
        id: [choice for choice in choices_of(there) if isinstance(choice, dict)] for _, id, there in scenes_of(files)
    }

    def has_ids(choice: dict[str, Any]) -> bool:
        return all(isinstance(body, dict) and "id" in body for body in choice.values())

    bare = next(
        id for id in by_rests
        if len(lists[id]) > 1 and not any(has_ids(choice) for choice in lists[id])
        and all(isinstance(body, dict) and "go" in body for choice in lists[id] for body in choice.values())
        and not any(slugify(label) in words for choice in lists[id] for label in choice)
    )  # fmt: skip
    listed = next(
        id for id in by_rests
        if len(lists[id]) > 2 and all(map(has_ids, lists[id]))
        and not any(_is_asked_about(body["id"], words) for choice in lists[id] for body in choice.values())
    )  # fmt: skip
    lone = next(
        id for id in by_rests
        if id not in (bare, listed) and not re.search(rf"[\w(.:] *\b{id}\b|\b{id}\b[ )]|{id}\.", _values(files))
    )  # fmt: skip
    return Targets(files["story.yaml"]["start"], bare, listed, lone)


def _is_asked_about(choice: str, words: str) -> bool:
    return bool(re.search(rf"took\([\w.-]*\b{choice}\)", words))


def _values(files: Files) -> str:
    """Every scalar of the story that is more than one word, a line each."""
    found: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                gather(one)
        elif isinstance(value, list):
            for one in value:
                gather(one)
        elif isinstance(value, str) and not re.fullmatch(r"\w+", value):
            found.append(value)

    gather(files)
    return "\n".join(found)
