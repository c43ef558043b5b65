"""A path into the raw files of a story: its folder's `story.yaml` and every other `*.yaml` below, or one file alone.

Nothing outside the folder is read, nothing but regular files, and nothing that could make the reader wait.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import safe
from engine.source.messages.files import (
    alike_file_names,
    link_not_read,
    missing_story,
    other_file_ending,
    refused_by_system,
    story_too_large,
    too_many_files,
)
from engine.source.reading import read_file
from engine.source.texts import ENTRIES_LIMIT, FILES_LIMIT, STORY_LIMIT, Gathering, SourceText

__all__ = ["ROOT_NAME", "Gathering", "SourceText", "gather", "shown_path"]

ROOT_NAME = "story.yaml"


def gather(path: Path) -> Gathering:
    """Every file of the story at `path`, with a diagnostic for each that is refused; raises nothing."""
    shown = shown_path(path)
    try:
        if path.is_dir():
            return _gather_folder(path)
        if not os.path.lexists(path):
            return Gathering((), (missing_story(shown),))
    except (OSError, ValueError):
        return Gathering((), (missing_story(shown),))
    read = read_file(path, shown)
    if isinstance(read, Diagnostic):
        return Gathering((), (read,))
    return Gathering((SourceText(shown, True, read, path),), ())


def shown_path(path: Path) -> str:
    """Return a path as messages show it, the same on every system."""
    return safe(_spelling(path))


def _gather_folder(folder: Path) -> Gathering:
    paths, refused = _list_story(folder)
    parts = sorted((_spelling(path.relative_to(folder)), path) for path in paths)
    root = next((path for name, path in parts if name == ROOT_NAME), None)
    if root is None:
        shown = shown_path(folder / ROOT_NAME)
        return Gathering((), (*refused, missing_story(shown, _root_like_names(folder))))
    if len(parts) > FILES_LIMIT:
        return Gathering((), (*refused, too_many_files(shown_path(root), FILES_LIMIT)))
    refused += _alike(folder, [name for name, _ in parts])
    return _read_all([root, *(path for _, path in parts if path != root)], root, refused)


def _spelling(path: Path) -> str:
    """Spell a path with composed letters, which macOS takes apart: one spelling, and so one order, on every system."""
    return normalize("NFC", path.as_posix())


def _alike(folder: Path, names: Sequence[str]) -> Iterator[Diagnostic]:
    """Refuse every name that is the same as one before it where case and form of letters do not count."""
    first: dict[str, str] = {}
    for name in names:
        letters = normalize("NFC", name.casefold())
        if letters in first:
            yield alike_file_names(shown_path(folder / name), safe(first[letters]))
        first.setdefault(letters, name)


def _read_all(paths: list[Path], root: Path, refused: list[Diagnostic]) -> Gathering:
    texts: list[SourceText] = []
    size = 0
    for path in paths:
        shown = shown_path(path)
        read = read_file(path, shown)
        if isinstance(read, Diagnostic):
            refused.append(read)
            continue
        size += len(read)
        if size > STORY_LIMIT:
            refused.append(story_too_large(shown, STORY_LIMIT))
            break
        texts.append(SourceText(shown, path == root, read, path))
    return Gathering(tuple(texts), tuple(refused))


def _list_story(folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    paths: list[Path] = []
    refused: list[Diagnostic] = []
    for count, entry in enumerate(_entries(folder, refused)):
        path = Path(entry.path)
        if count >= ENTRIES_LIMIT:
            refused.append(too_many_files(shown_path(folder / ROOT_NAME), ENTRIES_LIMIT))
            break
        if entry.name.endswith(".yaml"):
            paths.append(path)
        elif entry.name.lower().endswith((".yml", ".yaml")) and path != folder / "story.yml":
            refused.append(other_file_ending(shown_path(path)))
        elif entry.is_symlink() and entry.is_dir():
            refused.append(link_not_read(shown_path(path)))
    return paths, refused


def _entries(folder: Path, refused: list[Diagnostic]) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder, without following links; hidden names are passed over."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listing:
                for entry in listing:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".yaml"):
                        waiting.append(Path(entry.path))
                    yield entry
        except OSError as trouble:
            refused.append(refused_by_system(shown_path(here), trouble.strerror or ""))


def _root_like_names(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in islice(folder.iterdir(), ENTRIES_LIMIT))
    except OSError:
        return []
    return [safe(name) for name in names if name.lower() in ("story.yaml", "story.yml")]
