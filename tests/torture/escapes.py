"""What a terminal would obey, put wherever text is shown: none of it reaches the terminal."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from engine.cli import main
from tests.frontends.pseudo_terminal import PseudoTerminal
from tests.torture._payloads import PAYLOADS, is_obeyed, wrapped
from tests.torture._poisoned_game import ON_COVER, PLACES, keys
from tests.torture._row import Row

FEWEST = 3
STORY = """\
story: {title}
start: a
author: {author}
vars: {{n: 0..3, w: text = {text}}}
status: [{{label: {label}, value: w, as: words}}]
epigraphs: {{dog: {{text: {epigraph}, source: {source}}}}}
notes: {{p: {{title: {note}, text: {page}}}}}
scenes:
  a:
    title: {heading}
    place: {place}
    date: {date}
    epigraph: dog
    text: {prose}
    ask: {{into: w, prompt: {prompt}, limit: 99}}
    choices:
      - {choice}: {{when: n > 1, locked: {locked}, go: z}}
      - Go: z
  z: {{ending: {ending}}}
"""
WRITTEN = (
    "title", "author", "text", "label", "epigraph", "source", "note", "page", "heading", "place", "date", "prose",
    "prompt", "choice", "locked", "ending",
)  # fmt: skip
FORMATS = ("text", "json", "sarif", "github")


def run(scale: float) -> Row:
    """Every payload in every place of a frame, of a file, of a command; rich by itself must let some through."""
    chosen = range(0, len(PAYLOADS), max(1, min(len(PAYLOADS) // FEWEST, round(1 / max(scale, 0.01)))))
    bad = [problem for number in chosen for problem in problems(number)]
    control = sum(is_obeyed(_shown(number, "rich"), PAYLOADS[number]) for number in chosen)
    for problem in bad[:10]:
        sys.stderr.write(problem + "\n")
    places = len(PLACES) + len(ON_COVER) + len(WRITTEN) * (len(FORMATS) + 1) + 5
    return Row("escapes", len(chosen) * places, len(bad), control)


def problems(number: int) -> Iterator[str]:
    """Each way by which a payload reaches the terminal."""
    payload = PAYLOADS[number]
    if is_obeyed(_shown(number), payload):
        yield f"{payload!a} in a frame"
    for how, said in _commands(payload):
        if is_obeyed(said.encode("utf-8", "surrogatepass"), payload):
            yield f"{payload!a} by {how}"


def _shown(number: int, *words: str) -> bytes:
    """All that a terminal receives during a poisoned game."""
    seat = PseudoTerminal([str(number), *words], module="tests.torture._poisoned_game")
    try:
        if not words:
            seat.wait_for("goes on")
            for key in keys():
                while seat.last_line.endswith("goes on"):
                    seat.press("\r")
                    seat.settle(0.03)
                seat.press(key)
                seat.settle(0.03)
        seat.wait_for_end()
        return seat.raw
    finally:
        seat.close()


def _commands(payload: str) -> Iterator[tuple[str, str]]:
    """What is said by commands that meet a payload."""
    with tempfile.TemporaryDirectory() as base:
        for place in WRITTEN:
            file = Path(base, "story.yaml")
            file.write_text(_story(place, payload), encoding="utf-8")
            for form in FORMATS:
                yield f"check --format {form}, {place}", _said("check", str(file), "--format", form)
            yield f"play, {place}", _said("play", str(file), "--plain", "--new", typed="Kim\nnote p\nwhy 1\n1\n")
        yield "a story's name", _said("check", str(Path(base, wrapped(payload))))
        yield "a command's name", _said(wrapped(payload))
        yield "an option", _said("play", "--frontend", wrapped(payload))
        yield "a file's name", _said("check", str(_folder(Path(base), payload)))
        file.write_text(_story("title", "T"), encoding="utf-8")
        typed = "".join(f"{word} {wrapped(payload)}\n" for word in ("save", "load", "note", "why", ""))
        yield "what is typed", _said("play", str(file), "--plain", "--new", typed=wrapped(payload) + "\n" + typed)


def _story(place: str, payload: str) -> str:
    """A story with the payload in one place, by YAML's escapes."""
    escaped = "".join(f"\\U{ord(character):08x}" for character in payload)
    return STORY.format_map({**dict.fromkeys(WRITTEN, "words"), place: f'"{wrapped(escaped)}"'})


def _folder(base: Path, payload: str) -> Path:
    folder = base / "folder"
    folder.mkdir()
    (folder / "story.yaml").write_text("story: [", encoding="utf-8")
    name = wrapped(payload).replace("/", "-").replace("\0", "-")
    (folder / f"{name}.yaml").write_text("act: [", encoding="utf-8", errors="replace")
    return folder


def _said(*words: str, typed: str = "") -> str:
    said = io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"SAMARRA_CACHE": folder, "SAMARRA_SAVES": folder}),
        patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        main(words)
    return said.getvalue()
