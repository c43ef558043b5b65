"""Finds what is wrong with a whole story; every module here without a leading underscore is one check.

A check has `check(survey)`, which yields its diagnostics. What cannot be played is an error; what can be
played but is hardly meant is a warning.
"""

from __future__ import annotations

from engine.checks._survey import survey_story
from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.order import in_order
from engine.discovery import plug, plug_names
from engine.story.analysis.resolved_story import ResolvedStory


def check(resolved: ResolvedStory) -> tuple[Diagnostic, ...]:
    """Return everything wrong with the names, expressions and links of a story, in the order of its files."""
    survey = survey_story(resolved)
    diagnostics = list(resolved.diagnostics)
    for name in plug_names(__path__):
        diagnostics += plug(__name__, name).check(survey)
    return in_order(diagnostics)
