"""Plays a story for a program: it reads a command and writes a frame on each line, in UTF-8 and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from engine.errors import ExitCode, SamarraError
from engine.frontends.support.front_end import PlayableGame, Streams
from engine.records import replace
from engine.runtime.commands import Command, Quit, decode_command
from engine.runtime.frame import Frame, frame_line

LINE_LIMIT = 65_536
"""The most bytes of a command."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class _LineError(SamarraError):
    """A line is not a command."""


def play(game: PlayableGame, streams: Streams) -> ExitCode:
    output = streams.output.buffer
    _write_frame(output, game.frame)
    for line in _read_lines(streams.input.buffer):
        try:
            command = _parse_command(line)
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


def _read_lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield each line without its line end; cut one that is too long just past the limit and skip its rest."""
    while line := source.readline(LINE_LIMIT + 2):
        rest = line
        while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
            rest = source.readline(LINE_LIMIT + 2)
        yield line.rstrip(b"\r\n")


def _parse_command(line: bytes) -> Command:
    """Return the command of a line; raise SamarraError if it is too long, or is not a command in JSON."""
    if len(line) > LINE_LIMIT:
        raise _LineError(f"this line is too long; a command has at most {LINE_LIMIT} bytes")
    try:
        payload = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except UnicodeDecodeError:
        raise _LineError("this line is not UTF-8") from None
    except (ValueError, RecursionError):
        raise _LineError('this line is not JSON; a command looks like {"choose": 1}') from None
    if not isinstance(payload, dict):
        raise _LineError('a command is a JSON object, like {"choose": 1}')
    if any(_SURROGATE.search(text) for text in (*payload, *payload.values()) if isinstance(text, str)):
        raise _LineError("this line holds half a character")
    return decode_command(payload)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object as a mapping; refuse one that has a key twice."""
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise _LineError("a key stands twice in this command")
    return mapping


def _refuse_constant(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads but JSON does not have."""
    raise ValueError(constant)
