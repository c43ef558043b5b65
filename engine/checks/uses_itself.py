"""A scene brings in its own choices."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks._circles import circles
from engine.checks._offered import used_at_once
from engine.checks._survey import Survey
from engine.diagnostics.diagnostic import Diagnostic


def check(survey: Survey) -> Iterator[Diagnostic]:
    """The first `use` of every circle of scenes that bring each other in."""
    used = {name: used_at_once(scene.body) for name, scene in survey.scenes.items()}
    known = circles({name: [entry.scene.text for entry in entries] for name, entries in used.items()})
    told = set()
    for name, entries in used.items():
        for entry in entries:
            if known[name] == known.get(entry.scene.text) and known[name] not in told:
                told.add(known[name])
                message = f"the choices of `{entry.scene.text}` take in the choices of `{name}`, which use it"
                if entry.scene.text == name:
                    message = f"the choices of `{name}` take in themselves"
                yield Diagnostic("uses-itself", message, entry.scene.span, "take this `use` out")
