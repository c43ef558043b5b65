"""How wide the terminal is that stands behind a stream."""

from __future__ import annotations

import os
from typing import TextIO


def columns(output: TextIO, otherwise: int = 72) -> int:
    """The width of the terminal behind a stream, or another where there is none."""
    try:
        return os.get_terminal_size(output.fileno()).columns or otherwise
    except (OSError, ValueError):
        return otherwise
