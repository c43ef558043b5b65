"""Decode the steps of a block: `set`, `text`, `ask`, `call` and `random`."""

from __future__ import annotations

from functools import partial
from typing import assert_never, cast

from engine.expressions.syntax.parser import parse_statements
from engine.language import ASK_KEYS, StepKey
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.story.blocks import AskStep, Block, CallStep, RandomStep, SetStep, Step, TextStep
from engine.story.decoding.keys import ReadBlock, decode_items, read_record
from engine.story.decoding.names import decode_name, decode_scene_name
from engine.story.decoding.values import (
    Diagnostics,
    decode_number,
    decode_prose,
    describe_shape,
    line,
    parse_text,
    whole_number,
)
from engine.story.messages.keys import bad_number, set_list, wrong_shape

USUAL_ANSWER = 24
LONGEST_ANSWER = 200
HEAVIEST = 1_000_000


def decode_step(entry: Entry, read_block: ReadBlock, diagnostics: Diagnostics) -> Step | None:
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
            return _decode_random(entry, read_block, diagnostics)
        case unknown:
            assert_never(unknown)


def _decode_set(entry: Entry, diagnostics: Diagnostics) -> SetStep | None:
    if isinstance(entry.value, Sequence):
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


def _decode_random(entry: Entry, read_block: ReadBlock, diagnostics: Diagnostics) -> RandomStep:
    weighted = decode_items(entry, partial(_decode_weighted, read_block=read_block), diagnostics)
    return RandomStep(weighted, entry.value.span)


def _decode_weighted(item: Node, diagnostics: Diagnostics, read_block: ReadBlock) -> tuple[int, Block] | None:
    if not isinstance(item, Mapping) or len(item.entries) != 1:
        due = "`- weight: block`, one in each item"
        diagnostics.append(wrong_shape(item.span, "random", due, describe_shape(item)))
        return None
    only = item.entries[0]
    return _decode_weight(only.key, diagnostics), read_block(only.value, diagnostics)


def _decode_weight(key: Scalar, diagnostics: Diagnostics) -> int:
    weight = whole_number(key.text)
    if weight is None or not 1 <= weight <= HEAVIEST:
        diagnostics.append(bad_number(key.span, "a weight", line(key), 1, HEAVIEST))
        return 1
    return weight
