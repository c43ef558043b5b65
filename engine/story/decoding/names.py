"""Decode names as an author writes them: ids that define a thing, references to things, and slugs of labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from unicodedata import category, normalize

from engine.diagnostics.span import Span
from engine.language import DESTINATIONS, FUNCTIONS, ID, LONGEST_ID, RESERVED
from engine.source.nodes import Entry, Scalar
from engine.story.blocks import PlacedName
from engine.story.decoding.values import Diagnostics, decode_text, decode_texts, line
from engine.story.messages.keys import bad_choice_id, bad_id, needs_id, not_a_name, reserved_id

LONGEST_SLUG = 40
"""Characters."""
APOSTROPHES = frozenset("'’ʼ")
_RESERVED_FOR: dict[str, Collection[str]] = {
    **dict.fromkeys(("a scene", "a storylet"), DESTINATIONS),
    **dict.fromkeys(("a variable", "a derived value"), FUNCTIONS),
}
_ESCAPED = re.compile(r"\\[{}|]")
_ID = re.compile(ID, re.ASCII)


def decode_id(scalar: Scalar, what: str, diagnostics: Diagnostics) -> PlacedName:
    """Decode the id that defines a thing; `what` are words for the thing: `a scene`."""
    text = scalar.text.strip()
    if not is_id(text):
        diagnostics.append(bad_id(scalar.span, what, line(scalar)))
    elif text in RESERVED or text in _RESERVED_FOR.get(what, ()):
        diagnostics.append(reserved_id(scalar.span, what, text))
    return PlacedName(text, scalar.span)


def is_id(text: str) -> bool:
    """Return whether a text is lower case letters, digits and `_`, a letter first."""
    return len(text) <= LONGEST_ID and bool(_ID.fullmatch(text))


def decode_id_or_slug(fields: Mapping[str, Entry], words: str, span: Span, diagnostics: Diagnostics) -> PlacedName:
    """Decode `id`, or return the slug of the words at `span` that are used in its place."""
    scalar = decode_text(fields["id"], diagnostics) if "id" in fields else None
    if scalar is None:
        slug = slugify(words)
        if "id" not in fields and not slug:
            diagnostics.append(needs_id(span, " ".join(words.split())))
        return PlacedName(slug, span)
    text = scalar.text.strip()
    if not is_choice_id(text):
        diagnostics.append(bad_choice_id(scalar.span, line(scalar)))
    return PlacedName(text, scalar.span)


def decode_name(entry: Entry, diagnostics: Diagnostics) -> PlacedName | None:
    """Decode a reference by name to something defined elsewhere."""
    scalar = decode_text(entry, diagnostics)
    return decode_reference(scalar, entry.key.text, diagnostics) if scalar else None


def decode_scene_name(entry: Entry, diagnostics: Diagnostics) -> PlacedName | None:
    """Decode a reference to a scene, where `on` and `back` are no destinations."""
    name = decode_name(entry, diagnostics)
    if name and name.text in DESTINATIONS:
        diagnostics.append(not_a_name(name.span, entry.key.text, name.text))
        return None
    return name


def decode_names(entry: Entry | None, diagnostics: Diagnostics) -> tuple[PlacedName, ...]:
    """Decode several references: a list, or one text with commas."""
    if entry is None:
        return ()
    references = (decode_reference(scalar, entry.key.text, diagnostics) for scalar in decode_texts(entry, diagnostics))
    return tuple(name for name in references if name)


def decode_reference(scalar: Scalar, key: str, diagnostics: Diagnostics) -> PlacedName | None:
    """Decode a name as written; prose and malformed names are faults.

    `key` is the key it belongs to, or empty.
    """
    text = scalar.text.strip()
    if not is_id(text):
        diagnostics.append(not_a_name(scalar.span, key, line(scalar)))
        return None
    return PlacedName(text, scalar.span)


def slugify(label: str) -> str:
    """Return the lower case letters and digits of any script with `-` between the runs; empty if a label has none."""
    words = "".join(_outside_forms(_ESCAPED.sub(" ", label)))
    bare = "".join(letter for letter in normalize("NFKD", words) if category(letter)[0] != "M")
    outside = "".join(letter for letter in bare if letter not in APOSTROPHES).lower()
    joined = "".join(letter if _is_letter_or_digit(letter) else "-" for letter in outside)
    return re.sub("-+", "-", joined).strip("-")[:LONGEST_SLUG].strip("-")


def is_choice_id(text: str) -> bool:
    """Return whether a text is letters, digits, `-` and `_`, with no `-` at either end and no dot."""
    has_signs_of_id = all(_is_letter_or_digit(letter) or letter in "-_" for letter in text)
    return 0 < len(text) <= LONGEST_ID and text.strip("-") == text and has_signs_of_id


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
