"""Turns the words on a command line into an exit code: safe streams, one command, one sentence if it fails."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

from engine.cli.signals import SignalExit, exit_on_signals
from engine.cli.streams import OUTPUT, prepare_streams, write_message, write_result
from engine.cli.words import parse_words
from engine.diagnostics.show import safe
from engine.errors import AccessError, ExitCode, SamarraError, StoryError, reason_of
from engine.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from types import SimpleNamespace
    from typing import TextIO

DEBUG = "SAMARRA_DEBUG"


def run(words: Sequence[str]) -> int:
    """Run the command that the words ask for; every failure becomes an exit code."""
    try:
        with exit_on_signals():
            prepare_streams()
            return _run(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else ExitCode.SUCCESS
    finally:
        _flush_or_discard(sys.stdout)
        _flush_or_discard(sys.stderr)


def _run(words: Sequence[str]) -> int:
    try:
        code = _run_words(words)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        return ExitCode.BROKEN_PIPE if is_reader_gone(error) else _report_error(error)
    return code


def _run_words(words: Sequence[str]) -> int:
    """Run the command; argparse leaves by `SystemExit` when only help was asked for."""
    if list(words) == ["--version"]:
        write_result(f"samarra {VERSION}")
        return ExitCode.SUCCESS
    try:
        return _run_command(parse_words(words))
    except SignalExit:
        raise
    except SystemExit:
        return ExitCode.SUCCESS


def _run_command(arguments: argparse.Namespace | SimpleNamespace) -> int:
    """Run a command; if a cache file that it used may have made it fail, delete that file and run again.

    Raise AccessError if that happened after a part of the output was written.
    """
    try:
        code: int = arguments.run(arguments)
    except Exception as error:
        from engine.storage.cache_files import forget_used

        if not is_defect(error) or not forget_used():
            raise
        if OUTPUT.has_begun:
            raise AccessError("something in the cache was damaged and is removed; please run this again") from None
        code = arguments.run(arguments)
    return code


def _report_error(error: BaseException) -> ExitCode:
    """Write what went wrong; stdout may be what failed, and stderr may be full too."""
    _flush_or_discard(sys.stdout)
    message = error_message(error, os.environ)
    try:
        if message:
            write_message(message)
    except (OSError, ValueError) as other:
        if is_reader_gone(other):
            return ExitCode.BROKEN_PIPE
    return exit_code_of(error)


def _flush_or_discard(stream: TextIO) -> None:
    """Write what is in the buffer; if nobody takes it any more, send it to the null device without complaint."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            null_device = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null_device, stream.fileno())
            os.close(null_device)


def is_reader_gone(error: BaseException) -> bool:
    """Return whether nobody reads the output any more; Windows has no error of its own for that."""
    if sys.platform == "win32":
        return isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.EINVAL) and not error.filename
    return isinstance(error, BrokenPipeError)


def is_defect(error: BaseException) -> bool:
    """Return whether the error is a defect of samarra itself, or of a cache file that it wrote."""
    expected = (SamarraError, OSError, KeyboardInterrupt, MemoryError)
    return not isinstance(error, expected) and not _is_input_encoding(error)


def exit_code_of(error: BaseException) -> ExitCode:
    if isinstance(error, SamarraError):
        return error.exit_code
    if isinstance(error, OSError | MemoryError) or _is_input_encoding(error):
        return ExitCode.NO_ACCESS
    return ExitCode.INTERRUPT if isinstance(error, KeyboardInterrupt) else ExitCode.FINDINGS


def error_message(error: BaseException, environment: Mapping[str, str]) -> str:
    """Return the text that reports an error, empty for an interrupt; `SAMARRA_DEBUG` adds where a defect is.

    Every error of a file names it, so one without a name is a stream's.
    """
    match error:
        case StoryError(diagnostics=diagnostics, lines=lines):
            from engine.diagnostics.render.text import render

            return render(diagnostics, lines)
        case SamarraError():
            return f"samarra: {error}"
        case OSError():
            place = safe(str(error.filename)) if error.filename else "standard output"
            return f"samarra: {place}: {reason_of(error)}"
        case MemoryError():
            return "samarra: the system gives no more memory; close what else is running"
        case KeyboardInterrupt():
            return ""
        case UnicodeError() if _is_input_encoding(error):
            return f"samarra: standard input is not {sys.stdin.encoding} text; PYTHONIOENCODING names its encoding"
        case defect:
            from traceback import format_exception

            traceback = "".join(format_exception(defect)) if environment.get(DEBUG) else ""
            fault = "this is a fault of samarra itself, not of the story"
            return f"{traceback}samarra: {fault}; please report it with what {DEBUG}=1 adds"


def _is_input_encoding(error: BaseException) -> bool:
    """Return whether the input lacks a byte order mark; only an encoding that begins with one, as UTF-16, refuses."""
    return isinstance(error, UnicodeError) and "does not start with BOM" in str(error)
