"""Decode what the sections of a file hold: scenes and storylets, declarations, notes, rules, promises, the act."""

from __future__ import annotations

from typing import assert_never, cast

from engine.expressions.messages import not_a_declaration
from engine.expressions.syntax.declarations import parse_variable
from engine.language import (
    ACT_KEYS,
    BLOCK_KEYS,
    EPIGRAPH_KEYS,
    MARKS,
    NOTE_KEYS,
    PROMISE_KEYS,
    RULE_KEYS,
    SCENE_KEYS,
    STORYLET_KEYS,
    Mark,
    PromiseKey,
)
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence, SourceFile
from engine.story.blocks import PlacedName
from engine.story.decoding.blocks import decode_fielded_block
from engine.story.decoding.keys import MANY, Fields, check_required, read_fields, read_record, require_mapping
from engine.story.decoding.names import decode_id, decode_name, decode_scene_name
from engine.story.decoding.values import (
    Diagnostics,
    decode_expression,
    decode_line,
    decode_number,
    decode_plain_text,
    decode_prose,
    decode_texts,
    decode_truth,
    decode_word,
    line,
    parse_text,
)
from engine.story.messages.keys import missing_key, wrong_shape
from engine.story.model import Act, Derived, Epigraph, Note, Promise, Rule, Scene, Storylet, Variable
from engine.story.promises import Always, Before, Never, Reach, Within

HIGHEST_PRIORITY = 1000
MOST_TURNS = 1_000_000


def decode_scene(entry: Entry, diagnostics: Diagnostics, file: SourceFile, act: int | None) -> Scene:
    """Decode a scene of a file; `act` is the place of the file's act in the story, if it has one."""
    name = decode_id(entry.key, "a scene", diagnostics)
    fields, body = decode_fielded_block(entry.value, "a scene", SCENE_KEYS, diagnostics)
    return Scene(
        id=name,
        title=decode_line(fields.get("title"), diagnostics),
        tags=_decode_lines(fields.get("tags"), diagnostics),
        place=decode_line(fields.get("place"), diagnostics),
        date=decode_line(fields.get("date"), diagnostics),
        epigraph=decode_name(fields["epigraph"], diagnostics) if "epigraph" in fields else None,
        sources=_decode_sources(fields, diagnostics),
        mark=_decode_mark(fields, diagnostics),
        ending=_decode_ending(fields, diagnostics),
        body=body,
        act=act,
        file=file.path,
        span=entry.key.span,
    )


def decode_storylet(entry: Entry, diagnostics: Diagnostics, file: SourceFile, act: int | None) -> Storylet | None:
    """Decode a storylet of a file; return None if it has no deck or no label."""
    name = decode_id(entry.key, "a storylet", diagnostics)
    if not isinstance(entry.value, Mapping):
        require_mapping(entry.value, "a storylet", diagnostics)
        return None
    fields, body = decode_fielded_block(entry.value, "a storylet", STORYLET_KEYS, diagnostics)
    allowed = (*STORYLET_KEYS, *BLOCK_KEYS)
    check_required(
        [inner.key.text for inner in entry.value.entries],
        allowed,
        ("deck", "label"),
        "a storylet",
        name.span,
        diagnostics,
    )
    deck = decode_name(fields["deck"], diagnostics) if "deck" in fields else None
    label = decode_prose(fields.get("label"), "label", diagnostics)
    when = decode_expression(fields.get("when"), diagnostics)
    priority = _decode_priority(fields, diagnostics)
    once, title = decode_truth(fields.get("once"), diagnostics), decode_line(fields.get("title"), diagnostics)
    if deck is None or label is None:
        return None
    return Storylet(name, title, deck, when, priority, once, label, body, act, file.path, entry.key.span)


def _decode_priority(fields: Fields, diagnostics: Diagnostics) -> int:
    return decode_number(fields.get("priority"), -HIGHEST_PRIORITY, HIGHEST_PRIORITY, 0, diagnostics)


def _decode_mark(fields: Fields, diagnostics: Diagnostics) -> Mark | None:
    """Decode how a scene or note relates to the historical record."""
    return decode_word(fields.get("mark"), MARKS, diagnostics)


def _decode_sources(fields: Fields, diagnostics: Diagnostics) -> tuple[str, ...]:
    return _decode_lines(fields.get("sources"), diagnostics)


def _decode_lines(entry: Entry | None, diagnostics: Diagnostics) -> tuple[str, ...]:
    return tuple(line(scalar) for scalar in decode_texts(entry, diagnostics))


def _decode_ending(fields: Fields, diagnostics: Diagnostics) -> PlacedName | None:
    scalar = decode_plain_text(fields["ending"], diagnostics) if "ending" in fields else None
    return PlacedName(line(scalar), scalar.span) if scalar else None


def decode_variable(entry: Entry, diagnostics: Diagnostics) -> Variable | None:
    """Decode one declaration; after many faults the rest is left out."""
    if len(diagnostics) >= MANY:
        return None
    name = decode_id(entry.key, "a variable", diagnostics)
    if isinstance(entry.value, Sequence):
        items = [item.text.strip() for item in entry.value.items if isinstance(item, Scalar)]
        diagnostics.append(not_a_declaration(entry.value.span, ", ".join(items)))
        return None
    declaration = parse_text(entry, parse_variable, diagnostics)
    return Variable(name, *declaration) if declaration else None


def decode_derived(entry: Entry, diagnostics: Diagnostics) -> Derived | None:
    name = decode_id(entry.key, "a derived value", diagnostics)
    expression = decode_expression(entry, diagnostics)
    return Derived(name, expression) if expression else None


def decode_note(entry: Entry, diagnostics: Diagnostics) -> Note | None:
    name = decode_id(entry.key, "a note", diagnostics)
    fields = read_record(entry.value, "a note", NOTE_KEYS, ("title", "text"), diagnostics)
    title = decode_line(fields.get("title"), diagnostics)
    when = decode_expression(fields.get("when"), diagnostics)
    text = decode_prose(fields.get("text"), "page", diagnostics)
    sources, mark = _decode_sources(fields, diagnostics), _decode_mark(fields, diagnostics)
    return Note(name, title, when, text, sources, mark) if text is not None else None


def decode_epigraph(entry: Entry, diagnostics: Diagnostics) -> Epigraph | None:
    name = decode_id(entry.key, "an epigraph", diagnostics)
    fields = read_record(entry.value, "an epigraph", EPIGRAPH_KEYS, ("text",), diagnostics)
    text = decode_prose(fields.get("text"), "page", diagnostics)
    source = decode_line(fields.get("source"), diagnostics)
    return Epigraph(name, text, source) if text is not None else None


def decode_act(entry: Entry, file: SourceFile, diagnostics: Diagnostics) -> Act:
    """Decode the act that the scenes of a part belong to."""
    fields = read_record(entry.value, "act", ACT_KEYS, ("title",), diagnostics)
    title, date = decode_line(fields.get("title"), diagnostics), decode_line(fields.get("date"), diagnostics)
    epigraph = decode_name(fields["epigraph"], diagnostics) if "epigraph" in fields else None
    return Act(title, epigraph, date, file.path)


def decode_promise(node: Node, diagnostics: Diagnostics) -> Promise | None:
    mapping = require_mapping(node, "a promise", diagnostics)
    if mapping is None:
        return None
    entries = tuple(read_fields(mapping, "a promise", PROMISE_KEYS, diagnostics).values())
    if len(mapping.entries) > 1:
        diagnostics.append(wrong_shape(mapping.entries[1].key.span, "a promise", "one key", "a second"))
    if not mapping.entries:
        diagnostics.append(missing_key(mapping.span, PROMISE_KEYS[0], "a promise"))
    return _decode_promise_of_kind(entries[0], mapping, diagnostics) if entries else None


def _decode_promise_of_kind(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    match cast(PromiseKey, entry.key.text):
        case ("always" | "never") as key:
            condition = decode_expression(entry, diagnostics)
            return (Always if key == "always" else Never)(condition, mapping.span) if condition else None
        case "reach":
            scene = decode_scene_name(entry, diagnostics)
            return Reach(scene, mapping.span) if scene else None
        case "within":
            return _decode_within(entry, mapping, diagnostics)
        case "before":
            return _decode_before(entry, mapping, diagnostics)
        case unknown:
            assert_never(unknown)


def _decode_within(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    fields = read_record(entry.value, "within", ("ending", "turns"), ("ending", "turns"), diagnostics)
    ending = decode_scene_name(fields["ending"], diagnostics) if "ending" in fields else None
    turns = decode_number(fields.get("turns"), 0, MOST_TURNS, 0, diagnostics)
    return Within(ending, turns, mapping.span) if ending else None


def _decode_before(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    fields = read_record(entry.value, "before", ("first", "then"), ("first", "then"), diagnostics)
    first = decode_scene_name(fields["first"], diagnostics) if "first" in fields else None
    then = decode_scene_name(fields["then"], diagnostics) if "then" in fields else None
    return Before(first, then, mapping.span) if first and then else None


def decode_rule(node: Node, diagnostics: Diagnostics, file: SourceFile, act: int | None) -> Rule | None:
    fields = read_record(node, "a rule", RULE_KEYS, ("if", "go"), diagnostics)
    condition = decode_expression(fields.get("if"), diagnostics)
    go = decode_scene_name(fields["go"], diagnostics) if "go" in fields else None
    priority = _decode_priority(fields, diagnostics)
    if condition is None or go is None:
        return None
    return Rule(condition, go, priority, act, file.path, file.is_root, node.span)
