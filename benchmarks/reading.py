"""How long an author waits: a story read from its source, checked, and read again after one scene was edited.

The ratio is to libyaml going through the same files once, without making anything of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._measure import Cost, Table, interleave, rows_against_first
from benchmarks._processes import ENGINE, PROMPT, Run, run
from benchmarks._stories import PER_FILE, scenes, write_part, write_story

ROUNDS = 2
SOME, MANY = 1_000, 10_000
SCAN = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    for event in yaml.parse(path.read_bytes(), Loader=yaml.CSafeLoader):
        pass
"""


def measure(story: Path) -> Table:
    """Measure made stories; the story given plays no part."""
    with TemporaryDirectory() as name:
        folder, runs = Path(name), dict[str, Run]()
        measures: dict[str, Callable[[], Cost]] = {}
        for size in (MANY, SOME):
            source, stories = folder / str(size), scenes(size)
            write_story(source, stories)
            edit = _editor(source, size)
            for what, once in _measures(folder, source, edit).items():
                name = f"{what}, {size:,} scenes"
                measures[name] = partial(_remember, runs, name, once)
        costs = interleave(measures, ROUNDS, warm_up=0)
        figures = {name: {"MiB": run.megabytes} for name, run in runs.items()}
    return Table("reading a story", rows_against_first(costs, figures), f"times libyaml on {MANY:,} scenes")


def _measures(folder: Path, source: Path, edit: Callable[[], None]) -> dict[str, Callable[[], Run]]:
    """Return what is measured of one story; where it is edited first, that takes no part of the time."""
    empty, cache = count(), folder / "cache"
    play, check = (*ENGINE, "play", "--plain", "--new", "--seed", "0", str(source)), (*ENGINE, "check", str(source))

    def fresh() -> Path:
        return folder / f"empty-{source.name}-{next(empty)}"

    def after_edit(words: tuple[str, ...], first_screen: bytes = b"") -> Run:
        run(words, cache, first_screen)
        edit()
        return run(words, cache, first_screen)

    return {
        "libyaml": lambda: run((sys.executable, "-c", SCAN, str(source)), cache),
        "source to first choices": lambda: run(play, fresh(), PROMPT),
        "check": lambda: run(check, fresh()),
        "check, one scene edited": lambda: after_edit(check),
        "play, one scene edited": lambda: after_edit(play, PROMPT),
    }


def _editor(source: Path, size: int) -> Callable[[], None]:
    """Return what changes the words of one scene in the middle, another change each time."""
    changes = count()

    def edit() -> None:
        edited = scenes(size)
        at = size // 2
        edited[at] = replace(edited[at], text=(f"The road turns {next(changes)} times.", *edited[at].text[1:]))
        write_part(source, edited, at - at % PER_FILE)

    return edit


def _remember(runs: dict[str, Run], name: str, once: Callable[[], Run]) -> Cost:
    runs[name] = once()
    return runs[name].cost
