"""Two choices of one list have the same id.

A list takes in the choices of every scene it uses and the storylets of every deck it draws, and all of them
must differ in their ids, since a choice is known by its id. Give one of them an `id:` of its own, or take it
in only once.

Fails::

    story: The yard
    start: yard
    scenes:
      yard:
        choices:
          - use: pockets
          - Look at the watch: street
        then: yard
      pockets:
        choices:
          - Look at the watch:
      street:
        ending: The street

Passes::

    story: The yard
    start: yard
    scenes:
      yard:
        choices:
          - use: pockets
          - Look at the tower clock: street
        then: yard
      pockets:
        choices:
          - Look at the watch:
      street:
        ending: The street
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._offered import offered_ids
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.story.blocks import Choice, Offering


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Every entry of a list that brings in an id the list already has."""
    for part, offering in survey.offerings:
        if not all(isinstance(entry, Choice) for entry in offering.entries):
            yield from _clashes(offering, part.id.text, survey)


def _clashes(offering: Offering, owner: str, survey: Survey) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    blamed: set[Span] = set()
    for id, span in offered_ids(offering, owner, survey):
        if id in first and span not in blamed:
            blamed.add(span)
            message = f"this list already offers a choice with the id `{id}`"
            helping = "give one of them an `id:`, or take it in only once"
            yield Diagnostic("same-choice", message, span, helping, also=(first[id],))
        first.setdefault(id, span)
