"""Compile the tables of a program: acts, epigraphs, notes, the status line, the author's promises."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.kinds import NumberKind
from engine.program import model, tables
from engine.program.compile_prose import compile_prose, compile_value
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.model import Promise, StatusLine, Story
from engine.story.promises import Always, Before, Never, Reach, Within


def acts_of(story: Story) -> tuple[tables.Act, ...]:
    """Compile the acts, in file order."""
    return tuple(tables.Act(act.title, act.epigraph.text if act.epigraph else "", act.date) for act in story.acts)


def epigraphs_of(resolved: ResolvedStory) -> tuple[tables.Epigraph, ...]:
    """Compile the epigraphs, in file order."""
    return tuple(
        tables.Epigraph(epigraph.id.text, compile_prose(epigraph.text, resolved, ""), epigraph.source)
        for epigraph in resolved.story.epigraphs
    )


def notes_of(resolved: ResolvedStory) -> tuple[tables.Note, ...]:
    """Compile the notes, in file order."""
    return tuple(
        tables.Note(
            id=note.id.text,
            title=note.title,
            when=None if note.when is None else resolved.term_of(note.when),
            text=compile_prose(note.text, resolved, ""),
            mark=note.mark or "",
            sources=note.sources,
            span=note.id.span,
        )
        for note in resolved.story.notes
    )


def status_of(resolved: ResolvedStory) -> tuple[tables.Status, ...]:
    """Compile the status line, left to right."""
    return tuple(_status(line, resolved) for line in resolved.story.status)


def _status(line: StatusLine, resolved: ResolvedStory) -> tables.Status:
    kind = resolved.kind_of(line.value)
    high = kind.high if isinstance(kind, NumberKind) else 0
    return tables.Status(line.label, (compile_value(line.value, resolved),), line.form, high)


def promises_of(resolved: ResolvedStory) -> tuple[model.Promise, ...]:
    """Compile what the author promises of every playthrough."""
    return tuple(_promise(promise, resolved) for promise in resolved.story.promises)


def _promise(promise: Promise, resolved: ResolvedStory) -> model.Promise:
    match promise:
        case Always(condition, span):
            return Always(resolved.term_of(condition), span)
        case Never(condition, span):
            return Never(resolved.term_of(condition), span)
        case Reach(scene, span):
            return Reach(scene.text, span)
        case Within(ending, turns, span):
            return Within(ending.text, turns, span)
        case Before(first, then, span):
            return Before(first.text, then.text, span)
        case unknown:
            assert_never(unknown)
