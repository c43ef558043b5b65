"""The event stream of one file into a tree of nodes, refusing what a story has no use for.

It keeps its own stack, so no depth of nesting can exhaust Python's or the C library's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.source import events as yaml_events
from engine.source.keys import key_fault
from engine.source.messages.structure import (
    alias,
    anchor,
    deep_nesting,
    directive,
    second_document,
    story_too_long,
    tag,
)
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.source.scalars import read_scalar
from engine.source.syntax import syntax_fault
from engine.source.values import value_fault

DEPTH_LIMIT = 32
FAULTS_LIMIT = 100
"""Mistakes of one file after which the rest of it is not looked at."""


@dataclass(slots=True)
class ComposedFile:
    """What one file holds, as far as it could be read."""

    root: Node | None
    diagnostics: list[Diagnostic]
    count: int
    """Events read."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended; the bottom one holds the whole document."""

    is_mapping: bool
    start: Span
    is_flow: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    key: Scalar | None = None
    is_refused: bool = False
    seen: dict[str, Span] = field(default_factory=dict)


@dataclass(slots=True)
class _ComposerState:
    """The file being composed."""

    file: str
    lines: tuple[str, ...]
    stack: list[_Open]
    diagnostics: list[Diagnostic]


def compose_nodes(file: str, text: str, lines: tuple[str, ...], budget: int) -> ComposedFile:
    """The tree of a file's only document; `budget` is the number of events that are still accepted."""
    bottom = _Open(False, Span(file, 1, 1, 1, 1))
    desk = _ComposerState(file, lines, [bottom], [])
    count = 0
    try:
        for count, event in enumerate(yaml_events.events(text), 1):
            if count > budget:
                desk.diagnostics.append(story_too_long(_span(desk, event), "values"))
            if count > budget or not _take(event, desk) or len(desk.diagnostics) >= FAULTS_LIMIT:
                break
    except yaml_events.YAMLError as trouble:
        desk.diagnostics.append(syntax_fault(trouble, file, lines))
    return ComposedFile(bottom.items[0] if bottom.items else None, desk.diagnostics, count)


def _take(event: yaml_events.Event, desk: _ComposerState) -> bool:
    """Puts one event in its place; false when the rest of the file is not worth reading."""
    if isinstance(event, yaml_events.ScalarEvent):
        return _take_scalar(event, desk)
    if isinstance(event, yaml_events.MappingStartEvent | yaml_events.SequenceStartEvent):
        return _open(event, desk)
    if isinstance(event, yaml_events.MappingEndEvent | yaml_events.SequenceEndEvent):
        _close(event, desk)
    elif isinstance(event, yaml_events.AliasEvent):
        desk.diagnostics.append(alias(_span(desk, event)))
        _put(Scalar("", "plain", _span(desk, event)), desk)
    elif isinstance(event, yaml_events.DocumentStartEvent):
        return _start_document(event, desk)
    return True


def _take_scalar(event: yaml_events.ScalarEvent, desk: _ComposerState) -> bool:
    scalar = read_scalar(event, desk.file, desk.lines)
    if event.tag is not None or event.anchor is not None:
        _refuse_properties(event, desk)
    _put(scalar, desk)
    return True


def _open(event: yaml_events.MappingStartEvent | yaml_events.SequenceStartEvent, desk: _ComposerState) -> bool:
    if event.tag is not None or event.anchor is not None:
        _refuse_properties(event, desk)
    is_mapping = isinstance(event, yaml_events.MappingStartEvent)
    desk.stack.append(_Open(is_mapping, _span(desk, event), bool(event.flow_style)))
    if len(desk.stack) - 1 > DEPTH_LIMIT:
        desk.diagnostics.append(deep_nesting(desk.stack[-1].start, DEPTH_LIMIT))
        return False
    return True


def _close(event: yaml_events.Event, desk: _ComposerState) -> None:
    closed = desk.stack.pop()
    last = closed.entries[-1].value.span if closed.entries else closed.items[-1].span if closed.items else None
    span = closed.start.through(last if last and not closed.is_flow else _span(desk, event))
    if closed.is_mapping:
        _put(Mapping(tuple(closed.entries), span), desk)
    else:
        _put(Sequence(tuple(closed.items), span), desk)


def _put(node: Node, desk: _ComposerState) -> None:
    parent = desk.stack[-1]
    if parent.is_mapping and parent.key is None:
        refusal = key_fault(node, parent.seen)
        parent.is_refused = refusal is not None
        parent.key = node if isinstance(node, Scalar) else Scalar("", "plain", node.span)
        desk.diagnostics.extend([refusal] if refusal else ())
        return
    refusal = value_fault(node) if isinstance(node, Scalar) else None
    desk.diagnostics.extend([refusal] if refusal else ())
    if parent.key is None:
        parent.items.append(node)
        return
    if not parent.is_refused:
        parent.entries.append(Entry(parent.key, node))
    parent.key = None


def _start_document(event: yaml_events.DocumentStartEvent, desk: _ComposerState) -> bool:
    if event.version is not None or event.tags:
        desk.diagnostics.append(directive(_span(desk, event)))
    if desk.stack[0].items:
        desk.diagnostics.append(second_document(_span(desk, event)))
        return False
    return True


def _refuse_properties(
    event: yaml_events.ScalarEvent | yaml_events.MappingStartEvent | yaml_events.SequenceStartEvent,
    desk: _ComposerState,
) -> None:
    span = _span(desk, event)
    if event.tag is not None:
        desk.diagnostics.append(tag(span, event.tag))
    if event.anchor is not None:
        desk.diagnostics.append(anchor(span, event.anchor))


def _span(desk: _ComposerState, event: yaml_events.Event) -> Span:
    start, end = yaml_events.marks(event)
    return Span(desk.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
