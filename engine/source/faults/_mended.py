"""The help that shows a mended line."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Mend


def write(mend: Mend | None, otherwise: str = "put the text under `text: |`") -> str:
    """The mended lines in backticks, or other help where the mend is not certain."""
    if mend is None:
        return otherwise
    lines = [line.strip() for line in mend.lines if line.strip()]
    if len(lines) == 1:
        return f"write `{lines[0]}`"
    return f"write `{lines[0]}` and under it, indented, `{lines[1]}`"
