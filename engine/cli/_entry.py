"""From words on the command line to an exit code: the streams made safe, the command found, its failure told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from engine.cli._failures import failed
from engine.cli._parsing import parsed
from engine.cli._signals import stopping
from engine.cli._streams import ready_streams

BROKEN_PIPE = 141


def run(words: Sequence[str]) -> int:
    """Runs the command the words ask for; nothing that goes wrong leaves here but as an exit code."""
    try:
        with stopping():
            ready_streams()
            return _run(words)
    except BrokenPipeError:
        return BROKEN_PIPE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    finally:
        _let_go(sys.stdout)
        _let_go(sys.stderr)


def _run(words: Sequence[str]) -> int:
    try:
        arguments = parsed(words)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as trouble:
        return failed(trouble, os.environ)
    return code


def _let_go(stream: TextIO) -> None:
    """Writes what is unwritten; if nobody takes it any more it goes nowhere, without complaint."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
