"""A story's files as plain values and back, so that a test can edit a story as its author would, anywhere in it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from engine.program.compile import compile_story
from engine.program.model import Program
from engine.source.compose import compose
from engine.source.gather import gather
from engine.story.analysis.resolved_story import resolve_story
from engine.story.decode import decode

Files = dict[str, Any]
"""What each file holds, every scalar as the text it was written as."""
OFFERS = ("choices", "hub")
_WRITTEN: dict[str, tuple[Any, str]] = {}
"""What each file held when it was first written, and its text."""


class _Writer(yaml.SafeDumper):
    """Writes every text of several lines as it stands."""


_Writer.add_representer(
    str,
    lambda writer, text: writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def read_files(story: Path) -> Files:
    return {
        path.relative_to(story).as_posix(): yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for path in sorted(story.rglob("*.yaml"))
    }


def write_files(files: Files, story: Path) -> None:
    for name, held in files.items():
        (story / name).parent.mkdir(parents=True, exist_ok=True)
        (story / name).write_text(_text(name, held), encoding="utf-8")


def _text(name: str, held: Any) -> str:
    """A file's text; one that is as it was when it was last written is not laid out again."""
    known, text = _WRITTEN.get(name, (None, ""))
    if known != held:
        text = yaml.dump(held, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100_000)
        _WRITTEN.setdefault(name, (deepcopy(held), text))
    return text


def compiled(files: Files, story: Path) -> Program:
    """The program of edited files."""
    write_files(files, story)
    return unchecked(story)


def unchecked(story: Path) -> Program:
    """The program of a story; loose ends that the checks would find do no harm here."""
    told, faults = decode(compose(gather(story).texts).files)
    assert told is not None and not faults, faults
    return compile_story(resolve_story(told))


def scenes_of(files: Files) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    """Every scene that is a mapping, with the mapping it stands in and its id."""
    for held in files.values():
        for id, scene in (held.get("scenes") or {}).items():
            if isinstance(scene, dict):
                yield held["scenes"], id, scene


def scene(files: Files, wanted: str) -> dict[str, Any]:
    return next(scene for _, id, scene in scenes_of(files) if id == wanted)


def choices_of(scene: dict[str, Any]) -> list[dict[str, Any]]:
    """The choices of a scene's own list, each `{label: body}`."""
    return next((scene[key] for key in OFFERS if key in scene), [])
