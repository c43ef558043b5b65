"""Look for faults in a story."""

from __future__ import annotations

import argparse

import engine.diagnostics.render as diagnostic_formats
from engine.cli.streams import write_message, write_result
from engine.cli.support.formats import TEXT, add_format, folder_formats
from engine.cli.support.options import add_story
from engine.diagnostics.show import counted
from engine.discovery import load_plug
from engine.errors import ExitCode
from engine.examination import examine
from engine.story.walk import parts_of

DESCRIPTION = "Looks for faults in a story."


def add(parser: argparse.ArgumentParser) -> None:
    add_story(parser)
    add_format(parser, folder_formats(diagnostic_formats), "faults are")


def run(arguments: argparse.Namespace) -> int:
    """Write the faults as text to stderr, as everywhere; in a form for programs they are the command's own output."""
    findings = examine(arguments.story)
    text: str = load_plug(diagnostic_formats.__name__, arguments.format).render(findings.diagnostics, findings.lines)
    if arguments.format != TEXT:
        write_result(text)
    elif findings.diagnostics:
        write_message(text)
    elif findings.resolved is not None:
        story = findings.resolved.story
        write_result(f"no faults in {story.title}: {counted(len(parts_of(story)), 'scene')}")
    return ExitCode.FINDINGS if findings.diagnostics else ExitCode.SUCCESS
