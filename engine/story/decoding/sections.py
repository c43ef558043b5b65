"""Decodes the sections that hold no scenes: variables, notes, epigraphs, the act, rules and promises."""

from __future__ import annotations

from typing import assert_never, cast

from engine.expressions.messages import ExpressionFault
from engine.expressions.messages.declarations import not_a_declaration
from engine.expressions.syntax.declarations import parse_variable
from engine.language import ACT_KEYS, EPIGRAPH_KEYS, NOTE_KEYS, PROMISE_KEYS, RULE_KEYS, PromiseKey
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence, SourceFile
from engine.story.decoding.keys import MANY, fields_of, mapping_of, record_of
from engine.story.decoding.names import decode_id, name_of, scene_of
from engine.story.decoding.scenes import mark_of, priority_of, sources_of
from engine.story.decoding.values import Diagnostics, expression_of, line_of, list_of, number_of, prose_of, text_of
from engine.story.messages.keys import missing_key, wrong_shape
from engine.story.model import Act, Derived, Epigraph, Note, Promise, Rule, Variable
from engine.story.promises import Always, Before, Never, Reach, Within

MOST_TURNS = 1_000_000


def variables_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Variable, ...]:
    """Decode the variables of a file; a faulty one is left out."""
    mapping = mapping_of(entry.value, "vars", diagnostics)
    entries = mapping.entries if mapping else ()
    variables = [_variable(item, diagnostics) for item in entries if len(diagnostics) < MANY]
    return tuple(variable for variable in variables if variable)


def derived_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Derived, ...]:
    """Decode the derived values of a file; a faulty one is left out."""
    mapping = mapping_of(entry.value, "derived", diagnostics)
    values = [_derived(item, diagnostics) for item in mapping.entries] if mapping else []
    return tuple(value for value in values if value)


def _variable(entry: Entry, diagnostics: Diagnostics) -> Variable | None:
    name = decode_id(entry.key, "a variable", diagnostics)
    if isinstance(entry.value, Sequence):
        items = [item.text.strip() for item in entry.value.items if isinstance(item, Scalar)]
        diagnostics.append(not_a_declaration(entry.value.span, ", ".join(items)))
        return None
    scalar = text_of(entry, diagnostics)
    if scalar is None:
        return None
    try:
        return Variable(name, *parse_variable(scalar.text, scalar.place))
    except ExpressionFault as fault:
        diagnostics.append(fault.diagnostic)
        return None


def _derived(entry: Entry, diagnostics: Diagnostics) -> Derived | None:
    name = decode_id(entry.key, "a derived value", diagnostics)
    expression = expression_of(entry, diagnostics)
    return Derived(name, expression) if expression else None


def notes_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Note, ...]:
    """Decode the notes, in the order written."""
    mapping = mapping_of(entry.value, "notes", diagnostics)
    notes = [_note(item, diagnostics) for item in mapping.entries] if mapping else []
    return tuple(note for note in notes if note)


def _note(entry: Entry, diagnostics: Diagnostics) -> Note | None:
    name = decode_id(entry.key, "a note", diagnostics)
    fields = record_of(entry.value, "a note", NOTE_KEYS, ("title", "text"), diagnostics)
    title = line_of(fields.get("title"), diagnostics)
    when = expression_of(fields.get("when"), diagnostics)
    text = prose_of(fields.get("text"), "page", diagnostics)
    sources, mark = sources_of(fields, diagnostics), mark_of(fields, diagnostics)
    return Note(name, title, when, text, sources, mark) if text is not None else None


def epigraphs_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Epigraph, ...]:
    """Decode the epigraphs, in the order written."""
    mapping = mapping_of(entry.value, "epigraphs", diagnostics)
    epigraphs = [_epigraph(item, diagnostics) for item in mapping.entries] if mapping else []
    return tuple(epigraph for epigraph in epigraphs if epigraph)


def _epigraph(entry: Entry, diagnostics: Diagnostics) -> Epigraph | None:
    name = decode_id(entry.key, "an epigraph", diagnostics)
    fields = record_of(entry.value, "an epigraph", EPIGRAPH_KEYS, ("text",), diagnostics)
    text = prose_of(fields.get("text"), "page", diagnostics)
    source = line_of(fields.get("source"), diagnostics)
    return Epigraph(name, text, source) if text is not None else None


def act_of(entry: Entry, file: SourceFile, diagnostics: Diagnostics) -> Act:
    """Decode the act that the scenes of a part belong to."""
    fields = record_of(entry.value, "act", ACT_KEYS, ("title",), diagnostics)
    title, date = line_of(fields.get("title"), diagnostics), line_of(fields.get("date"), diagnostics)
    epigraph = name_of(fields["epigraph"], diagnostics) if "epigraph" in fields else None
    return Act(title, epigraph, date, file.path)


def promises_of(entry: Entry, diagnostics: Diagnostics) -> tuple[Promise, ...]:
    """Decode the promises of a file, in the order written; a faulty one is left out."""
    promises = [_promise(item, diagnostics) for item in list_of(entry, diagnostics)]
    return tuple(promise for promise in promises if promise)


def _promise(node: Node, diagnostics: Diagnostics) -> Promise | None:
    mapping = mapping_of(node, "a promise", diagnostics)
    if mapping is None:
        return None
    entries = tuple(fields_of(mapping, "a promise", PROMISE_KEYS, diagnostics).values())
    if len(mapping.entries) > 1:
        diagnostics.append(wrong_shape(mapping.entries[1].key.span, "a promise", "one key", "a second"))
    if not mapping.entries:
        diagnostics.append(missing_key(mapping.span, PROMISE_KEYS[0], "a promise"))
    return _of_kind(entries[0], mapping, diagnostics) if entries else None


def _of_kind(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    match cast(PromiseKey, entry.key.text):
        case "always":
            condition = expression_of(entry, diagnostics)
            return Always(condition, mapping.span) if condition else None
        case "never":
            condition = expression_of(entry, diagnostics)
            return Never(condition, mapping.span) if condition else None
        case "reach":
            scene = scene_of(entry, diagnostics)
            return Reach(scene, mapping.span) if scene else None
        case "within":
            return _within(entry, mapping, diagnostics)
        case "before":
            return _before(entry, mapping, diagnostics)
        case unknown:
            assert_never(unknown)


def _within(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    fields = record_of(entry.value, "within", ("ending", "turns"), ("ending", "turns"), diagnostics)
    ending = scene_of(fields["ending"], diagnostics) if "ending" in fields else None
    turns = number_of(fields.get("turns"), 0, MOST_TURNS, 0, diagnostics)
    return Within(ending, turns, mapping.span) if ending else None


def _before(entry: Entry, mapping: Mapping, diagnostics: Diagnostics) -> Promise | None:
    fields = record_of(entry.value, "before", ("first", "then"), ("first", "then"), diagnostics)
    first = scene_of(fields["first"], diagnostics) if "first" in fields else None
    then = scene_of(fields["then"], diagnostics) if "then" in fields else None
    return Before(first, then, mapping.span) if first and then else None


def rules_of(entry: Entry, file: SourceFile, act: int | None, diagnostics: Diagnostics) -> tuple[Rule, ...]:
    """Decode the rules of a file, in the order written; a faulty one is left out."""
    rules = [_rule(item, file, act, diagnostics) for item in list_of(entry, diagnostics)]
    return tuple(rule for rule in rules if rule)


def _rule(node: Node, file: SourceFile, act: int | None, diagnostics: Diagnostics) -> Rule | None:
    fields = record_of(node, "a rule", RULE_KEYS, ("if", "go"), diagnostics)
    condition = expression_of(fields.get("if"), diagnostics)
    go = scene_of(fields["go"], diagnostics) if "go" in fields else None
    priority = priority_of(fields, diagnostics)
    if condition is None or go is None:
        return None
    return Rule(condition, go, priority, act, file.path, file.is_root, node.span)
