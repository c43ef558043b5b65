"""Parts of stories that grow with a number, and the words they are written in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """Scenes that begin at the one called as the part is, and what they need of the other sections."""

    scenes: str
    sections: Mapping[str, str] = field(default_factory=dict)


Construct = Callable[[str, int, str], Part]
"""A part of a size; the first text begins all its names, the last is the scene it leads to."""


def many(count: int, row: Callable[[int], str]) -> str:
    return "".join(map(row, range(count)))


def offering(name: str, *rows: str, kind: str = "choices", above: str = "", then: str = "") -> str:
    """A scene with a list of choices."""
    listed = "".join(f"      - {row}\n" for row in rows)
    return f"  {name}:\n{above}    {kind}:\n{listed}" + (f"    then: {then}\n" if then else "")


def stepping(name: str, *steps: str) -> str:
    """A scene that is a list of blocks; each of them is written without its indent."""
    return f"  {name}:\n" + "".join("    - " + step.rstrip("\n").replace("\n", "\n      ") + "\n" for step in steps)


def when(label: str, condition: str, target: str) -> str:
    """A choice on offer under a condition."""
    return f"{label}: {{when: '{condition}', go: {target}}}"


def doing(label: str, statement: str, target: str = "") -> str:
    """A choice that sets something."""
    return f"{label}: {{set: '{statement}'{f', go: {target}' if target else ''}}}"


def up(name: str, target: str = "") -> str:
    """A choice that counts a variable up."""
    return doing("Up", f"{name} += 1", target)


def leave(out: str) -> str:
    return f"Out: {out}"


def after(name: str, at: int, count: int, out: str) -> str:
    """The scene after one of a row."""
    return out if at + 1 >= count else f"{name}{at + 1}"


def row(name: str, count: int, scene: Callable[[int], str], **sections: str) -> Part:
    """Scenes with numbers, of which the first comes first."""
    return Part(f"  {name}: {name}0\n{many(count, scene)}", sections)


def ranged(name: str, high: int) -> str:
    return f"  {name}: 0..{high}\n"
