"""`samarra fix`: writes the mended lines of every fault that says for certain what was meant."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.parsing import Parsers
from engine.cli.streams import write_message, write_result
from engine.cli.support.files import rewrite
from engine.cli.support.options import add_story
from engine.diagnostics.mends import apply_mends

if TYPE_CHECKING:
    from engine.pipeline import Built

PASSES = 5
"""Mending one fault may uncover another; no story needs more rounds than this."""


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser(
        "fix", help="mend what can be mended in a story", description="Mends what can be mended in a story."
    )
    add_story(parser)


def run(arguments: argparse.Namespace) -> int:
    """Mends round after round until nothing certain is left; what remains is told, and is a finding."""
    from engine.diagnostics.render.text import render
    from engine.pipeline import build

    built = build(arguments.story)
    rounds = 0
    while rounds < PASSES and _mend(arguments.story, built):
        rounds += 1
        built = build(arguments.story)
    if built.diagnostics:
        write_message(render(built.diagnostics, built.lines))
    elif not rounds:
        write_message("there is nothing to mend")
    return 1 if built.diagnostics else 0


def _mend(story: Path, built: Built) -> bool:
    """Writes one round of mends, and says whether there were any."""
    from engine.source.gather import gather

    certain = [(found, found.mend) for found in built.diagnostics if found.mend is not None]
    places = {text.path: text for text in gather(story).texts if text.location is not None}
    changed = False
    for file in dict.fromkeys(mend.file for _, mend in certain if mend.file in places):
        text = places[file]
        kept, after = apply_mends(text.data.decode("utf-8"), [mend for _, mend in certain if mend.file == file])
        if text.location is None or not kept:
            continue
        rewrite(text.location, after.encode("utf-8"))
        changed = True
        made = set(kept)
        for found, mend in certain:
            if mend in made:
                write_result(f"{file}:{mend.first}: mended {found.code}")
    return changed
