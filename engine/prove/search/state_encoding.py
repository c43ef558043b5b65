"""Encodes states as whole numbers: the resting point in the low bits, then a field for each live cell."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.kinds import AnyOfKind, bounds
from engine.expressions.language.terms import Constant, Operation, Operator, Read, Term
from engine.program.model import Cell, Program
from engine.prove.analysis.bit_layout import BitTable, Field, Partition, bit_table, representative
from engine.records import dataclass
from engine.runtime.state import State

MergedBits = tuple[int, int, Partition]
"""The shift of a field, its mask at the bottom, and its partition."""
MergedFields = tuple[tuple[Field, Partition], ...]
"""The fields of which some values are equivalent, with their partitions."""


@dataclass(frozen=True, slots=True)
class StateEncoding:
    """The layout of encoded states."""

    point_bits: int
    fields: dict[str, Field]

    @property
    def width(self) -> int:
        """Return the bits of an encoded state."""
        return self.point_bits + sum(field.width for field in self.fields.values())

    def encode_cells(self, program: Program, cells: tuple[int, ...]) -> int:
        """Return the cells' part of an encoded state."""
        encoded = 0
        for cell, value in zip(program.cells, cells, strict=True):
            field = self.fields.get(cell.symbol)
            if field is not None:
                encoded |= (min(value, field.high) - field.low) << field.shift
        return encoded


@dataclass(frozen=True, slots=True)
class StateEncoder:
    """Encodes the states of the runtime; small enough to be stored in a file."""

    cells: tuple[tuple[int, int, int, int], ...]
    """By field, the index of its cell in a state, its shift, its least and its greatest value."""
    resting_points: dict[tuple[int, tuple[int, ...]], int]
    """The number of each resting point, by address and stack."""
    live_masks: tuple[int, ...]
    """By resting point, the live bits."""
    merged_fields: tuple[tuple[MergedBits, ...], ...]
    """By resting point, the fields of which some values are equivalent."""

    def resting_point(self, state: State) -> int | None:
        """Return the number of the resting point of a game; None where the game does not wait for a choice."""
        return self.resting_points.get((state.point, state.stack))

    def encode(self, state: State) -> int | None:
        """Return the encoded state; None where the game does not wait for a choice."""
        number = self.resting_point(state)
        if number is None:
            return None
        encoded, cells = 0, state.cells
        for index, shift, low, high in self.cells:
            value = cells[index]
            encoded |= (value - low if value < high else high - low) << shift
        encoded = encoded & self.live_masks[number] | number
        for shift, mask, partition in self.merged_fields[number]:
            encoded = encoded & ~(mask << shift) | representative(partition, encoded >> shift & mask) << shift
        return encoded


def state_encoding(program: Program, live: int, saturation: dict[str, int], points: int) -> StateEncoding:
    """Lay out the number of the resting point, then a field for each cell with a bit in `live`."""
    point_bits = max(points.bit_length(), 1)
    table = bit_table(program.cells)
    fields: dict[str, Field] = {}
    shift = point_bits
    for cell in program.cells:
        if live & table.cell_bits(cell.symbol):
            low, high = value_range(cell, saturation)
            width = (high - low).bit_length()
            fields[cell.symbol] = Field(cell.symbol, shift, width, low, high, isinstance(cell.kind, AnyOfKind))
            shift += width
    return StateEncoding(point_bits, fields)


def live_mask(table: BitTable, encoding: StateEncoding, live: int) -> int:
    """Return the bits of an encoded state that correspond to some live bits."""
    mask = 0
    for symbol, field in encoding.fields.items():
        bits = table.bits_within_cell(symbol, live)
        mask |= bits << field.shift if field.is_set else field.bits * bits
    return mask


def value_range(cell: Cell, saturation: dict[str, int]) -> tuple[int, int]:
    """Return the least and the greatest value of a cell that are held apart."""
    if cell.kind is None:
        return 0, saturation.get(cell.symbol, 1)
    low, high = bounds(cell.kind)
    return low, max(low, min(high, saturation.get(cell.symbol, high)))


def term_source(term: Term, encoding: StateEncoding) -> str:
    """Return a term over an encoded state `s` as Python source: numbers, `s`, `min`, `max`, `abs` and operators."""
    match term:
        case Constant(value):
            return f"({value})"
        case Read(symbol):
            return _read(encoding.fields[symbol])
        case Operation(operator, parts):
            return _operation(operator, [term_source(part, encoding) for part in parts], parts, encoding)
        case unknown:
            assert_never(unknown)


def condition_source(term: Term, encoding: StateEncoding) -> str:
    """Return a condition as Python source that is true where it holds; shorter than `term_source`."""
    match term:
        case Operation("and" | "or" as operator, parts):
            return "(" + f" {operator} ".join(condition_source(part, encoding) for part in parts) + ")"
        case Operation("not", (part,)):
            return f"(not {condition_source(part, encoding)})"
        case Operation("==" | "!=" | "<" | "<=" | ">" | ">=" as operator, (Read(symbol), Constant(value))):
            field = encoding.fields[symbol]
            return f"s & {field.bits} {operator} {value - field.low << field.shift}"
        case Read(symbol) if not encoding.fields[symbol].low:
            return f"s & {encoding.fields[symbol].bits}"
        case Constant() | Read() | Operation():
            return term_source(term, encoding)
        case unknown:
            assert_never(unknown)


def _read(field: Field) -> str:
    read = f"(s >> {field.shift} & {field.mask})"
    return f"({read} + {field.low})" if field.low else read


def _operation(operator: Operator, sources: list[str], parts: tuple[Term, ...], encoding: StateEncoding) -> str:
    match operator:
        case "has":
            return _has(sources, parts, encoding)
        case "neg":
            return f"(-{sources[0]})"
        case "not":
            return f"(0 if {sources[0]} else 1)"
        case "count":
            return f"{sources[0]}.bit_count()"
        case "join":
            return f"({sources[0]} | {sources[1]})"
        case "drop":
            return f"({sources[0]} & ~{sources[1]})"
        case "abs" | "min" | "max":
            return f"{operator}({', '.join(sources)})"
        case "==" | "!=" | "<" | "<=" | ">" | ">=":
            return f"(1 if {sources[0]} {operator} {sources[1]} else 0)"
        case "+" | "-" | "*" | "//" | "%" | "and" | "or":
            return "(" + f" {operator} ".join(sources) + ")"
        case unknown:
            assert_never(unknown)


def _has(sources: list[str], parts: tuple[Term, ...], encoding: StateEncoding) -> str:
    """Return the source of a membership test; for one member it is one bit of the state."""
    cell, members = parts
    if isinstance(cell, Read) and isinstance(members, Constant) and members.value.bit_count() == 1:
        return f"(s >> {encoding.fields[cell.symbol].shift + members.value.bit_length() - 1} & 1)"
    return f"(1 if {sources[0]} & {sources[1]} == {sources[1]} else 0)"


def representative_source(partition: Partition, value: str) -> str:
    """Return the source of the representative of a value's class; `value` is source too."""
    return f"{tuple(partition)}[{value}]" if isinstance(partition, bytes) else f"representative({partition}, {value})"
