"""A `use` brings in more than a hundred choices."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._offered import MOST_USED, brought_in
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic
from engine.story.blocks import Use


def check(survey: Survey) -> Iterator[Diagnostic]:
    """Yield every `use` that brings in more entries than it may."""
    for part, offering in survey.offerings:
        for entry in offering.entries:
            if isinstance(entry, Use) and len(brought_in(entry, part.id.text, survey)) > MOST_USED:
                message = f"`use: {entry.scene.text}` brings in more than {MOST_USED} choices"
                helping = "split that scene, or let a choice lead to it"
                yield Diagnostic("many-used", message, entry.scene.span, helping)
