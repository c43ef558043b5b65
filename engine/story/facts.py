"""What the rest of a story can see of a file of scenes: enough to check the story without reading that file again."""

from __future__ import annotations

from typing import Any, cast

from engine.diagnostics.span import Span
from engine.records import dataclass
from engine.story.blocks import Block, PlacedName
from engine.story.graph import NameUse, PartFacts
from engine.story.model import Act, Scene


class _Unread:
    """The body of a scene whose file is not read; no analysis has a case for it."""


UNREAD = cast(Block, _Unread())


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file without any fault of its own, which holds scenes and at most an act."""

    path: str
    count: int
    """Keys and values."""
    act: Act | None
    scenes: tuple[Scene, ...]
    """Without their bodies, of the first act."""
    parts: dict[str, PartFacts]
    names: frozenset[str]
    """Every name that its expressions, or forms that read like one, may ask the rest of the story about."""
    variables_read: frozenset[str]
    variables_changed: frozenset[str]


def encode_facts(facts: FileFacts) -> Any:
    """Encode as JSON values; the path is left out, since every place is in the same file."""
    act = facts.act
    names = (facts.names, facts.variables_read, facts.variables_changed)
    return [
        facts.count,
        None if act is None else [act.title, _encode_name(act.epigraph), act.date],
        [_encode_scene(scene, facts.parts[scene.id.text]) for scene in facts.scenes],
        *map(sorted, names),
    ]


def decode_facts(path: str, values: Any) -> FileFacts:
    """Decode what `encode_facts` returns.

    Raises:
        ValueError, TypeError, LookupError: it is something else.
    """
    count, act, scenes, *names = values
    asked, read, changed = map(frozenset, names)
    of_act = None if act is None else Act(act[0], _decode_name(path, act[1]), act[2], path)
    parts = {scene[0][0]: _decode_part(path, *scene) for scene in scenes}
    headers = tuple(_decode_scene(path, *scene) for scene in scenes)
    return FileFacts(path, count, of_act, headers, parts, asked, read, changed)


def _encode_scene(scene: Scene, part: PartFacts) -> list[Any]:
    uses = [[use.purpose, use.in_choice, *_encode_name(use.name)] for use in part.uses]
    names = (scene.id, scene.epigraph, scene.ending)
    return [*map(_encode_name, names), part.falls_through, part.offers, part.addresses, uses]


def _decode_scene(path: str, name: Any, epigraph: Any, ending: Any, *part: Any) -> Scene:
    placed, motto, title = (_decode_name(path, value) for value in (name, epigraph, ending))
    if placed is None:
        raise ValueError("a scene without a name")
    return Scene(placed, "", (), "", "", motto, (), None, title, UNREAD, None, path, placed.span)


def _decode_part(
    path: str, name: Any, epigraph: Any, ending: Any, falls_through: bool, offers: bool, addresses: Any, uses: Any
) -> PartFacts:
    names = (
        NameUse(PlacedName(text, Span(path, *ends)), purpose, name[0], in_choice)
        for purpose, in_choice, text, *ends in uses
    )
    return PartFacts(tuple(names), tuple(addresses), falls_through, offers)


def _encode_name(name: PlacedName | None) -> Any:
    if name is None:
        return None
    span = name.span
    return [name.text, span.line, span.column, span.end_line, span.end_column]


def _decode_name(path: str, value: Any) -> PlacedName | None:
    return None if value is None else PlacedName(value[0], Span(path, *value[1:]))
