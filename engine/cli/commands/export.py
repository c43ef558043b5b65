"""Write a story in another form."""

from __future__ import annotations

import argparse

from engine.cli.streams import write_result
from engine.cli.support.options import add_story
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.errors import ExitCode, UsageError
from engine.exporters import exporter, exporter_names
from engine.pipeline import build_sound

DESCRIPTION = "Writes a story in another form."


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)
    add_form(parser, None)


def add_form(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add `--as NAME`, which names the exporter."""
    forms = ", ".join(exporter_names())
    parser.add_argument(
        "--as", dest="form", metavar="NAME", required=default is None, default=default, help=f"one of {forms}"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the whole of a story without errors."""
    if arguments.form not in exporter_names():
        helps = did_you_mean(arguments.form, exporter_names()) or "there are " + ", ".join(exporter_names())
        raise UsageError(f"there is no form {quoted(arguments.form)}; {helps}")
    story = build_sound(arguments.story).resolved.story
    write_result(exporter(arguments.form).export(story))
    return ExitCode.SUCCESS
