"""The story's folder holds too many files.

A story has at most 100 files, and its folder at most 10,000 of any kind. Keep a story in a folder of its own and
put several scenes in one file. No file can show this mistake, so there is no example.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.faults._places import top_of


def fault(file: str, limit: int) -> Diagnostic:
    """`limit` is the number of files that would be accepted."""
    message = f"the folder of this story holds more than {limit:,} files"
    return Diagnostic("too-many-files", message, top_of(file), "keep the story in a folder of its own, in fewer files")
