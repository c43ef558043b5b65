"""The command `samarra`."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


_ALLOCATIONS = 100_000
"""Objects made between two searches for cycles, which a game makes few of; Python's own 700 cost a tenth of a start."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `--version` loads nothing else unless it fails."""
    gc.set_threshold(_ALLOCATIONS)
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        from engine.version import VERSION

        try:
            sys.stdout.write(f"samarra {VERSION}\n")
            sys.stdout.flush()
            return 0
        except (OSError, ValueError, AttributeError):
            pass  # the stream is closed or full, which the whole command knows how to say
    from engine.cli.entry import run

    code = run(words)
    if argv is None:
        gc.freeze()  # Python would search all that is left for cycles, three times, before it ends
    return code
