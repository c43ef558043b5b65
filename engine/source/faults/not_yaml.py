"""A line cannot be understood as YAML.

Most often the indentation is uneven, a colon or a bracket is missing, or text with signs of YAML's own
is not under `text: |`.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
      yard:
       ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

import re

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

_WORDS = re.compile(r"([a-z_][a-z0-9_]*)(?::|\s+)(\S.*)")


def fault(span: Span, message: str = "", helps: str = "") -> Diagnostic:
    """`message` and `helps` where something better can be said than that it is no YAML."""
    return Diagnostic(
        "not-yaml", message or "this cannot be understood as YAML", span, helps or "check the lines above"
    )


def without_key(file: str, line: int, text: str) -> Diagnostic:
    """A line with nothing that YAML reads as a key, where one must stand."""
    said = text.strip()
    words = _WORDS.fullmatch(said)
    mended = f"{words[1]}: {words[2]}" if words else f"{said}:"
    start = len(text) - len(text.lstrip()) + 1
    message = f"{quoted(said)} is no key: a key ends with a colon, and a space parts it from its value"
    return fault(Span(file, line, start, line, start + len(said)), message, f"write {quoted(mended)}")
