"""Decodes blocks: a name, a list, or a mapping of steps, an offering and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from engine.language import BLOCK_KEYS, OFFERINGS, STEPS
from engine.source.nodes import Entry, Mapping, Node, Scalar
from engine.source.nodes import Sequence as List
from engine.story.blocks import Block, GoTo, Nothing, Offering, Series, Steps
from engine.story.decoding.choices import offering_of
from engine.story.decoding.keys import Fielded, Fields, check_order, fields_of
from engine.story.decoding.names import name_of, reference
from engine.story.decoding.steps import step_of
from engine.story.decoding.values import Diagnostics, expression_of
from engine.story.messages.blocks import else_without_if, two_offerings


def block_of(node: Node, diagnostics: Diagnostics) -> Block:
    """Decode a block in any of its forms."""
    return fielded_block(node, "a block", (), diagnostics)[1]


def fielded_block(node: Node, owner: str, own: Sequence[str], diagnostics: Diagnostics) -> Fielded:
    """Decode a block whose mapping form may begin with fields of a scene, a choice or a storylet."""
    match node:
        case Scalar():
            return {}, _named_block(node, diagnostics)
        case List(items, span):
            return {}, Series(tuple(block_of(item, diagnostics) for item in items), span)
        case Mapping():
            return _mapping_parts(node, owner, own, diagnostics)
        case unknown:
            assert_never(unknown)


def _named_block(scalar: Scalar, diagnostics: Diagnostics) -> Block:
    if not scalar.text.strip():
        return Nothing(scalar.span)
    target = reference(scalar, "", diagnostics)
    return GoTo(target) if target else Nothing(scalar.span)


def _mapping_parts(mapping: Mapping, owner: str, own: Sequence[str], diagnostics: Diagnostics) -> Fielded:
    fields = fields_of(mapping, owner, (*own, *BLOCK_KEYS), diagnostics)
    check_order(tuple(fields.values()), diagnostics)
    rest = {key: entry for key, entry in fields.items() if key not in own}
    return {key: fields[key] for key in fields if key in own}, _steps_block(rest, mapping, diagnostics)


def _steps_block(fields: Fields, mapping: Mapping, diagnostics: Diagnostics) -> Block:
    if not fields:
        return Nothing(mapping.span)
    if "else" in fields and "if" not in fields:
        diagnostics.append(else_without_if(fields["else"].key.span))
    steps = [step_of(entry, block_of, diagnostics) for key, entry in fields.items() if key in STEPS]
    return Steps(
        condition=expression_of(fields.get("if"), diagnostics),
        steps=tuple(step for step in steps if step),
        offering=_offering(fields, diagnostics),
        then=_inner(fields.get("then"), diagnostics),
        go=_go(fields.get("go"), diagnostics),
        otherwise=_inner(fields.get("else"), diagnostics),
        span=mapping.span,
    )


def _offering(fields: Fields, diagnostics: Diagnostics) -> Offering | None:
    offerings = [fields[key] for key in OFFERINGS if key in fields]
    if len(offerings) > 1:
        diagnostics.append(two_offerings(offerings[1].key.span, offerings[0].key.span))
    decoded = [offering_of(entry, fielded_block, diagnostics) for entry in offerings]
    return decoded[0] if decoded else None


def _inner(entry: Entry | None, diagnostics: Diagnostics) -> Block | None:
    return block_of(entry.value, diagnostics) if entry else None


def _go(entry: Entry | None, diagnostics: Diagnostics) -> GoTo | None:
    target = name_of(entry, diagnostics) if entry else None
    return GoTo(target) if target else None
