"""Read the files of a story: its folder's `story.yaml` and every other `*.yaml` below it, or one file alone.

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
from engine.records import dataclass
from engine.source import messages
from engine.storage.disk import RealDisk
from engine.storage.read_regular import NotRegularError, TooLargeError, read_regular

ROOT_NAME = "story.yaml"
FILE_LIMIT = 2_000_000
"""Bytes a file may have."""
STORY_LIMIT = 20_000_000
"""Bytes all files of a story may have together."""
FILES_LIMIT = 100
"""Files a story may have."""
ENTRIES_LIMIT = 10_000
"""Files and folders, of any kind, that are listed below a story's folder."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file, not yet decoded."""

    path: str
    """As shown to the author: safe to print, `/` between folders."""
    is_root: bool
    data: bytes
    location: Path | None = None
    """Where it is on the disk, for writing a mended file back; None if it never was on one."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """The files of a story, the root first, and a diagnostic for each file that was refused."""

    texts: tuple[SourceText, ...]
    diagnostics: tuple[Diagnostic, ...]


def gather(path: Path) -> Gathering:
    """Read every file of the story at `path`; raise nothing."""
    shown = shown_path(path)
    try:
        if path.is_dir():
            return _gather_folder(path)
        if not os.path.lexists(path):
            return Gathering((), (messages.missing_story(shown),))
    except (OSError, ValueError):
        return Gathering((), (messages.missing_story(shown),))
    data = _read_file(path, shown)
    if isinstance(data, Diagnostic):
        return Gathering((), (data,))
    return Gathering((SourceText(shown, True, data, path),), ())


def shown_path(path: Path) -> str:
    """Return a path as messages show it, the same on every system."""
    return safe(_spelling(path))


def _gather_folder(folder: Path) -> Gathering:
    paths, diagnostics = _list_story(folder)
    parts = sorted((_spelling(path.relative_to(folder)), path) for path in paths)
    root = next((path for name, path in parts if name == ROOT_NAME), None)
    if root is None:
        shown = shown_path(folder / ROOT_NAME)
        return Gathering((), (*diagnostics, messages.missing_story(shown, _root_like_names(folder))))
    if len(parts) > FILES_LIMIT:
        return Gathering((), (*diagnostics, messages.too_many_files(shown_path(root), FILES_LIMIT)))
    diagnostics += _find_alike_names(folder, [name for name, _ in parts])
    return _read_all([root, *(path for _, path in parts if path != root)], root, diagnostics)


def _spelling(path: Path) -> str:
    """Spell a path with composed letters, which macOS takes apart: one spelling, and so one order, on every system."""
    return normalize("NFC", path.as_posix())


def _find_alike_names(folder: Path, names: Sequence[str]) -> Iterator[Diagnostic]:
    """Refuse every name that equals one before it where case and form of letters do not count."""
    first: dict[str, str] = {}
    for name in names:
        letters = normalize("NFC", name.casefold())
        if letters in first:
            yield messages.alike_file_names(shown_path(folder / name), safe(first[letters]))
        first.setdefault(letters, name)


def _read_all(paths: list[Path], root: Path, diagnostics: list[Diagnostic]) -> Gathering:
    texts: list[SourceText] = []
    size = 0
    for path in paths:
        shown = shown_path(path)
        data = _read_file(path, shown)
        if isinstance(data, Diagnostic):
            diagnostics.append(data)
            continue
        size += len(data)
        if size > STORY_LIMIT:
            diagnostics.append(messages.story_too_large(shown, STORY_LIMIT))
            break
        texts.append(SourceText(shown, path == root, data, path))
    return Gathering(tuple(texts), tuple(diagnostics))


def _read_file(path: Path, shown: str) -> bytes | Diagnostic:
    """Return the bytes of a regular file; refuse anything else, and a file over the limit, without waiting."""
    try:
        return read_regular(RealDisk(), path, FILE_LIMIT)
    except NotRegularError as other:
        return messages.link_not_read(shown) if other.kind == "link" else messages.kind_not_read(shown, str(other))
    except TooLargeError:
        return messages.file_too_large(shown, FILE_LIMIT)
    except (OSError, ValueError) as error:
        return messages.refused_by_system(shown, getattr(error, "strerror", None) or "")


def _list_story(folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    paths: list[Path] = []
    diagnostics: list[Diagnostic] = []
    for count, entry in enumerate(_entries(folder, diagnostics)):
        path = Path(entry.path)
        if count >= ENTRIES_LIMIT:
            diagnostics.append(messages.too_many_files(shown_path(folder / ROOT_NAME), ENTRIES_LIMIT))
            break
        if entry.name.endswith(".yaml"):
            paths.append(path)
        elif entry.name.lower().endswith((".yml", ".yaml")) and path != folder / "story.yml":
            diagnostics.append(messages.other_file_ending(shown_path(path)))
        elif entry.is_symlink() and entry.is_dir():
            diagnostics.append(messages.link_not_read(shown_path(path)))
    return paths, diagnostics


def _entries(folder: Path, diagnostics: list[Diagnostic]) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder except hidden names; follow no link."""
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
        except OSError as error:
            diagnostics.append(messages.refused_by_system(shown_path(here), error.strerror or ""))


def _root_like_names(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in islice(folder.iterdir(), ENTRIES_LIMIT))
    except OSError:
        return []
    return [safe(name) for name in names if name.lower() in ("story.yaml", "story.yml")]
