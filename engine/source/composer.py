"""Build the tree of nodes of one file from YAML's events, and refuse what a story has no use for.

The stack is explicit, so that no depth of nesting can exhaust Python's or the C library's.
"""

from __future__ import annotations

import re

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import UNSAFE, UNSEEN
from engine.diagnostics.span import Span
from engine.records import dataclass, field
from engine.source import messages
from engine.source.events import events, marks
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.source.scalars import SCALAR_LIMIT, read_scalar
from engine.source.syntax import syntax_fault

FORBIDDEN = re.compile(f"[{UNSAFE}]")
"""The characters allowed nowhere in a story."""
_FORBIDDEN_IN_KEY = re.compile(f"[\t\n{UNSAFE}{UNSEEN}]")
"""The characters allowed in no key, where they could not be seen."""
DEPTH_LIMIT = 32
VALUES_LIMIT = 200_000
"""Keys and values a file may have; the ends of lists and mappings count too."""
FAULTS_LIMIT = 100
"""Mistakes of one file after which the rest of it is not read."""
KEY_LIMIT = 128
"""Characters a key may have."""


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
class ComposedFile:
    """One file, as far as its tree is built."""

    file: str
    lines: tuple[str, ...]
    stack: list[_OpenNode]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    count: int = 0
    """Events read."""

    @property
    def root(self) -> Node | None:
        items = self.stack[0].items
        return items[0] if items else None


def compose_nodes(file: str, text: str, lines: tuple[str, ...]) -> ComposedFile:
    """Build the tree of a file's only document."""
    composed = ComposedFile(file, lines, [_OpenNode(False, Span(file, 1, 1, 1, 1))])
    try:
        for event in events(text):
            composed.count += 1
            if composed.count > VALUES_LIMIT:
                fault = messages.file_too_long(_span(composed, event), VALUES_LIMIT, "keys and values")
                composed.diagnostics.append(fault)
                break
            if not _take(event, composed) or len(composed.diagnostics) >= FAULTS_LIMIT:
                break
    except YAMLError as error:
        composed.diagnostics.append(syntax_fault(error, file, lines))
    return composed


def _take(event: Event, composed: ComposedFile) -> bool:
    """Add one event to the tree; return whether the rest of the file is worth reading."""
    if isinstance(event, ScalarEvent):
        if event.tag is not None or event.anchor is not None:
            _refuse_properties(event, composed)
        _put(read_scalar(event, composed.file, composed.lines), composed)
    elif isinstance(event, CollectionStartEvent):
        return _open(event, composed)
    elif isinstance(event, CollectionEndEvent):
        _close(event, composed)
    elif isinstance(event, AliasEvent):
        composed.diagnostics.append(messages.alias(_span(composed, event)))
        _put(Scalar("", "plain", _span(composed, event)), composed)
    elif isinstance(event, DocumentStartEvent):
        return _start_document(event, composed)
    return True


def _open(event: CollectionStartEvent, composed: ComposedFile) -> bool:
    _refuse_properties(event, composed)
    start = _span(composed, event)
    composed.stack.append(_OpenNode(isinstance(event, MappingStartEvent), start, bool(event.flow_style)))
    if len(composed.stack) - 1 > DEPTH_LIMIT:
        composed.diagnostics.append(messages.deep_nesting(start, DEPTH_LIMIT))
        return False
    return True


def _close(event: Event, composed: ComposedFile) -> None:
    node = composed.stack.pop()
    last = node.entries[-1].value.span if node.entries else node.items[-1].span if node.items else None
    span = node.start.through(last if last and not node.is_flow else _span(composed, event))
    _put(Mapping(tuple(node.entries), span) if node.is_mapping else Sequence(tuple(node.items), span), composed)


def _put(node: Node, composed: ComposedFile) -> None:
    """Add a whole node to the one that is open: as a key, as the value of a key, or as an item."""
    parent = composed.stack[-1]
    if parent.is_mapping and parent.key is None:
        fault = _find_key_fault(node, parent.keys)
        parent.is_key_refused = fault is not None
        parent.key = node if isinstance(node, Scalar) else Scalar("", "plain", node.span)
    else:
        fault = _find_value_fault(node) if isinstance(node, Scalar) else None
        if parent.key is None:
            parent.items.append(node)
        elif not parent.is_key_refused:
            parent.entries.append(Entry(parent.key, node))
        parent.key = None
    if fault is not None:
        composed.diagnostics.append(fault)


def _find_key_fault(key: Node, keys: dict[str, Span]) -> Diagnostic | None:
    """Return why a key is refused, if it is; else add it to `keys`, those of its mapping so far."""
    if not isinstance(key, Scalar):
        return messages.key_not_text(key.span)
    is_plain = key.text.isascii() and key.text.isprintable()
    forbidden = None if is_plain else _FORBIDDEN_IN_KEY.search(key.text)
    if forbidden:
        return messages.forbidden_character(key.place(forbidden.start(), forbidden.end()), forbidden.group())
    if len(key.text) > KEY_LIMIT:
        return messages.key_too_long(key.span, KEY_LIMIT)
    if key.text == "<<" and key.style == "plain":
        return messages.merge_key(key.span)
    if key.text in keys:
        return messages.duplicate_key(key.span, key.text, keys[key.text])
    keys[key.text] = key.span
    return None


def _find_value_fault(scalar: Scalar) -> Diagnostic | None:
    """Return why a value is refused, if it is; only escapes in double quotation marks can make forbidden characters."""
    if len(scalar.text) > SCALAR_LIMIT:
        return messages.text_too_long(scalar.span, SCALAR_LIMIT)
    forbidden = FORBIDDEN.search(scalar.text) if scalar.style == "double" else None
    if forbidden:
        return messages.forbidden_character(scalar.place(forbidden.start(), forbidden.end()), forbidden.group())
    return None


def _start_document(event: DocumentStartEvent, composed: ComposedFile) -> bool:
    if event.version is not None or event.tags:
        composed.diagnostics.append(messages.directive(_span(composed, event)))
    if composed.root is not None:
        composed.diagnostics.append(messages.second_document(_span(composed, event)))
        return False
    return True


def _refuse_properties(event: ScalarEvent | CollectionStartEvent, composed: ComposedFile) -> None:
    if event.tag is not None:
        composed.diagnostics.append(messages.tag(_span(composed, event), event.tag))
    if event.anchor is not None:
        composed.diagnostics.append(messages.anchor(_span(composed, event), event.anchor))


def _span(composed: ComposedFile, event: Event) -> Span:
    start, end = marks(event)
    return Span(composed.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
