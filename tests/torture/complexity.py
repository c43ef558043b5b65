"""Stories grown to order, by every command that takes a story: each ends within its limits, and says so if they strike.

`python -m tests.torture.complexity [--first N] [--count N]` tells how each command went.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from tests.torture._blow_up import BLOW_UPS
from tests.torture._growing import CONSTRUCTS, grown
from tests.torture._measured import OUR_FAULT, Measured, measured
from tests.torture._row import Row

MANY = 1_000
"""Grown stories in full, after each construct by itself."""
QUICKLY = 4
SECONDS = 5.0
"""Processor time a command may take."""
MEGABYTES = 300
LIMITS = ("--max-time", "3", "--max-memory", "200m")
UNLIMITED = ("--max-time", "9999", "--max-memory", "90g", "--max-states", "9999999999")
COMMANDS = {
    "check": ("check", "STORY"),
    "play": ("play", "STORY", "--frontend", "json_lines", "--new"),
    "graph": ("graph", "STORY"),
    "mermaid": ("export", "STORY", "--as", "mermaid"),
    "prove": ("prove", "STORY", *LIMITS),
    "prose": ("prove", "STORY", "--prose", *LIMITS),
    "diff": ("diff", "STORY", "STORY", *LIMITS),
    "stats": ("stats", "STORY", *LIMITS),
    "cover": ("test", "STORY", "--cover", "DIR/cover", *LIMITS),
}
QUICK_COMMANDS = ("check", "play", "mermaid")
MOVES = b'{"choose": 1}\n{"choose": 2}\n{"answer": "x"}\n{"choose": 3}\n{"undo": 1}\n{"choose": 1}\n'
STOPPED = 5
REASONS = ("stopped by", "calls go deeper", "not searched whole")
CONTROL = "three draws out of a thousand"


@dataclass(frozen=True, slots=True)
class Went:
    """How a command went with a story."""

    name: str
    command: str
    measured: Measured

    @property
    def trouble(self) -> str:
        """What is wrong with that, or an empty text."""
        went = self.measured
        if OUR_FAULT in went.words or "Traceback" in went.words or went.code not in (0, 1, STOPPED):
            return f"ends with {went.code}: {went.words[-300:]!a}"
        if went.code == STOPPED and not any(reason in went.words for reason in REASONS):
            return f"stops without a reason: {went.words[-300:]!a}"
        if went.code == 1 and "error[" in went.words and self.command in QUICK_COMMANDS:
            return f"refuses the story: {went.words[:300]!a}"
        is_over = went.seconds > SECONDS or went.megabytes > MEGABYTES
        return f"takes {went.seconds:.1f} s and {went.megabytes:.0f} MB" if is_over else ""


def run(scale: float) -> Row:
    """Known blow-ups, every construct and many stories grown of them in full; one without limits must be caught."""
    names = list(stories(MANY if scale >= 1 else max(QUICKLY, int(MANY * scale))))
    commands = tuple(COMMANDS)
    if scale < 1:
        names, commands = names[:: max(1, len(names) // QUICKLY)], QUICK_COMMANDS
    with ProcessPoolExecutor() as pool:
        games = [went for each in pool.map(_tried, names, repeat(commands)) for went in each]
    bad = [went for went in games if went.trouble]
    for went in bad:
        sys.stderr.write(f"{went.name}, {went.command} {went.trouble}\n")
    return Row("complexity", len(games), len(bad), int(bool(_unlimited().trouble)))


def stories(count: int) -> Iterator[str]:
    """The names of the stories: known blow-ups, constructs by themselves, then combinations by their numbers."""
    yield from BLOW_UPS
    yield from map(str, range(2 * len(CONSTRUCTS) + count))


def text_of(name: str) -> str:
    """The text of a story by its name."""
    return BLOW_UPS[name]() if name in BLOW_UPS else grown(int(name))


def _tried(name: str, commands: tuple[str, ...]) -> list[Went]:
    with tempfile.TemporaryDirectory() as folder:
        _begin(Path(folder), name)
        return [Went(name, command, _run(COMMANDS[command], folder)) for command in commands]


def _unlimited() -> Went:
    """A proof without limits of a story that has no end."""
    with tempfile.TemporaryDirectory() as folder:
        _begin(Path(folder), CONTROL)
        return Went(CONTROL, "prove", _run(("prove", "STORY", *UNLIMITED), folder, MEGABYTES))


def _begin(folder: Path, name: str) -> None:
    folder.joinpath("s.yaml").write_text(text_of(name), encoding="utf-8")
    os.environ["SAMARRA_CACHE"], os.environ["SAMARRA_SAVES"] = str(folder / "cache"), str(folder / "saves")


def _run(words: tuple[str, ...], folder: str, megabytes: int = 1_500) -> Measured:
    names = {"STORY": str(Path(folder, "s.yaml")), "DIR/cover": str(Path(folder, "cover"))}
    return measured([names.get(word, word) for word in words], MOVES, seconds=10, megabytes=megabytes)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.complexity")
    parser.add_argument("--first", type=int, default=0, help="the first of the stories")
    parser.add_argument("--count", type=int, default=150, help="how many stories")
    parser.add_argument("--only", action="append", choices=tuple(COMMANDS), help="only these commands")
    arguments = parser.parse_args()
    names = list(stories(arguments.first + arguments.count))[arguments.first : arguments.first + arguments.count]
    is_well = True
    with ProcessPoolExecutor() as pool:
        for games in pool.map(_tried, names, repeat(tuple(arguments.only or COMMANDS))):
            for went in games:
                is_well &= not went.trouble
                sys.stdout.write(f"{_line(went)}\n")
                sys.stdout.flush()
    return 0 if is_well else 1


def _line(went: Went) -> str:
    figures = f"{went.measured.seconds:6.2f} s {went.measured.megabytes:5.0f} MB  exit {went.measured.code}"
    return f"{went.name:<36}{went.command:<8}{figures}  {went.trouble}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
