"""Encode programs as compressed blocks of JSON, and decode them; each instruction and choice is decoded on first use.

A record is a list that starts with its class's number; a tuple is a list that starts with 0. The first block
is an object of the fields, in which a long table is only its length; the blocks of those tables follow.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import ceil
from typing import Any, TypeVar, cast, overload
from zlib import compress, decompress

from engine.diagnostics.span import Span
from engine.expressions.language import kinds, terms
from engine.hashing import blake2b
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
FIELDS: dict[type, tuple[str, ...]] = {record: record.__match_args__ for record in RECORDS}  # type: ignore[attr-defined]
LAZY = ("code", "scenes", "choices", "notes", "promises", "epigraphs")
"""The tables that are decoded item by item."""
BLOCK = 64
"""Items of a table that are read together."""


class LazySequence(Sequence[Item]):
    """A tuple in encoded blocks, of which each item is decoded on first use."""

    __slots__ = ("_blocks", "_encoded", "_items", "_length", "_starts")

    def __init__(self, length: int, encoded: bytes | memoryview, starts: Sequence[int]) -> None:
        self._length = length
        self._encoded = encoded
        self._starts = starts
        """Where in the encoded program each block starts, and the last one ends."""
        self._blocks: dict[int, list[Any]] = {}
        self._items: dict[int, Item] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(self._length)))
        at = index if 0 <= index < self._length else range(self._length)[index]
        if at not in self._items:
            self._items[at] = cast(Item, decode(self._block(at // BLOCK)[at % BLOCK]))
        return self._items[at]

    def _block(self, number: int) -> list[Any]:
        block = self._blocks.get(number)
        if block is None:
            block = json.loads(decompress(self._encoded[self._starts[number] : self._starts[number + 1]]))
            self._blocks[number] = block
        return block

    def __iter__(self) -> Iterator[Item]:
        return (self[at] for at in range(self._length))


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
    return {name: encode(getattr(program, name)) for name in model.Program.__match_args__}


def write_program(program: model.Program) -> bytes:
    """Encode a program: its fields in the first block, then each long table in blocks."""
    head, blocks = encode_program(program), list[bytes]()
    for name in LAZY:
        items = head[name][1:]  # the first item marks a tuple
        head[name] = len(items)
        blocks += [_dump(items[start : start + BLOCK]) for start in range(0, len(items), BLOCK)]
    return pack_blocks([_dump(head), *blocks])


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def pack_blocks(blocks: Iterable[bytes]) -> bytes:
    """Return blocks compressed, after their number and sizes, each in four bytes."""
    packed = [compress(block, 1) for block in blocks]
    return b"".join([struct.pack(f"<{len(packed) + 1}I", len(packed), *map(len, packed)), *packed])


def read_program(encoded: bytes | memoryview) -> model.Program:
    """Decode what `write_program` returns; long tables are decoded as they are used."""
    (count,) = struct.unpack_from("<I", encoded)
    sizes = struct.unpack_from(f"<{count}I", encoded, 4)
    starts = list(accumulate(sizes, initial=4 + 4 * count))
    values, first = json.loads(decompress(encoded[starts[0] : starts[1]])), 1
    for name in LAZY:
        last = first + ceil(values[name] / BLOCK)
        values[name], first = LazySequence(values[name], encoded, starts[first : last + 1]), last
    return model.Program(**{name: value if name in LAZY else decode(value) for name, value in values.items()})
