"""Finds what is wrong with a whole story; every module here is one check.

A check has `check(analysis)`, which yields its diagnostics. What cannot be played is an error; what can be
played but is probably not meant is a warning.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from engine.discovery import load_plug, plug_names
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.analysis.story_analysis import analyze_story


def check(resolved: ResolvedStory) -> tuple[Diagnostic, ...]:
    """Return everything wrong with the names, expressions and links of a story, in the order of its files."""
    analysis = analyze_story(resolved)
    diagnostics = list(resolved.diagnostics)
    for name in plug_names(__path__):
        diagnostics += load_plug(__name__, name).check(analysis)
    return sort_diagnostics(diagnostics)
