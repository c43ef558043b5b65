"""The command `samarra`."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and answers with its exit code; asking for the version loads nothing else."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        from engine.version import VERSION

        sys.stdout.write(f"samarra {VERSION}\n")
        return 0
    from engine.cli._entry import run

    return run(words)
