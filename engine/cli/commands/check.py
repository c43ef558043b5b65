"""`samarra check`: every fault of a story, in the form asked for."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.parsing import Parsers
from engine.cli.streams import write_message, write_result
from engine.cli.support.options import add_story
from engine.diagnostics.show import counted
from engine.discovery import load_plug, plug_names

_RENDERERS = "engine.diagnostics.render"


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("check", help="look for faults in a story", description="Looks for faults in a story.")
    add_story(parser)
    parser.add_argument("--format", choices=_formats(), default="text", help="how faults are written")


def run(arguments: argparse.Namespace) -> int:
    """Faults for a reader go to stderr, as everywhere; in a form for programs they are the command's own output."""
    from engine.pipeline import examine
    from engine.story.walk import parts_of

    built = examine(arguments.story)
    rendered = load_plug(_RENDERERS, arguments.format).render(built.diagnostics, built.lines)
    if arguments.format != "text":
        write_result(rendered)
    elif built.diagnostics:
        write_message(rendered)
    elif built.story is not None:
        write_result(f"no faults in {built.story.title}: {counted(len(parts_of(built.story)), 'scene')}")
    return 1 if built.diagnostics else 0


def _formats() -> tuple[str, ...]:
    import engine.diagnostics as diagnostics

    return plug_names([str(Path(folder) / "render") for folder in diagnostics.__path__])
