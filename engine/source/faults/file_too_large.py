"""A file of the story is larger than 2 MB.

That is some 300,000 words. Split it: every `*.yaml` file below the story's folder is a part of the story.
No example of that size is printed.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.faults._places import top_of


def fault(file: str, limit: int) -> Diagnostic:
    """`limit` is in bytes."""
    message = f"this file is larger than {limit // 1_000_000} MB"
    return Diagnostic("file-too-large", message, top_of(file), "split it into several files")
