"""Build the tree of nodes of one file from YAML's events, and refuse what a story has no use for.

The stack is explicit, so that no depth of nesting can exhaust Python's or the C library's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.source import events as yaml_events
from engine.source.decode import FORBIDDEN, FORBIDDEN_IN_KEY
from engine.source.messages import (
    alias,
    anchor,
    deep_nesting,
    directive,
    duplicate_key,
    forbidden_character,
    key_not_text,
    key_too_long,
    merge_key,
    second_document,
    story_too_long,
    tag,
    text_too_long,
)
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.source.scalars import SCALAR_LIMIT, read_scalar
from engine.source.syntax import syntax_fault

DEPTH_LIMIT = 32
FAULTS_LIMIT = 100
"""Mistakes of one file after which the rest of it is not read."""
KEY_LIMIT = 128
"""Characters a key may have."""


@dataclass(slots=True)
class ComposedFile:
    """The tree of one file, as far as it could be built."""

    root: Node | None
    diagnostics: list[Diagnostic]
    count: int
    """Events read."""


@dataclass(slots=True)
class _OpenNode:
    """A list or mapping whose end is not read yet; the bottom one holds the whole document."""

    is_mapping: bool
    start: Span
    is_flow: bool = False
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    key: Scalar | None = None
    is_key_refused: bool = False
    keys: dict[str, Span] = field(default_factory=dict)


@dataclass(slots=True)
class _ComposerState:
    """The file being composed."""

    file: str
    lines: tuple[str, ...]
    stack: list[_OpenNode]
    diagnostics: list[Diagnostic]


def compose_nodes(file: str, text: str, lines: tuple[str, ...], budget: int) -> ComposedFile:
    """Build the tree of a file's only document; `budget` is the number of events that are still accepted."""
    bottom = _OpenNode(False, Span(file, 1, 1, 1, 1))
    state = _ComposerState(file, lines, [bottom], [])
    count = 0
    try:
        for count, event in enumerate(yaml_events.events(text), 1):
            if count > budget:
                state.diagnostics.append(story_too_long(_span(state, event), "values"))
            if count > budget or not _take(event, state) or len(state.diagnostics) >= FAULTS_LIMIT:
                break
    except yaml_events.YAMLError as error:
        state.diagnostics.append(syntax_fault(error, file, lines))
    return ComposedFile(bottom.items[0] if bottom.items else None, state.diagnostics, count)


def _take(event: yaml_events.Event, state: _ComposerState) -> bool:
    """Add one event to the tree; return whether the rest of the file is worth reading."""
    if isinstance(event, yaml_events.ScalarEvent):
        return _take_scalar(event, state)
    if isinstance(event, yaml_events.MappingStartEvent | yaml_events.SequenceStartEvent):
        return _open(event, state)
    if isinstance(event, yaml_events.MappingEndEvent | yaml_events.SequenceEndEvent):
        _close(event, state)
    elif isinstance(event, yaml_events.AliasEvent):
        state.diagnostics.append(alias(_span(state, event)))
        _put(Scalar("", "plain", _span(state, event)), state)
    elif isinstance(event, yaml_events.DocumentStartEvent):
        return _start_document(event, state)
    return True


def _take_scalar(event: yaml_events.ScalarEvent, state: _ComposerState) -> bool:
    scalar = read_scalar(event, state.file, state.lines)
    if event.tag is not None or event.anchor is not None:
        _refuse_properties(event, state)
    _put(scalar, state)
    return True


def _open(event: yaml_events.MappingStartEvent | yaml_events.SequenceStartEvent, state: _ComposerState) -> bool:
    if event.tag is not None or event.anchor is not None:
        _refuse_properties(event, state)
    is_mapping = isinstance(event, yaml_events.MappingStartEvent)
    state.stack.append(_OpenNode(is_mapping, _span(state, event), bool(event.flow_style)))
    if len(state.stack) - 1 > DEPTH_LIMIT:
        state.diagnostics.append(deep_nesting(state.stack[-1].start, DEPTH_LIMIT))
        return False
    return True


def _close(event: yaml_events.Event, state: _ComposerState) -> None:
    node = state.stack.pop()
    last = node.entries[-1].value.span if node.entries else node.items[-1].span if node.items else None
    span = node.start.through(last if last and not node.is_flow else _span(state, event))
    if node.is_mapping:
        _put(Mapping(tuple(node.entries), span), state)
    else:
        _put(Sequence(tuple(node.items), span), state)


def _put(node: Node, state: _ComposerState) -> None:
    """Add a whole node to the one that is open: as a key, as the value of a key, or as an item."""
    parent = state.stack[-1]
    if parent.is_mapping and parent.key is None:
        refusal = _find_key_fault(node, parent.keys)
        parent.is_key_refused = refusal is not None
        parent.key = node if isinstance(node, Scalar) else Scalar("", "plain", node.span)
        state.diagnostics.extend([refusal] if refusal else ())
        return
    refusal = _find_value_fault(node) if isinstance(node, Scalar) else None
    state.diagnostics.extend([refusal] if refusal else ())
    if parent.key is None:
        parent.items.append(node)
        return
    if not parent.is_key_refused:
        parent.entries.append(Entry(parent.key, node))
    parent.key = None


def _find_key_fault(key: Node, keys: dict[str, Span]) -> Diagnostic | None:
    """Return why a key is refused, if it is; else add it to `keys`, those of its mapping so far."""
    if not isinstance(key, Scalar):
        return key_not_text(key.span)
    forbidden = FORBIDDEN_IN_KEY.search(key.text)
    if forbidden:
        return forbidden_character(key.place(forbidden.start(), forbidden.end()), forbidden.group())
    if len(key.text) > KEY_LIMIT:
        return key_too_long(key.span, KEY_LIMIT)
    if key.text == "<<" and key.style == "plain":
        return merge_key(key.span)
    if key.text in keys:
        return duplicate_key(key.span, key.text, keys[key.text])
    keys[key.text] = key.span
    return None


def _find_value_fault(scalar: Scalar) -> Diagnostic | None:
    """Return why a value is refused, if it is; only escapes in double quotation marks can make forbidden characters."""
    if len(scalar.text) > SCALAR_LIMIT:
        return text_too_long(scalar.span, SCALAR_LIMIT)
    forbidden = FORBIDDEN.search(scalar.text) if scalar.style == "double" else None
    if forbidden:
        return forbidden_character(scalar.place(forbidden.start(), forbidden.end()), forbidden.group())
    return None


def _start_document(event: yaml_events.DocumentStartEvent, state: _ComposerState) -> bool:
    if event.version is not None or event.tags:
        state.diagnostics.append(directive(_span(state, event)))
    if state.stack[0].items:
        state.diagnostics.append(second_document(_span(state, event)))
        return False
    return True


def _refuse_properties(
    event: yaml_events.ScalarEvent | yaml_events.MappingStartEvent | yaml_events.SequenceStartEvent,
    state: _ComposerState,
) -> None:
    span = _span(state, event)
    if event.tag is not None:
        state.diagnostics.append(tag(span, event.tag))
    if event.anchor is not None:
        state.diagnostics.append(anchor(span, event.anchor))


def _span(state: _ComposerState, event: yaml_events.Event) -> Span:
    start, end = yaml_events.marks(event)
    return Span(state.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
