"""Decodes the steps of a block: `set`, `text`, `ask`, `call` and `random`."""

from __future__ import annotations

from typing import assert_never, cast

from engine.expressions.messages import ExpressionFault
from engine.expressions.parser import parse_statements
from engine.language import ASK_KEYS, StepKey
from engine.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.story.blocks import AskStep, Block, CallStep, RandomStep, SetStep, Step, TextStep
from engine.story.decoding.keys import ReadBlock, record_of
from engine.story.decoding.names import name_of, scene_of
from engine.story.decoding.values import (
    Found,
    line,
    list_of,
    number_of,
    prose_of,
    shape_of,
    text_of,
    whole_number,
)
from engine.story.messages.keys import bad_number, set_list, wrong_shape

USUAL_ANSWER = 24
LONGEST_ANSWER = 200
HEAVIEST = 1_000_000


def step_of(entry: Entry, read_block: ReadBlock, found: Found) -> Step | None:
    """One step of a block, by its key."""
    match cast(StepKey, entry.key.text):
        case "set":
            return _set(entry, found)
        case "text":
            prose = prose_of(entry, "text", found)
            return TextStep(prose, entry.value.span) if prose is not None else None
        case "ask":
            return _ask(entry, found)
        case "call":
            scene = scene_of(entry, found)
            return CallStep(scene, entry.value.span) if scene else None
        case "random":
            return _random(entry, read_block, found)
        case unknown:
            assert_never(unknown)


def _set(entry: Entry, found: Found) -> SetStep | None:
    if isinstance(entry.value, Sequence):
        found.append(set_list(entry.value.span))
        return None
    scalar = text_of(entry, found)
    if scalar is None:
        return None
    try:
        return SetStep(parse_statements(scalar.text, scalar.place), scalar.span)
    except ExpressionFault as refused:
        found.append(refused.diagnostic)
        return None


def _ask(entry: Entry, found: Found) -> AskStep | None:
    fields = record_of(entry.value, "ask", ASK_KEYS, ("into", "prompt"), found)
    into = name_of(fields["into"], found) if "into" in fields else None
    prompt = prose_of(fields.get("prompt"), "label", found)
    limit = number_of(fields.get("limit"), 1, LONGEST_ANSWER, USUAL_ANSWER, found)
    return AskStep(into, prompt, limit, entry.value.span) if into and prompt is not None else None


def _random(entry: Entry, read_block: ReadBlock, found: Found) -> RandomStep:
    given = (_weighted(item, read_block, found) for item in list_of(entry, found))
    return RandomStep(tuple(pair for pair in given if pair), entry.value.span)


def _weighted(item: Node, read_block: ReadBlock, found: Found) -> tuple[int, Block] | None:
    if not isinstance(item, Mapping) or len(item.entries) != 1:
        found.append(wrong_shape(item.span, "random", "`- weight: block`, one in each item", shape_of(item)))
        return None
    only = item.entries[0]
    return _weight(only.key, found), read_block(only.value, found)


def _weight(key: Scalar, found: Found) -> int:
    weight = whole_number(key.text)
    if weight is None or not 1 <= weight <= HEAVIEST:
        found.append(bad_number(key.span, "a weight", line(key), 1, HEAVIEST))
        return 1
    return weight
