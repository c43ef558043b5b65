"""Finds what is wrong with a whole story; every module here without a leading underscore is one check.

A check has `check(survey)`, which yields its diagnostics. What cannot be played is an error; what can be
played but is hardly meant is a warning.
"""

from __future__ import annotations

from engine.checks._survey import survey_story
from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.order import in_order
from engine.discovery import plug, plug_names
from engine.story.model import Story


def check(story: Story) -> tuple[Diagnostic, ...]:
    """Everything wrong with the names, expressions and ways of a story, in the order of its files."""
    survey = survey_story(story)
    found = list(survey.understood.diagnostics)
    for name in plug_names(__path__):
        found += plug(__name__, name).check(survey)
    return in_order(found)
