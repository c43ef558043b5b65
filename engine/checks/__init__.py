"""Finds what is wrong with a whole story; every module here is one check.

A check has `check(analysis)`, which yields diagnostics from names and links; or `check_bodies(analysis)`, which looks
into the bodies that are read. What the second kind says of a file of scenes is stored with it, so it may depend on
nothing but that file and what `environment_of` covers. What cannot be played is an error; what can be played but is
probably not meant is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from engine.discovery import load_plug, plug_names
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.analysis.story_analysis import StoryAnalysis, analyze_story


def check(resolved: ResolvedStory) -> tuple[Diagnostic, ...]:
    """Return everything wrong with the names, expressions and links of a story, in the order of its files."""
    analysis = analyze_story(resolved)
    return sort_diagnostics((*check_bodies(analysis), *check_whole(analysis)))


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bodies that are read."""
    yield from analysis.resolved.diagnostics
    yield from _run("check_bodies", analysis)


def check_whole(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield what is wrong between the parts of a story."""
    yield from _run("check", analysis)


def _run(function: str, analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    for name in plug_names(__path__):
        if run := getattr(load_plug(__name__, name), function, None):
            yield from run(analysis)
