"""A change of one cell as Python source over a packed state `s`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.expressions.language.terms import Change, Constant, Operation, Read
from engine.prove.search.state_encoding import Field, StateEncoding, source_of


def assignment_source(change: Change, target: Field, packing: StateEncoding) -> Iterator[str]:
    """The lines that put the new value into its field, stopping at the ends of the variable's range."""
    low, high = change.low, min(change.high, target.high)
    match change.value:
        case Constant(value):
            kept = min(max(value, low), high) - target.low
            yield f"s = s & {~target.bits} | {kept << target.shift}"
        case Operation("join", (Read(symbol), Constant(mask))) if symbol == change.symbol:
            yield f"s |= {mask << target.shift}"
        case Operation("drop", (Read(symbol), Constant(mask))) if symbol == change.symbol:
            yield f"s &= {~(mask << target.shift)}"
        case Read() | Operation() as value:
            yield f"v = {source_of(value, packing)}"
            yield f"v = {low} if v < {low} else {high} if v > {high} else v"
            yield f"s = s & {~target.bits} | (v - {target.low}) << {target.shift}"
        case unknown:
            assert_never(unknown)
