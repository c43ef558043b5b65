"""There is no story at the path given.

A story is a folder with a `story.yaml` in it, or one file alone. Name the folder, or name its root file `story.yaml`.
No file can show this mistake, so there is no example.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.faults._places import top_of


def fault(file: str, like: Sequence[str] = ()) -> Diagnostic:
    """`like` are the names in the folder that were probably meant for its root."""
    helps = f"rename `{like[0]}` to `story.yaml`" if like else "a story is a folder with a `story.yaml`, or one file"
    return Diagnostic("missing-story", "there is no story here", top_of(file), helps)
