"""Encode programs as lines of JSON, and decode them; each instruction and choice is decoded on first use.

A record is a list that starts with its class's number; a tuple is a list that starts with 0. The first line is an
object of the fields, in which a long table is only its length; the items of those tables follow, one a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import Any, TypeVar, cast, overload

from engine.diagnostics.span import Span
from engine.expressions.language import kinds, terms
from engine.program import model, tables
from engine.program.prose import TextValue, Value
from engine.story import promises, prose

Item = TypeVar("Item")

RECORDS: tuple[type, ...] = (
    Span,
    kinds.NumberKind, kinds.TruthKind, kinds.OneOfKind, kinds.AnyOfKind, kinds.TextKind,
    terms.Constant, terms.Read, terms.Operation, terms.Change, terms.Roll,
    prose.Words, Value, TextValue, prose.Either, prose.Varied,
    model.EnterScene, model.Say, model.Set, model.Branch, model.Jump, model.Go, model.Call, model.Return, model.Back,
    model.Random, model.Ask, model.CheckRules, model.Pick, model.DrawFrom, model.Offer, model.End,
    model.Choice, model.Cell, model.TextCell, model.Rule, model.Scene, tables.Act, tables.Epigraph, tables.Note,
    tables.Status, promises.Always, promises.Never, promises.Reach, promises.Within, promises.Before,
)  # fmt: skip
NUMBER_OF = {record: number for number, record in enumerate(RECORDS, 1)}
FIELDS = {record: tuple(field.name for field in fields(record)) for record in RECORDS}
LAZY = ("code", "scenes", "choices", "notes", "promises", "epigraphs")


class LazySequence(Sequence[Item]):
    """A tuple whose items are lines of JSON, each decoded on first use."""

    __slots__ = ("_items", "_raw")

    def __init__(self, raw: Sequence[bytes]) -> None:
        self._raw = raw
        self._items: list[Item | None] = [None] * len(raw)

    def __len__(self) -> int:
        return len(self._raw)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self._raw))))
        item = self._items[index]
        if item is None:
            item = self._items[index] = cast(Item, decode(json.loads(self._raw[index])))
        return item

    def __iter__(self) -> Iterator[Item]:
        return (self[at] for at in range(len(self._raw)))


def encode(value: object) -> Any:
    """Encode a record, tuple, number, text or None as JSON values."""
    record = type(value)
    if record in NUMBER_OF:
        return [NUMBER_OF[record], *[encode(getattr(value, name)) for name in FIELDS[record]]]
    if record is tuple or record is LazySequence:
        return [0, *map(encode, cast(Sequence[object], value))]
    return value


def decode(value: Any) -> Any:
    """Decode the JSON values that `encode` returns."""
    if not isinstance(value, list):
        return value
    number, rest = value[0], value[1:]
    if number == 0:
        return tuple(map(decode, rest))
    return RECORDS[number - 1](*map(decode, rest))


def digest(value: Any) -> str:
    """Return sixteen hex digits of BLAKE2b over canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def placeless(encoded: Any) -> Any:
    """Return encoded records without their spans."""
    if not isinstance(encoded, list):
        return encoded
    return None if encoded and encoded[0] == NUMBER_OF[Span] else [placeless(part) for part in encoded]


def encode_program(program: model.Program) -> dict[str, Any]:
    """Encode a program as a JSON object, field by field."""
    return {field.name: encode(getattr(program, field.name)) for field in fields(program) if field.init}


def write_program(program: model.Program) -> bytes:
    """Encode a program as lines of JSON."""
    encoded = encode_program(program)
    tables = {name: encoded[name][1:] for name in LAZY}  # the first item marks a tuple
    head = encoded | {name: len(items) for name, items in tables.items()}
    lines = [head, *(item for items in tables.values() for item in items)]
    return "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines).encode()


def read_program(encoded: bytes) -> model.Program:
    """Decode the lines of `write_program`; long tables are decoded as they are used."""
    head, *lines = encoded.split(b"\n")
    values = json.loads(head)
    start = 0
    for name in LAZY:
        end = start + values[name]
        values[name], start = LazySequence(lines[start:end]), end
    return model.Program(**{name: value if name in LAZY else decode(value) for name, value in values.items()})
