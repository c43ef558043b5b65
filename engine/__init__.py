"""Samarra: branching stories written in YAML, compiled to a state machine, proved, and played.

    import engine

    program = engine.load("story")          # raises engine.StoryError, which carries every mistake found
    session = engine.play(program, seed=7)
    print("\\n\\n".join(session.frame.text))
    frame = session.do({"choose": 1})       # or {"choose": "a-choice-id"}, {"undo": 1}, {"answer": "text"} …

Nothing more is imported than what is asked for, since the shortest command pays for it too.
"""

from __future__ import annotations

from engine.version import VERSION as __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from engine.errors import StoryError
    from engine.program.model import Program
    from engine.runtime.session import Session

__all__ = ["StoryError", "__version__", "load", "play"]


def load(path: str | PathLike[str]) -> Program:
    """Read, check and compile a story: a folder with a `story.yaml`, or a single file.

    Raises:
        StoryError: the story has mistakes; its `diagnostics` name each with its place and what helps.
    """
    from engine import pipeline

    return pipeline.load(path)


def play(program: Program, seed: int = 0) -> Session:
    """Start a new game of a program.

    `seed` is a whole number from 0 to 2**64 - 1; the same seed and the same choices give the same frames everywhere.
    """
    from engine.runtime.session import Session

    return Session(program, seed)


def __getattr__(name: str) -> object:
    if name != "StoryError":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from engine.errors import StoryError

    return StoryError
