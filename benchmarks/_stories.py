"""Stories of any size, made by rule: scenes with guards, counters, places to come back to and endings.

A story is first a list of scenes as plain data, which the drivers of other engines read; its YAML is printed from that.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

PER_FILE = 250
ENDINGS = 5
TURNS = 60
"""About how many turns a game takes that picks at random."""
CROSSROADS = 40
"""One scene in so many is come back to from those after it."""
COUNTERS = ("grain", "salt", "horses", "debts", "letters", "rumours")
FLAGS = ("lamp_lit", "gate_open", "dog_fed", "name_known")
PEOPLE = ["carter", "ferryman", "widow", "smith", "clerk", "herdsman", "pilgrim", "surveyor", "miller", "sexton"]
PLACES = ["ford", "ridge", "yard", "shed", "mill", "pass", "depot", "camp", "well", "pier", "loft", "barn", "gate"]
DEEDS = ["waits", "counts", "whispers", "mends", "carries", "hides", "sells", "guards", "measures", "forgets"]
WORDS = ["cold", "narrow", "old", "quiet", "muddy", "grey", "patient", "broken", "distant", "empty", "pale", "steep"]
PICKS = ["Ask after", "Walk past", "Look into", "Pay for", "Turn from", "Write down", "Wait by", "Cross"]

_FOLDER = TemporaryDirectory()
"""Removed when the process ends."""


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    guard: str
    """Empty for none."""
    change: str
    to: str


@dataclass(frozen=True, slots=True)
class Scene:
    id: str
    text: tuple[str, ...]
    """Sentences; the second is printed only while `condition` holds."""
    condition: str
    choices: tuple[Choice, ...]
    """None for an ending."""


def scenes(count: int, is_endless: bool = False) -> list[Scene]:
    """Return the scenes of a story, three choices in each; an endless one goes back to its start."""
    chance = random.Random(count)
    last = count - ENDINGS
    return [_scene(number, last, chance, is_endless) for number in range(last)] + [
        Scene(f"s{number}", _sentences(chance), _condition(chance), () if not is_endless else _back(chance))
        for number in range(last, count)
    ]


def _scene(number: int, last: int, chance: random.Random, is_endless: bool) -> Scene:
    step = max(1, 2 * last // TURNS)
    further = [min(number + 1 + chance.randrange(step), last + chance.randrange(ENDINGS)) for _ in range(3)]
    further[1] = number - number % CROSSROADS if chance.random() < 0.3 else further[1]
    counter, other, flag = chance.choice(COUNTERS), chance.choice(COUNTERS), chance.choice(FLAGS)
    changes = (f"{counter} += 1", f"{other} -= 1", f"{counter} += 2; {flag} = {chance.choice(('true', 'false'))}")
    guards = ("", "", _condition(chance))
    choices = zip(_labels(chance), guards, changes, further, strict=True)
    return Scene(
        f"s{number}",
        _sentences(chance),
        _condition(chance),
        tuple(Choice(label, guard, change, f"s{to}") for label, guard, change, to in choices),
    )


def _back(chance: random.Random) -> tuple[Choice, ...]:
    return (Choice(_labels(chance)[0], "", f"{COUNTERS[0]} = 5", "s0"),)


def _condition(chance: random.Random) -> str:
    if chance.random() < 0.25:
        return chance.choice(("", "not ")) + chance.choice(FLAGS)
    return f"{chance.choice(COUNTERS)} {chance.choice(('>', '<', '>=', '<='))} {chance.choice((4, 5, 6))}"


def _sentences(chance: random.Random) -> tuple[str, ...]:
    return tuple(
        f"The {chance.choice(WORDS)} {chance.choice(PEOPLE)} by the {chance.choice(PLACES)} {chance.choice(DEEDS)} "
        f"while a {chance.choice(PEOPLE)} of the {chance.choice(WORDS)} {chance.choice(PLACES)} {chance.choice(DEEDS)}."
        for _ in range(4)
    )


def _labels(chance: random.Random) -> list[str]:
    return [f"{pick} the {chance.choice(WORDS)} {chance.choice(PLACES)}" for pick in chance.sample(PICKS, 3)]


def story_folder(count: int, is_endless: bool = False) -> Path:
    """Return the folder of a story of so many scenes, written once for this process."""
    return _written(count, is_endless)


@cache
def _written(count: int, is_endless: bool) -> Path:
    folder = Path(_FOLDER.name) / f"{count}{'-endless' if is_endless else ''}"
    write_story(folder, scenes(count, is_endless))
    return folder


def write_story(folder: Path, scenes: Sequence[Scene]) -> None:
    """Write a story in files of some hundred scenes, and beside it, in `story.json`, its scenes as data."""
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text("\n".join(_head()) + "\n", encoding="utf-8")
    for first in range(0, len(scenes), PER_FILE):
        write_part(folder, scenes, first)
    (folder / "story.json").write_text(json.dumps([asdict(scene) for scene in scenes]), encoding="utf-8")


def write_part(folder: Path, scenes: Sequence[Scene], first: int) -> None:
    lines = [line for scene in scenes[first : first + PER_FILE] for line in scene_lines(scene)]
    (folder / f"part-{first // PER_FILE:03}.yaml").write_text("\n".join(["scenes:", *lines]) + "\n", encoding="utf-8")


def _head() -> list[str]:
    counters = [f"  {name}: -1000000..1000000 = 5" for name in COUNTERS]
    return ["story: The long road", "start: s0", "vars:", *counters, *(f"  {name}: false" for name in FLAGS)]


def scene_lines(scene: Scene) -> Iterator[str]:
    """Yield a scene as lines of YAML."""
    first, second, *others = scene.text
    yield f"  {scene.id}:"
    if not scene.choices:
        yield f"    ending: The end at {scene.id}"
    yield from ("    text: |", f"      {first} {{{scene.condition} ? {second} |}}")
    yield from (f"      {sentence}" for sentence in others)
    yield from ["    choices:"] * bool(scene.choices)
    for choice in scene.choices:
        yield f"      - {choice.label}:"
        if choice.guard:
            yield f"          when: {choice.guard}"
        yield f"          set: {choice.change}"
        yield f"          go: {choice.to}"


def twelve_counters() -> str:
    """A hub whose states are the product of twelve counters: more than any search can go through."""
    names = [f"c{number}" for number in range(12)]
    taps = "".join(f"      - Turn {name}: {{set: {name} += 1}}\n" for name in names)
    full = " and ".join(f"{name} >= 5" for name in names)
    return (
        "story: Taps\nstart: here\nvars:\n"
        + "".join(f"  {name}: 0..9\n" for name in names)
        + f"scenes:\n  here:\n    text: Twelve taps.\n    hub:\n{taps}"
        + f"      - Leave: {{when: {full}, go: out}}\n  out:\n    ending: Out\n"
    )
