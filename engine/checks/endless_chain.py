"""Scenes that lead to each other for ever, with no choice, question or ending among them.

However the story comes to this scene, it goes round without stopping and the player is never asked. Offer a
choice on the way, or lead out of the circle. A circle that only sometimes goes on for ever is found by the
proofs.

Fails::

    story: The square
    start: north
    scenes:
      north:
        text: |
          North.
        go: south
      south:
        text: |
          South.
        go: north
      home:
        ending: Home

Passes::

    story: The square
    start: north
    scenes:
      north:
        text: |
          North.
        go: south
      south:
        text: |
          South.
        choices:
          - Turn back: north
          - Go home: home
      home:
        ending: Home
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._restless import restless_circles
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every circle without rest, at the scene of it that is written first."""
    for circle in restless_circles(survey):
        first, *others = circle
        span = survey.told[first].id.span
        way = ", then to ".join(f"`{name}`" for name in (*others, first))
        message = (
            f"`{first}` goes to {way} for ever, without a choice" if others else f"`{first}` goes to itself for ever"
        )
        also = tuple(survey.told[name].id.span for name in others)
        yield Diagnostic("endless-chain", message, span, "offer a choice on the way, or lead out of it", also=also)
