"""`samarra graph`: the scenes of a story and the links between them, as a drawing program reads them."""

from __future__ import annotations

from engine.cli.commands.export import add_form, run
from engine.cli.parsing import Parsers
from engine.cli.support.options import add_story

__all__ = ["add", "run"]


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("graph", help="draw a story's scenes", description="The same as `export --as dot`.")
    add_story(parser)
    add_form(parser, "dot")
