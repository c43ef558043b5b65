r"""A character that cannot be seen, or that a terminal would obey, stands in the story.

Control characters (but line ends and TAB) are refused everywhere, also when written as an escape between
quotation marks.
Where YAML wants a plain space, before a key and after its colon or a dash, no other space can stand.
In keys, ids and labels, characters that change the direction of writing or leave no mark are refused as well.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        text: "A door.\e[2J"
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

import unicodedata

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.span import Span

_CONTROLS = {0: "NUL", 7: "BEL", 8: "backspace", 9: "TAB", 10: "line feed", 12: "form feed", 13: "return", 27: "ESC"}


def fault(span: Span, character: str) -> Diagnostic:
    message = f"the character {_name(character)} cannot stand here"
    return Diagnostic("forbidden-character", message, span, "delete it")


def as_space(span: Span, character: str, mend: Mend) -> Diagnostic:
    """A character that looks like the plain space YAML wants in its place."""
    message = f"an unseen character stands here, {_name(character)}, where YAML wants a plain space"
    return Diagnostic("forbidden-character", message, span, "write a plain space", mend=mend)


def escape(span: Span) -> Diagnostic:
    """An escape that stands for no character at all."""
    return Diagnostic("forbidden-character", "this escape stands for no character", span, "write the character itself")


def _name(character: str) -> str:
    code = ord(character)
    known = _CONTROLS.get(code) or unicodedata.name(character, "").lower()
    return f"U+{code:04X} ({known})" if known else f"U+{code:04X}"
