"""Stack frames of the machine, each held in one number: where the game continues, and whether a call made the frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

StackFrame = NewType("StackFrame", int)
"""`2 * address` for a follow frame, `2 * address + 1` for a call frame."""
_CALL = 1


def call_frame(address: int) -> StackFrame:
    """Return the frame of a call that returns to an address."""
    return StackFrame(2 * address + _CALL)


def follow_frame(address: int) -> StackFrame:
    """Return the frame of a borrowed choice or storylet, after which the game continues at an address."""
    return StackFrame(2 * address)


def is_call(frame: StackFrame) -> bool:
    """Return whether a call made a frame."""
    return bool(frame & _CALL)


def return_address(frame: StackFrame) -> int:
    """Return the address where the game continues when a frame is popped."""
    return frame >> 1


def call_depth(stack: Sequence[StackFrame]) -> int:
    """Return how many frames of a stack stay when follow frames are dropped down to the newest call frame."""
    depth = len(stack)
    while depth and not is_call(stack[depth - 1]):
        depth -= 1
    return depth
