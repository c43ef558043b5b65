"""Decodes blocks: a name, a list, or a mapping of steps, an offering and what comes next."""

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
from engine.story.decoding.values import Found, expression_of
from engine.story.messages.blocks import else_without_if, two_offerings


def block_of(node: Node, found: Found) -> Block:
    """A block in any of its forms."""
    return fielded_block(node, "a block", (), found)[1]


def fielded_block(node: Node, owner: str, own: Sequence[str], found: Found) -> Fielded:
    """A block whose mapping form may begin with fields of its own: those of a scene, a choice or a storylet."""
    match node:
        case Scalar():
            return {}, _named_block(node, found)
        case List(items, span):
            return {}, Series(tuple(block_of(item, found) for item in items), span)
        case Mapping():
            return _mapping_parts(node, owner, own, found)
        case unknown:
            assert_never(unknown)


def _named_block(scalar: Scalar, found: Found) -> Block:
    if not scalar.text.strip():
        return Nothing(scalar.span)
    target = reference(scalar, "", found)
    return GoTo(target) if target else Nothing(scalar.span)


def _mapping_parts(mapping: Mapping, owner: str, own: Sequence[str], found: Found) -> Fielded:
    fields = fields_of(mapping, owner, (*own, *BLOCK_KEYS), found)
    check_order(tuple(fields.values()), found)
    rest = {key: entry for key, entry in fields.items() if key not in own}
    return {key: fields[key] for key in fields if key in own}, _steps_block(rest, mapping, found)


def _steps_block(fields: Fields, mapping: Mapping, found: Found) -> Block:
    if not fields:
        return Nothing(mapping.span)
    if "else" in fields and "if" not in fields:
        found.append(else_without_if(fields["else"].key.span))
    steps = [step_of(entry, block_of, found) for key, entry in fields.items() if key in STEPS]
    return Steps(
        condition=expression_of(fields.get("if"), found),
        steps=tuple(step for step in steps if step),
        offering=_offering(fields, found),
        then=_inner(fields.get("then"), found),
        go=_go(fields.get("go"), found),
        otherwise=_inner(fields.get("else"), found),
        span=mapping.span,
    )


def _offering(fields: Fields, found: Found) -> Offering | None:
    given = [fields[key] for key in OFFERINGS if key in fields]
    if len(given) > 1:
        found.append(two_offerings(given[1].key.span, given[0].key.span))
    offerings = [offering_of(entry, fielded_block, found) for entry in given]
    return offerings[0] if offerings else None


def _inner(entry: Entry | None, found: Found) -> Block | None:
    return block_of(entry.value, found) if entry else None


def _go(entry: Entry | None, found: Found) -> GoTo | None:
    target = name_of(entry, found) if entry else None
    return GoTo(target) if target else None
