"""Texts that do something to a terminal that obeys them."""

from __future__ import annotations

ESCAPES = (
    "\x1b[2J", "\x1b[3J", "\x1b[H", "\x1b[1A", "\x1b[99B", "\x1b[?1049h", "\x1b[?25l", "\x1b[?2004l", "\x1b[?1000h",
    "\x1b[8m", "\x1b[31;5m", "\x1b[6n", "\x1b[c", "\x1b[21t", "\x1b[!p", "\x1bc", "\x1b7", "\x1b8", "\x1b(0",
    "\x1b#8", "\x1b=", "\x1b>", "\x1bM", "\x1b]0;owned\x07", "\x1b]2;owned\x1b\\",
    "\x1b]8;;file:///x\x1b\\y\x1b]8;;\x1b\\", "\x1b]52;c;YQ==\x07", "\x1b]4;1;red\x07", "\x1b]1337;File=x\x07",
    "\x1bP0;1|17/ab\x1b\\", "\x1bP$q\x1b\\", "\x1b_Gx\x1b\\", "\x1b^x\x1b\\", "\x1bX x\x1b\\", "\x1b", "\x1b[",
)  # fmt: skip
CONTROLS = (
    "\x00", "\x07", "\x08\x08", "\x0b", "\x0c", "\x0e", "\x0f", "\x11", "\x13", "\x1a", "\x7f", "\x85", "\x84",
    "\x8d", "\x90x\x9c", "\x9b2J", "\x9d52;c;YQ==\x9c", "\x9fx\x9c", "\u202e", "\u2066", "\u200f", "\u2028",
    "\ufeff", "\U000e0041",
)  # fmt: skip
PAYLOADS = ESCAPES + CONTROLS
FRONT, BACK = "Q~", "~Z"
"""What stands around a payload, so that it can be told from what a front end itself sends."""


def wrapped(payload: str) -> str:
    return f"{FRONT}{payload}{BACK}"


def is_obeyed(sent: bytes, payload: str) -> bool:
    """Whether a payload went through as it is."""
    return wrapped(payload).encode("utf-8", "surrogatepass") in sent
