"""The files of the story are larger than 20 MB together.

The file named is the first that does not fit any more; it and the ones after it are not read.
No example of that size is printed.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.faults._places import top_of


def fault(file: str, limit: int) -> Diagnostic:
    """`limit` is in bytes."""
    message = f"with this file the story is larger than {limit // 1_000_000} MB"
    return Diagnostic("story-too-large", message, top_of(file), "make two stories of it")
