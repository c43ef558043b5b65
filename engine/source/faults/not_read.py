"""A file of the story cannot be read.

Only regular files inside the story's folder are read: no links, no folders with a file's name, no pipes and no devices.
Files that end in `.yml` are not parts of a story; rename them. No file can show this mistake, so there is no example.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.source.faults._places import top_of

CODE = "not-read"


def link(file: str) -> Diagnostic:
    """A link, wherever it leads."""
    return Diagnostic(CODE, "this is a link, and links are not followed", top_of(file), "put the file itself here")


def kind(file: str, what: str) -> Diagnostic:
    """Something that is no regular file: `what` says what it is."""
    return Diagnostic(CODE, f"this is {what}, not a file", top_of(file), "rename it or move it out of the story")


def trouble(file: str, reason: str) -> Diagnostic:
    """The system says no."""
    why = f": {reason.lower()}" if reason else ""
    return Diagnostic(CODE, f"this cannot be read{why}", top_of(file))


def ending(file: str) -> Diagnostic:
    """A part that was given the other ending of YAML files."""
    name = file.rpartition("/")[2]
    helps = f"rename it to {quoted(name.removesuffix('.yml') + '.yaml')}"
    return Diagnostic(CODE, "this file ends in `.yml`, so it is no part of the story", top_of(file), helps, "warning")
