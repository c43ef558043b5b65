"""The tables beside the code: acts, epigraphs, notes, the status line, the author's promises."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.kinds import Kind, NumberKind
from engine.expressions.resolve import resolve_value
from engine.program import model, tables
from engine.program.prose_terms import condition_term, program_prose, shown_value
from engine.story.model import Promise, StatusLine, Story
from engine.story.promises import Always, Before, Never, Reach, Within
from engine.story.scopes import scope_of


def acts_of(story: Story) -> tuple[tables.Act, ...]:
    """The acts in file order."""
    return tuple(tables.Act(act.title, act.epigraph.text if act.epigraph else "", act.date) for act in story.acts)


def epigraphs_of(story: Story) -> tuple[tables.Epigraph, ...]:
    """The epigraphs in file order."""
    scope = scope_of(story, None)
    return tuple(
        tables.Epigraph(one.id.text, program_prose(one.text, scope, ""), one.source) for one in story.epigraphs
    )


def notes_of(story: Story) -> tuple[tables.Note, ...]:
    """The journal's pages in file order."""
    scope = scope_of(story, None)
    return tuple(
        tables.Note(
            id=note.id.text,
            title=note.title,
            when=None if note.when is None else condition_term(note.when, scope),
            text=program_prose(note.text, scope, ""),
            mark=note.mark or "",
            sources=note.sources,
            span=note.id.span,
        )
        for note in story.notes
    )


def status_of(story: Story) -> tuple[tables.Status, ...]:
    """The status line, left to right."""
    return tuple(_status(line, story) for line in story.status)


def _status(line: StatusLine, story: Story) -> tables.Status:
    scope = scope_of(story, None)
    kind: Kind | None = resolve_value(line.value, scope).kind
    high = kind.high if isinstance(kind, NumberKind) else 0
    return tables.Status(line.label, (shown_value(line.value, scope),), line.form, high)


def promises_of(story: Story) -> tuple[model.Promise, ...]:
    """What the author promises of every playthrough."""
    return tuple(_promise(promise, story) for promise in story.promises)


def _promise(promise: Promise, story: Story) -> model.Promise:
    scope = scope_of(story, None)
    match promise:
        case Always(condition, span):
            return Always(condition_term(condition, scope), span)
        case Never(condition, span):
            return Never(condition_term(condition, scope), span)
        case Reach(scene, span):
            return Reach(scene.text, span)
        case Within(ending, turns, span):
            return Within(ending.text, turns, span)
        case Before(first, then, span):
            return Before(first.text, then.text, span)
        case unknown:
            assert_never(unknown)
