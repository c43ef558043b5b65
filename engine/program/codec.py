"""Encode programs as compressed blocks of JSON, and decode them; each instruction and choice is decoded on first use.

A record is a list that starts with its class's number; a tuple is a list that starts with 0; a span is null. A block is
two lines: its items, and the places of each item, as indices of files and four numbers a span. The fingerprints of a
program are of the first lines alone. The first block is an object of the fields, in which a long table is only its
length; the blocks of those tables follow.
"""

from __future__ import annotations

import json
import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from math import ceil
from operator import attrgetter
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
_FIELDS: dict[type, tuple[str, ...]] = {record: record.__match_args__ for record in RECORDS}  # type: ignore[attr-defined]
_PLACED = frozenset(NUMBER_OF[record] for record in RECORDS if "span" in _FIELDS[record])
"""The numbers of the records that end with their span."""
FIELDS: tuple[str, ...] = model.Program.__match_args__
LAZY = ("code", "scenes", "choices", "notes", "promises", "epigraphs")
"""The tables that are decoded item by item."""
BLOCK = 64
"""Items of a table that are read together."""


class _Block:
    """Some items, encoded, and their places."""

    __slots__ = ("_files", "_items", "_places")

    def __init__(self, packed: bytes | memoryview) -> None:
        items, places = decompress(packed).split(b"\n")
        self._items = json.loads(items)
        self._files, self._places = json.loads(places)

    def item(self, at: int) -> Any:
        """Decode one item."""
        places = self._places[at]
        spans = (Span(self._files[places[at]], *places[at + 1 : at + 5]) for at in range(0, len(places), 5))
        return _decode(self._items[at], spans)


class LazySequence(Sequence[Item]):
    """A tuple in encoded blocks, of which each item is decoded on first use."""

    __slots__ = ("_blocks", "_encoded", "_items", "_length", "_starts")

    def __init__(self, length: int, encoded: bytes | memoryview, starts: Sequence[int]) -> None:
        self._length = length
        self._encoded = encoded
        self._starts = starts
        """Where in the encoded program each block starts, and the last one ends."""
        self._blocks: dict[int, _Block] = {}
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
            self._items[at] = cast(Item, self._block(at // BLOCK).item(at % BLOCK))
        return self._items[at]

    def _block(self, number: int) -> _Block:
        block = self._blocks.get(number)
        if block is None:
            block = _Block(self._encoded[self._starts[number] : self._starts[number + 1]])
            self._blocks[number] = block
        return block

    def __iter__(self) -> Iterator[Item]:
        return (self[at] for at in range(self._length))


def _parts_getter(record: type) -> Callable[[Any], Iterable[object]]:
    names = _FIELDS[record]
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]


_FORMS: dict[type, tuple[int, Callable[[Any], Iterable[object]]]] = {
    **{record: (number, _parts_getter(record)) for record, number in NUMBER_OF.items()},
    tuple: (0, iter),
    LazySequence: (0, iter),
}
"""The number that a record's list starts with, and what gives its parts."""
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def encode(value: object) -> Any:
    """Encode a record, tuple, number, text or None as JSON values; spans become None."""
    return _encode(value, [])


def _encode(value: object, spans: list[Span]) -> Any:
    """Encode a value, and add its spans to a list, in order."""
    if isinstance(value, Span):
        spans.append(value)
        return None
    number, parts_of = _FORMS.get(type(value), (0, None))
    if parts_of is None:
        return value
    return [number, *[_encode(part, spans) if type(part) in _FORMS else part for part in parts_of(value)]]


def _decode(value: Any, spans: Iterator[Span]) -> Any:
    """Decode the JSON values that `encode` returns, and put the spans back."""
    if not isinstance(value, list):
        return value
    number = value[0]
    parts = [_decode(part, spans) if type(part) is list else part for part in value[1:]]
    if number == 0:
        return tuple(parts)
    if number in _PLACED:
        parts[-1] = next(spans)
    return RECORDS[number - 1](*parts)


def canonical_json(encoded: Any) -> str:
    """Return JSON values as text, always the same for the same values."""
    return _JSON.encode(encoded)


def digest(encoded: Any) -> str:
    """Return the digest of the canonical JSON of some values."""
    return digest_texts([canonical_json(encoded)])


def digest_texts(texts: Iterable[str]) -> str:
    """Return sixteen hex digits of BLAKE2b over some texts, joined."""
    whole = blake2b(digest_size=8)
    for text in texts:
        whole.update(text.encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


class TableEncoder:
    """Encodes the items of a long table as they come, a block at a time."""

    __slots__ = ("_items", "_spans", "_texts", "blocks", "length")

    def __init__(self, items: Iterable[object] = ()) -> None:
        self.blocks: list[bytes] = []
        self.length = 0
        self._texts: list[str] = []
        self._items: list[Any] = []
        self._spans: list[list[Span]] = []
        for item in items:
            self.add(item)

    def add(self, item: object) -> Any:
        """Encode one more item, and return it encoded."""
        if len(self._items) == BLOCK:
            self._close_block()
        spans: list[Span] = []
        self._items.append(_encode(item, spans))
        self._spans.append(spans)
        self.length += 1
        return self._items[-1]

    def finish(self) -> Iterator[str]:
        """Close the last block, and yield the whole table as canonical JSON without places, once."""
        if self._items:
            self._close_block()
        yield "[0"
        for text in self._texts:
            yield f",{text}"
        yield "]"
        self._texts = []

    def _close_block(self) -> None:
        text = canonical_json(self._items)
        self._texts.append(text[1:-1])
        self.blocks.append(_pack(text, self._spans))
        self._items, self._spans = [], []


def _pack(items: str, spans: Iterable[Iterable[Span]]) -> bytes:
    files: dict[str, int] = {}
    places = [
        [
            number
            for span in of_item
            for number in (
                files.setdefault(span.file, len(files)), span.line, span.column, span.end_line, span.end_column
            )
        ]
        for of_item in spans
    ]  # fmt: skip
    return compress(f"{items}\n{canonical_json([list(files), places])}".encode(), 1)


def encode_tables(program: model.Program) -> dict[str, TableEncoder]:
    """Encode the long tables of a program."""
    tables = {name: TableEncoder(getattr(program, name)) for name in LAZY}
    for table in tables.values():
        deque(table.finish(), 0)
    return tables


def write_program(program: model.Program) -> bytes:
    """Encode a program; the compiler leaves the long tables encoded in its memo."""
    tables = cast(dict[str, TableEncoder], program.memo.get(encode_tables) or encode_tables(program))
    spans: list[list[Span]] = [[] for _ in FIELDS]
    head = [
        tables[name].length if name in LAZY else _encode(getattr(program, name), spans_of_field)
        for name, spans_of_field in zip(FIELDS, spans, strict=True)
    ]
    return join_blocks([_pack(canonical_json(head), spans), *(block for name in LAZY for block in tables[name].blocks)])


def join_blocks(blocks: Sequence[bytes]) -> bytes:
    """Return packed blocks after their number and sizes, each in four bytes."""
    return b"".join([struct.pack(f"<{len(blocks) + 1}I", len(blocks), *map(len, blocks)), *blocks])


def read_program(encoded: bytes | memoryview) -> model.Program:
    """Decode what `write_program` returns; long tables are decoded as they are used."""
    (count,) = struct.unpack_from("<I", encoded)
    sizes = struct.unpack_from(f"<{count}I", encoded, 4)
    starts = list(accumulate(sizes, initial=4 + 4 * count))
    head, first = _Block(encoded[starts[0] : starts[1]]), 1
    values = {name: head.item(at) for at, name in enumerate(FIELDS)}
    for name in LAZY:
        last = first + ceil(values[name] / BLOCK)
        values[name], first = LazySequence(values[name], encoded, starts[first : last + 1]), last
    return model.Program(**values)
