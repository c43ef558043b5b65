"""A `use` brings in more than a hundred choices.

The scene that is used, with all that it uses in turn, has more choices than a list can take in. Split it, or
let a choice lead to a scene that offers them.

Fails::

    story: The yard
    start: yard
    scenes:
      yard:
        choices:
          - use: pockets
          - Leave: street
      pockets:
        choices: [
          {Count 1: yard}, {Count 2: yard}, {Count 3: yard}, {Count 4: yard}, {Count 5: yard}, {Count 6: yard},
          {Count 7: yard}, {Count 8: yard}, {Count 9: yard}, {Count 10: yard}, {Count 11: yard}, {Count 12: yard},
          {Count 13: yard}, {Count 14: yard}, {Count 15: yard}, {Count 16: yard}, {Count 17: yard}, {Count 18: yard},
          {Count 19: yard}, {Count 20: yard}, {Count 21: yard}, {Count 22: yard}, {Count 23: yard}, {Count 24: yard},
          {Count 25: yard}, {Count 26: yard}, {Count 27: yard}, {Count 28: yard}, {Count 29: yard}, {Count 30: yard},
          {Count 31: yard}, {Count 32: yard}, {Count 33: yard}, {Count 34: yard}, {Count 35: yard}, {Count 36: yard},
          {Count 37: yard}, {Count 38: yard}, {Count 39: yard}, {Count 40: yard}, {Count 41: yard}, {Count 42: yard},
          {Count 43: yard}, {Count 44: yard}, {Count 45: yard}, {Count 46: yard}, {Count 47: yard}, {Count 48: yard},
          {Count 49: yard}, {Count 50: yard}, {Count 51: yard}, {Count 52: yard}, {Count 53: yard}, {Count 54: yard},
          {Count 55: yard}, {Count 56: yard}, {Count 57: yard}, {Count 58: yard}, {Count 59: yard}, {Count 60: yard},
          {Count 61: yard}, {Count 62: yard}, {Count 63: yard}, {Count 64: yard}, {Count 65: yard}, {Count 66: yard},
          {Count 67: yard}, {Count 68: yard}, {Count 69: yard}, {Count 70: yard}, {Count 71: yard}, {Count 72: yard},
          {Count 73: yard}, {Count 74: yard}, {Count 75: yard}, {Count 76: yard}, {Count 77: yard}, {Count 78: yard},
          {Count 79: yard}, {Count 80: yard}, {Count 81: yard}, {Count 82: yard}, {Count 83: yard}, {Count 84: yard},
          {Count 85: yard}, {Count 86: yard}, {Count 87: yard}, {Count 88: yard}, {Count 89: yard}, {Count 90: yard},
          {Count 91: yard}, {Count 92: yard}, {Count 93: yard}, {Count 94: yard}, {Count 95: yard}, {Count 96: yard},
          {Count 97: yard}, {Count 98: yard}, {Count 99: yard}, {Count 100: yard}, {Count 101: yard}
        ]
      street:
        ending: The street

Passes::

    story: The yard
    start: yard
    scenes:
      yard:
        choices:
          - use: pockets
          - Leave: street
      pockets:
        choices:
          - Count 1: yard
          - Count 2: yard
      street:
        ending: The street
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._offered import MOST_USED, brought_in
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic
from engine.story.blocks import Use


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every `use` that comes to more entries than it may."""
    for part, offering in survey.offerings:
        for entry in offering.entries:
            if isinstance(entry, Use) and len(brought_in(entry, part.id.text, survey)) > MOST_USED:
                message = f"`use: {entry.scene.text}` brings in more than {MOST_USED} choices"
                helping = "split that scene, or let a choice lead to it"
                yield Diagnostic("many-used", message, entry.scene.span, helping)
