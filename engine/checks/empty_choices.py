"""A list has an `else` and nothing before it.

`else` is taken when nothing above it is on offer; with nothing above it, it is always taken and the player is
never asked. Write the choices, or put what the `else` does in the place of the list.

Fails::

    story: The cell
    start: cell
    scenes:
      cell:
        text: |
          A cell.
        choices:
          - else: morning
      morning:
        ending: Morning

Passes::

    story: The cell
    start: cell
    scenes:
      cell:
        text: |
          A cell.
        go: morning
      morning:
        ending: Morning
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every list that holds no entry but its `else`."""
    for _, offering in survey.offerings:
        if not offering.entries:
            message = "this list offers nothing before its `else`"
            helping = "write a choice above it, or go there without a list"
            yield Diagnostic("empty-choices", message, offering.span, helping, "warning")
