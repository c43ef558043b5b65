"""The process's own streams made so that no character can make them fail."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from engine.diagnostics.show import safe_output, safe_prose
from engine.frontends.support.ascii_fallback import PLAINER


@dataclass(slots=True)
class Output:
    """What is known of the output of the command that runs."""

    has_begun: bool = False
    """Something of what was asked for is written."""


OUTPUT = Output()


def prepare_streams() -> None:
    """A stream that is closed reads or writes nothing; a character that cannot be read or shown is replaced."""
    OUTPUT.has_begun = False
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - open as long as the process
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, PLAINER), (sys.stderr, PLAINER)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding_for(stream), errors=errors)


def _encoding_for(stream: TextIO) -> str:
    """The stream's own encoding; for a pipe on Windows UTF-8, as everywhere, unless the environment names one."""
    is_old = sys.platform == "win32" and not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
    return "utf-8" if is_old else stream.encoding


def write_result(text: str) -> None:
    """Add lines, made safe, to what the command was asked for; an empty text is none."""
    OUTPUT.has_begun = True
    sys.stdout.write(safe_output(text if not text or text.endswith("\n") else text + "\n"))


def write_message(text: str) -> None:
    """Says something beside that, after what has been told so far."""
    sys.stdout.flush()
    sys.stderr.write(safe_prose(text.removesuffix("\n")) + "\n")
    sys.stderr.flush()
