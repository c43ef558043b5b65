"""From words on the command line to an exit code: the streams made safe, the command found, its failure told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from engine.cli.failures import exit_code, is_fault, is_reader_gone, sentence
from engine.cli.signals import SignalExit, exit_on_signals
from engine.cli.streams import OUTPUT, prepare_streams, write_message, write_result
from engine.errors import AccessError, ExitCode

if TYPE_CHECKING:
    import argparse


def run(words: Sequence[str]) -> int:
    """Run the command the words ask for; nothing that goes wrong leaves here but as an exit code."""
    try:
        with exit_on_signals():
            prepare_streams()
            return _run(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    finally:
        _let_go(sys.stdout)
        _let_go(sys.stderr)


def _run(words: Sequence[str]) -> int:
    try:
        code = _code(words)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as trouble:
        return ExitCode.BROKEN_PIPE if is_reader_gone(trouble) else _failed(trouble)
    return code


def _code(words: Sequence[str]) -> int:
    """The exit code of the command, which may have been asked for nothing but its help."""
    if list(words) == ["--version"]:
        from engine.version import VERSION

        write_result(f"samarra {VERSION}")
        return 0
    from engine.cli.parsing import parse_arguments

    try:
        code = _done(parse_arguments(words))
    except SignalExit:
        raise
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    return code


def _done(arguments: argparse.Namespace) -> int:
    """Run a command; if something that was kept to save work is at fault, remove that and run it anew.

    Raises:
        AccessError: so it was, and part of the output was written by then.
    """
    try:
        code: int = arguments.run(arguments)
    except Exception as trouble:
        from engine.storage.cache_files import forget_used

        if not is_fault(trouble) or not forget_used():
            raise
        if OUTPUT.has_begun:
            raise AccessError("something in the cache was damaged and is removed; please run this again") from None
        code = arguments.run(arguments)
    return code


def _failed(trouble: BaseException) -> int:
    """Say what went wrong, though stdout itself may be what failed, and stderr may be as full."""
    _let_go(sys.stdout)
    words = sentence(trouble, os.environ)
    try:
        if words:
            write_message(words)
    except (OSError, ValueError) as other:
        if is_reader_gone(other):
            return ExitCode.BROKEN_PIPE
    return exit_code(trouble)


def _let_go(stream: TextIO) -> None:
    """Write what is unwritten; if nobody takes it any more it goes nowhere, without complaint."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
