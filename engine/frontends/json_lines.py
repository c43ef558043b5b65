"""Play for programs: a frame a line out, a command a line in, always UTF-8, nothing else on the stream."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from engine.errors import ExitCode, SamarraError
from engine.frontends.support.front_end import PlayableGame, Streams
from engine.runtime.commands import Command, Quit, decode_command
from engine.runtime.frame import Frame, frame_line

LINE_LIMIT = 65_536
"""Bytes a command has at most."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class _Unreadable(SamarraError):
    """A line that is no command."""


def play(game: PlayableGame, streams: Streams) -> ExitCode:
    output = streams.output.buffer
    _write_frame(output, game.frame)
    for line in _lines(streams.input.buffer):
        try:
            command = _command(line)
        except SamarraError as error:
            _write_frame(output, replace(game.frame, notice=str(error)))
            continue
        if command == Quit():
            break
        _write_frame(output, game.do(command))
    game.do(Quit())
    return ExitCode.SUCCESS


def _write_frame(output: BinaryIO, frame: Frame) -> None:
    output.write(frame_line(frame).encode() + b"\n")
    output.flush()


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield each line without its end; of one that is too long only the beginning, one byte past the limit."""
    while line := source.readline(LINE_LIMIT + 2):
        rest = line
        while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
            rest = source.readline(LINE_LIMIT + 2)
        yield line.rstrip(b"\r\n")


def _command(line: bytes) -> Command:
    if len(line) > LINE_LIMIT:
        raise _Unreadable(f"this line is too long; a command has at most {LINE_LIMIT} bytes")
    try:
        payload = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_object)
    except UnicodeDecodeError:
        raise _Unreadable("this line is not UTF-8") from None
    except (ValueError, RecursionError):
        raise _Unreadable('this line is not JSON; a command looks like {"choose": 1}') from None
    if not isinstance(payload, dict):
        raise _Unreadable('a command is a JSON object, like {"choose": 1}')
    if any(_HALF_CHARACTER.search(text) for text in (*payload, *payload.values()) if isinstance(text, str)):
        raise _Unreadable("this line holds half a character")
    return decode_command(payload)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, and refuse one with the same key twice."""
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise _Unreadable("a key stands twice in this command")
    return mapping


def _refuse_constant(constant: str) -> None:
    raise ValueError(constant)
