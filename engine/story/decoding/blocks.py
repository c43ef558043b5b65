"""Decode blocks: a name, a list, or a mapping of steps, an offering and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from engine.language import BLOCK_KEYS, OFFERINGS, STEPS
from engine.source.nodes import Entry, Mapping, Node, Scalar
from engine.source.nodes import Sequence as List
from engine.story.blocks import Block, GoTo, Nothing, Offering, Series, Steps
from engine.story.decoding.choices import decode_offering
from engine.story.decoding.keys import Fielded, Fields, check_order, read_fields
from engine.story.decoding.names import decode_name, decode_reference
from engine.story.decoding.steps import decode_step
from engine.story.decoding.values import Diagnostics, decode_expression
from engine.story.messages.blocks import else_without_if, two_offerings


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
    steps = [decode_step(entry, decode_block, diagnostics) for key, entry in fields.items() if key in STEPS]
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
