"""Draw a story's scenes."""

from __future__ import annotations

import argparse

from engine.cli.commands.export import add_form, run
from engine.cli.support.options import add_story

__all__ = ["add", "run"]

DESCRIPTION = "The same as `export --as dot`."


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)
    add_form(parser, "dot")
