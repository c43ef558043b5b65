"""Decode blocks: a name, a list, or a mapping of steps, an offering and what follows; and each kind of step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never, cast

from engine.expressions.syntax.parser import parse_statements
from engine.language import ASK_KEYS, BLOCK_KEYS, OFFERINGS, STEPS, StepKey
from engine.source.nodes import Entry, Mapping, Node, Scalar
from engine.source.nodes import Sequence as List
from engine.story.blocks import (
    AskStep,
    Block,
    CallStep,
    GoTo,
    Nothing,
    Offering,
    RandomStep,
    Series,
    SetStep,
    Step,
    Steps,
    TextStep,
)
from engine.story.decoding.choices import decode_offering
from engine.story.decoding.keys import Fielded, Fields, check_order, decode_items, read_fields, read_record
from engine.story.decoding.names import decode_name, decode_reference, decode_scene_name
from engine.story.decoding.values import (
    Diagnostics,
    decode_expression,
    decode_number,
    decode_prose,
    describe_shape,
    line,
    parse_text,
    whole_number,
)
from engine.story.messages.blocks import else_without_if, two_offerings
from engine.story.messages.keys import bad_number, set_list, wrong_shape

USUAL_ANSWER = 24
LONGEST_ANSWER = 200
HEAVIEST = 1_000_000


def decode_block(node: Node, diagnostics: Diagnostics) -> Block:
    """Decode a block in any of its forms."""
    return decode_fielded_block(node, "a block", (), diagnostics)[1]


def decode_fielded_block(node: Node, owner: str, own: Sequence[str], diagnostics: Diagnostics) -> Fielded:
    """Decode a block whose mapping form may begin with fields of a scene, a choice or a storylet."""
    match node:
        case Scalar():
            return {}, _decode_named_block(node, diagnostics)
        case List(items, span):
            return {}, Series(tuple(decode_block(item, diagnostics) for item in items), span)
        case Mapping():
            return _decode_mapping(node, owner, own, diagnostics)
        case unknown:
            assert_never(unknown)


def _decode_named_block(scalar: Scalar, diagnostics: Diagnostics) -> Block:
    if not scalar.text.strip():
        return Nothing(scalar.span)
    target = decode_reference(scalar, "", diagnostics)
    return GoTo(target) if target else Nothing(scalar.span)


def _decode_mapping(mapping: Mapping, owner: str, own: Sequence[str], diagnostics: Diagnostics) -> Fielded:
    fields = read_fields(mapping, owner, (*own, *BLOCK_KEYS), diagnostics)
    check_order(tuple(fields.values()), diagnostics)
    rest = {key: entry for key, entry in fields.items() if key not in own}
    return {key: fields[key] for key in fields if key in own}, _decode_steps(rest, mapping, diagnostics)


def _decode_steps(fields: Fields, mapping: Mapping, diagnostics: Diagnostics) -> Block:
    if not fields:
        return Nothing(mapping.span)
    if "else" in fields and "if" not in fields:
        diagnostics.append(else_without_if(fields["else"].key.span))
    steps = [_decode_step(entry, diagnostics) for key, entry in fields.items() if key in STEPS]
    return Steps(
        condition=decode_expression(fields.get("if"), diagnostics),
        steps=tuple(step for step in steps if step),
        offering=_decode_offering_field(fields, diagnostics),
        then=_decode_inner(fields.get("then"), diagnostics),
        go=_decode_go(fields.get("go"), diagnostics),
        otherwise=_decode_inner(fields.get("else"), diagnostics),
        span=mapping.span,
    )


def _decode_offering_field(fields: Fields, diagnostics: Diagnostics) -> Offering | None:
    offerings = [fields[key] for key in OFFERINGS if key in fields]
    if len(offerings) > 1:
        diagnostics.append(two_offerings(offerings[1].key.span, offerings[0].key.span))
    decoded = [decode_offering(entry, decode_fielded_block, diagnostics) for entry in offerings]
    return decoded[0] if decoded else None


def _decode_inner(entry: Entry | None, diagnostics: Diagnostics) -> Block | None:
    return decode_block(entry.value, diagnostics) if entry else None


def _decode_go(entry: Entry | None, diagnostics: Diagnostics) -> GoTo | None:
    target = decode_name(entry, diagnostics) if entry else None
    return GoTo(target) if target else None


def _decode_step(entry: Entry, diagnostics: Diagnostics) -> Step | None:
    """Decode one step of a block, by its key."""
    match cast(StepKey, entry.key.text):
        case "set":
            return _decode_set(entry, diagnostics)
        case "text":
            prose = decode_prose(entry, "text", diagnostics)
            return TextStep(prose, entry.value.span) if prose is not None else None
        case "ask":
            return _decode_ask(entry, diagnostics)
        case "call":
            scene = decode_scene_name(entry, diagnostics)
            return CallStep(scene, entry.value.span) if scene else None
        case "random":
            return _decode_random(entry, diagnostics)
        case unknown:
            assert_never(unknown)


def _decode_set(entry: Entry, diagnostics: Diagnostics) -> SetStep | None:
    if isinstance(entry.value, List):
        diagnostics.append(set_list(entry.value.span))
        return None
    statements = parse_text(entry, parse_statements, diagnostics)
    return SetStep(statements, entry.value.span) if statements is not None else None


def _decode_ask(entry: Entry, diagnostics: Diagnostics) -> AskStep | None:
    fields = read_record(entry.value, "ask", ASK_KEYS, ("into", "prompt"), diagnostics)
    into = decode_name(fields["into"], diagnostics) if "into" in fields else None
    prompt = decode_prose(fields.get("prompt"), "label", diagnostics)
    limit = decode_number(fields.get("limit"), 1, LONGEST_ANSWER, USUAL_ANSWER, diagnostics)
    return AskStep(into, prompt, limit, entry.value.span) if into and prompt is not None else None


def _decode_random(entry: Entry, diagnostics: Diagnostics) -> RandomStep:
    return RandomStep(decode_items(entry, _decode_weighted, diagnostics), entry.value.span)


def _decode_weighted(item: Node, diagnostics: Diagnostics) -> tuple[int, Block] | None:
    if not isinstance(item, Mapping) or len(item.entries) != 1:
        due = "`- weight: block`, one in each item"
        diagnostics.append(wrong_shape(item.span, "random", due, describe_shape(item)))
        return None
    only = item.entries[0]
    return _decode_weight(only.key, diagnostics), decode_block(only.value, diagnostics)


def _decode_weight(key: Scalar, diagnostics: Diagnostics) -> int:
    weight = whole_number(key.text)
    if weight is None or not 1 <= weight <= HEAVIEST:
        diagnostics.append(bad_number(key.span, "a weight", line(key), 1, HEAVIEST))
        return 1
    return weight
