"""Check a story, and read only the files whose faults may have changed since it was last checked.

What is said is to the letter what reading every file would say: a file that is not read is known by its facts, and only
as long as everything that its own faults depend on is what it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.checks import check_bodies, check_whole
from engine.diagnostics.diagnostic import Diagnostic, has_error, sort_diagnostics
from engine.gc_pause import gc_paused
from engine.hashing import blake2b
from engine.records import dataclass, field
from engine.source.compose import VALUES_LIMIT, compose, decode_lines
from engine.source.gather import Gathering, SourceText, gather
from engine.source.nodes import SourceFile
from engine.storage.cache_files import Cache, engine_stamp
from engine.story.analysis.file_facts import collect_facts, environment_of
from engine.story.analysis.resolved_story import ResolvedStory, resolve_story
from engine.story.analysis.story_analysis import StoryAnalysis, analyze_story
from engine.story.decode import decode
from engine.story.facts import FileFacts, decode_facts, encode_facts

if TYPE_CHECKING:
    from os import PathLike

FACTS = Cache("checks", ".facts", most_entries=24, largest=64_000_000)
CHECKER = ("checks", "diagnostics", "expressions", "source", "story")
"""The packages that the faults of a story depend on."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is wrong with a story."""

    diagnostics: tuple[Diagnostic, ...]
    lines: dict[str, tuple[str, ...]]
    """The lines of every file that a diagnostic points at, and perhaps of others."""
    resolved: ResolvedStory | None = None
    """None if the text could not be understood."""


@dataclass(frozen=True, slots=True)
class _StoredFile:
    """What was written of a file when the story was last checked."""

    environment: str
    facts: FileFacts
    line: bytes
    """As it was written."""


@dataclass(slots=True)
class _Reading:
    """The files of a story: those that are read, and the facts of those that are not."""

    texts: tuple[SourceText, ...]
    unread: dict[str, _StoredFile]
    files: dict[str, SourceFile] = field(default_factory=dict)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    composing: list[Diagnostic] = field(default_factory=list)
    decoding: tuple[Diagnostic, ...] = ()


def examine(path: str | PathLike[str]) -> Findings:
    """Check a story, which finds all that can be wrong with it; read only what changed since it was last checked."""
    with gc_paused():
        return inspect(gather(Path(path)), _hash(engine_stamp(CHECKER).encode(), os.fsencode(Path(path).resolve())))


def inspect(gathered: Gathering, key: str = "") -> Findings:
    """Check the files of a story; those that did not change since they were stored under `key` are not read."""
    if has_error(gathered.diagnostics):
        return Findings(gathered.diagnostics, {})
    stored = _read_stored(key, gathered.texts) if key else {}
    reading = _Reading(gathered.texts, dict(stored))
    analysis = _analyze(reading)
    while analysis is not None and (stale := _stale_paths(reading, analysis)):
        reading.unread = {name: file for name, file in reading.unread.items() if name not in stale}
        analysis = _analyze(reading)
    bodies = tuple(check_bodies(analysis)) if analysis else ()
    checking = sort_diagnostics((*bodies, *check_whole(analysis))) if analysis else ()
    if analysis and key:
        lines = _lines_to_store(reading, analysis, (*reading.composing, *reading.decoding, *bodies))
        if set(lines) != {file.line for file in stored.values()}:
            FACTS.write(key, b"\n".join(lines))
    diagnostics = (*gathered.diagnostics, *sort_diagnostics(reading.composing), *reading.decoding, *checking)
    return Findings(diagnostics, _lines_named(reading, diagnostics), analysis.resolved if analysis else None)


def _analyze(reading: _Reading) -> StoryAnalysis | None:
    """Read what is to be read, and return None if it cannot be understood."""
    waiting = [text for text in reading.texts if text.path not in reading.unread and text.path not in reading.lines]
    composition = compose(waiting)
    reading.files |= {file.path: file for file in composition.files}
    reading.lines |= composition.lines
    reading.composing += composition.diagnostics
    facts = {path: file.facts for path, file in reading.unread.items()}
    count = sum(file.count for file in facts.values()) + sum(file.count for file in reading.files.values())
    if facts and count > VALUES_LIMIT:
        reading.unread, reading.files, reading.lines, reading.composing = {}, {}, {}, []
        return _analyze(reading)
    if has_error(reading.composing):
        return None
    story, reading.decoding = decode([facts.get(text.path) or reading.files[text.path] for text in reading.texts])
    return None if story is None else analyze_story(resolve_story(story, tuple(facts.values())))


def _lines_named(reading: _Reading, diagnostics: Sequence[Diagnostic]) -> dict[str, tuple[str, ...]]:
    named = {span.file for fault in diagnostics for span in (fault.span, *fault.also)} - reading.lines.keys()
    return reading.lines | {text.path: decode_lines(text) for text in reading.texts if text.path in named}


def _stale_paths(reading: _Reading, analysis: StoryAnalysis) -> set[str]:
    """Return the files that are not read and must be, because their own faults may be others now."""
    used = {link.target.text for link in analysis.graph.links if link.kind == "use"}
    declarations = _declarations(reading)
    return {
        path
        for path, file in reading.unread.items()
        if not used.isdisjoint(file.facts.parts)
        or file.environment != environment_of(file.facts, analysis, declarations)
    }


def _declarations(reading: _Reading) -> str:
    """Return a hash of every file that holds more than scenes: what it declares may mean something anywhere."""
    more = [text for text in reading.texts if text.path in reading.files and not _is_plain(reading.files[text.path])]
    return _hash(*(_content_key(text).encode() for text in more))


def _is_plain(file: SourceFile) -> bool:
    """Return whether a file holds nothing but scenes and an act."""
    return not file.is_root and {entry.key.text for entry in file.root.entries} <= {"act", "scenes"}


def _lines_to_store(reading: _Reading, analysis: StoryAnalysis, faults: Sequence[Diagnostic]) -> list[bytes]:
    """Return the line of every file that need not be read again: its content, its environment and its facts."""
    declarations = _declarations(reading)
    lines = [file.line for file in reading.unread.values()]
    faulty = {fault.span.file for fault in faults}
    sound = [file for path, file in reading.files.items() if path not in faulty and _is_plain(file)]
    keys = {text.path: _content_key(text) for text in reading.texts}
    for facts in collect_facts(sound, analysis):
        head = f"{keys[facts.path]} {environment_of(facts, analysis, declarations)} "
        lines.append((head + json.dumps(encode_facts(facts), separators=(",", ":"))).encode())
    return lines


def _read_stored(key: str, texts: Sequence[SourceText]) -> dict[str, _StoredFile]:
    """Return what is stored of the files with just these contents, by their paths."""
    lines = {line[:40]: line for line in bytes(FACTS.read(key) or b"").split(b"\n")}
    stored = {}
    try:
        for text in texts:
            if line := lines.get(_content_key(text).encode()):
                facts = decode_facts(text.path, json.loads(line[82:]))
                stored[text.path] = _StoredFile(line[41:81].decode(), facts, line)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        FACTS.forget(key)
        return {}
    return stored


def _content_key(text: SourceText) -> str:
    return _hash(text.path.encode(), text.data)


def _hash(*parts: bytes) -> str:
    whole = blake2b(digest_size=20)
    for part in parts:
        whole.update(b"%d:" % len(part) + part)
    return whole.hexdigest()
