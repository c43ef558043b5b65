"""Stories put together of parts, each as large as it is asked to be."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from string import ascii_lowercase

from tests.torture._chance_constructs import DRAWN_AND_PRINTED
from tests.torture._constructs import STATED
from tests.torture._parts import Construct

CONSTRUCTS = STATED + DRAWN_AND_PRINTED
LARGEST = 200_000
"""Characters of a grown story."""
MOST_PARTS = 5
ALONE = (60, 1_500)
"""The sizes in which each construct stands by itself."""
LARGEST_SIZE = 11
"""The size of a part among others, as a power of two."""


def grown(number: int) -> str:
    """The story of a number: first each construct by itself, small and large, then any of them together."""
    if number < len(ALONE) * len(CONSTRUCTS):
        return within_bounds([(CONSTRUCTS[number // len(ALONE)], ALONE[number % len(ALONE)])])
    chance = Random(number)
    parts = chance.choices(CONSTRUCTS, k=chance.randint(1, MOST_PARTS))
    return within_bounds([(construct, round(2 ** chance.uniform(1, LARGEST_SIZE))) for construct in parts])


def within_bounds(sized: list[tuple[Construct, int]]) -> str:
    """The story of these parts, all of them smaller while it is too large."""
    while len(text := story_of(sized)) > LARGEST:
        sized = [(construct, max(2, size * 2 // 3)) for construct, size in sized]
    return text


def story_of(sized: list[tuple[Construct, int]]) -> str:
    """A story that goes through parts of these sizes, one after another."""
    names = ascii_lowercase[1 : len(sized) + 1]
    parts = [grow(name, size, then) for name, then, (grow, size) in zip(names, f"{names[1:]}z", sized, strict=True)]
    sections: dict[str, str] = defaultdict(str)
    for part in parts:
        for section, text in part.sections.items():
            sections[section] += text
    above = "".join(f"{section}:\n{text}" for section, text in sections.items())
    scenes = "".join(part.scenes for part in parts)
    return f"story: S\nstart: {names[0]}\n{above}scenes:\n{scenes}  z:\n    ending: Z\n"
