"""Turns a choice's label into the id it has when none is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize

LONGEST = 40
APOSTROPHES = frozenset("'’ʼ")

_ESCAPED = re.compile(r"\\[{}|]")


def slugify(label: str) -> str:
    """Return the lower case letters and digits of any script with `-` between the runs; empty if a label has none."""
    words = "".join(_outside_forms(_ESCAPED.sub(" ", label)))
    bare = "".join(letter for letter in normalize("NFKD", words) if category(letter)[0] != "M")
    outside = "".join(letter for letter in bare if letter not in APOSTROPHES).lower()
    joined = "".join(letter if _is_letter_or_digit(letter) else "-" for letter in outside)
    return re.sub("-+", "-", joined).strip("-")[:LONGEST].strip("-")


def is_choice_id(text: str) -> bool:
    """Return whether a text is letters, digits, `-` and `_`, with no `-` at either end and no dot."""
    return bool(text) and text.strip("-") == text and all(_is_letter_or_digit(x) or x in "-_" for x in text)


def _is_letter_or_digit(letter: str) -> bool:
    kind = category(letter)
    return kind[0] == "L" or kind == "Nd"


def _outside_forms(label: str) -> Iterator[str]:
    depth = 0
    for letter in label:
        if letter == "{":
            depth += 1
            yield " "
        elif letter == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield letter
