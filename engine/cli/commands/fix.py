"""Mend what can be mended in a story."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from engine.cli.streams import write_message, write_result
from engine.cli.support.options import add_story
from engine.diagnostics.diagnostic import Diagnostic, apply_mends
from engine.diagnostics.render.text import render
from engine.errors import ExitCode
from engine.pipeline import Built, build
from engine.source.gather import SourceText, gather
from engine.storage.atomic_write import write_file
from engine.storage.disk import RealDisk

PASSES = 5
"""Mending one fault may uncover another; no story needs more rounds than this."""

DESCRIPTION = "Mends what can be mended in a story."


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)


def run(arguments: argparse.Namespace) -> int:
    """Mend round after round until nothing certain is left; what remains is reported, and is a finding."""
    built = build(arguments.story)
    rounds = 0
    while rounds < PASSES and _mend(arguments.story, built):
        rounds += 1
        built = build(arguments.story)
    if built.diagnostics:
        write_message(render(built.diagnostics, built.lines))
    elif not rounds:
        write_message("there is nothing to mend")
    return ExitCode.FINDINGS if built.diagnostics else ExitCode.SUCCESS


def _mend(story: Path, built: Built) -> bool:
    """Write one round of mends to the story's files; return whether a file changed."""
    texts = {text.path: text for text in gather(story).texts}
    is_changed = False
    for file in dict.fromkeys(fault.mend.file for fault in built.diagnostics if fault.mend is not None):
        if file in texts:
            is_changed |= _mend_file(texts[file], built.diagnostics)
    return is_changed


def _mend_file(text: SourceText, diagnostics: Sequence[Diagnostic]) -> bool:
    """Write the mends of one file; return whether it changed."""
    faults = [(fault, fault.mend) for fault in diagnostics if fault.mend is not None and fault.mend.file == text.path]
    mends, content = apply_mends(text.data.decode("utf-8"), [mend for _, mend in faults])
    if text.location is None or not mends:
        return False
    write_file(RealDisk(), text.location, content.encode("utf-8"), replaces=True)
    for fault, mend in faults:
        if mend in mends:
            write_result(f"{text.path}:{mend.first}: mended {fault.code}")
    return True
