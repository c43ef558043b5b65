"""What a harness has to say of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table that `python -m tests.torture` prints."""

    name: str
    done: int
    """Trials."""
    bad: int
    """Trials that went wrong: none may."""
    control: int | None
    """Trials that went wrong for something known to be bad, which must be some; None where there is no such thing."""
