"""Which front end plays: the one asked for, unless the streams at hand cannot carry it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO, cast

from engine.discovery import load_plug, plug_names
from engine.frontends.support.front_end import FrontEnd

_PACKAGE = "engine.frontends"
_NEEDS_A_TERMINAL = "terminal"


def front_end_names() -> tuple[str, ...]:
    return plug_names([str(Path(__file__).parent.parent)])


def front_end(name: str) -> FrontEnd:
    """The front end of a name in `front_end_names`, imported now."""
    return cast(FrontEnd, load_plug(_PACKAGE, name))


def choose_front_end(wanted: str | None, source: TextIO, output: TextIO, environment: Mapping[str, str]) -> str:
    """The name wanted, or `plain` where a full terminal is wanted, or nothing in particular, and there is none."""
    if wanted not in (None, _NEEDS_A_TERMINAL):
        return wanted
    return _NEEDS_A_TERMINAL if _is_a_terminal(source, output, environment) else "plain"


def _is_a_terminal(source: TextIO, output: TextIO, environment: Mapping[str, str]) -> bool:
    """Windows consoles set no `TERM`."""
    able = os.name == "nt" or environment.get("TERM", "") not in ("", "dumb")
    return able and source.isatty() and output.isatty()
