"""Folders full of other people's files, named as ours are, given to us for our cache and our saves: none is changed."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.torture._commands import COMMANDS, Workshop, workshop
from tests.torture._row import Row

SAMPLE = 7
"""In small, one command of so many."""
MANY = 40
"""More than a cache keeps."""
TEXT = "mine\n"
PRUNED_TO = 24


def run(scale: float) -> Row:
    """Pruning by the ending of a name must take files away."""
    names = list(COMMANDS)[:: 1 if scale >= 1 else SAMPLE]
    bad = []
    with tempfile.TemporaryDirectory() as base:
        shop = workshop(Path(base))
        put = [*_in_the_cache(shop), *_in_the_saves(shop.saves)]
        before = {file: _state(file) for file in put}
        for number, name in enumerate(names):
            ended = shop.run(name, number)
            bad += [f"{name}: {ended!r}"] if ended.is_a_fault else []
            changed = [file for file in put if _state(file) != before[file]]
            bad += [f"{name}: {file} is changed: {before[file]} {_state(file)}" for file in changed]
            before |= {file: _state(file) for file in changed}
        _prune(shop.cache)
        control = sum(_state(file) != before[file] for file in put)
    for problem in bad[:20]:
        sys.stderr.write(problem + "\n")
    return Row("others_files", len(names), len(bad), control)


def _in_the_cache(shop: Workshop) -> Iterator[Path]:
    """Files beside our entries and in their place, and whatever else can have a name."""
    entries = [file for file in (shop.cache / "samarra").rglob("*") if file.is_file()]
    for entry in entries:
        entry.unlink()
        yield _file(entry)
        others = (f"{number:040x}{entry.suffix}" for number in range(MANY))
        yield from map(_file, (entry.parent / name for name in others))
        yield from _odd(entry.parent, entry.suffix)
    yield from map(_file, (shop.cache / f"mine{number}.json" for number in range(MANY)))
    yield from map(_file, (shop.cache / f"{number:040x}.proof" for number in range(MANY)))
    yield from _odd(shop.cache, ".program")


def _in_the_saves(saves: Path) -> Iterator[Path]:
    for name in ("diary.save", "diary.prev.save", "auto.diary.journal", "auto.prev.diary.journal", "diary.txt",
                 ".draft-1-0.tmp", f".samarra-{1:032x}.tmp", "diary.save.damaged", "save", ".hidden"):  # fmt: skip
        yield _file(saves / name)
    yield from _odd(saves, ".save")


def _odd(folder: Path, ending: str) -> Iterator[Path]:
    """A pipe, a folder with a file, a link out, a second name, a draft's name."""
    target = _file(folder.parent / f"target-of-{folder.name}")
    yield target
    pipe, inner, link, second = (folder / f"{letter * 40}{ending}" for letter in "abcd")
    os.mkfifo(pipe)
    inner.mkdir()
    link.symlink_to(target)
    second.hardlink_to(target)
    yield from (pipe, _file(inner / f"{'a' * 40}{ending}"), link, second, _file(folder / f".samarra-{'0' * 32}.tmp"))


def _file(path: Path) -> Path:
    path.write_text(TEXT, encoding="utf-8")
    os.utime(path, (0, 0))
    return path


def _state(file: Path) -> object:
    """All that must stay: what it is, which it is, when it was changed, and what is in it."""
    try:
        status = file.lstat()
    except OSError:
        return None
    text = file.read_bytes() if stat.S_ISREG(status.st_mode) else b""
    return status.st_mode, status.st_ino, status.st_mtime, text


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda file: file.lstat().st_mtime, reverse=True)
    for file in files[PRUNED_TO:]:
        if not file.is_dir():
            file.unlink()
