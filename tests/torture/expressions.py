"""Endless random expressions: each is understood or refused in our own words, and means what Python makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from tests.expressions import test_hostile as judging
from tests.expressions.samples import hostile_texts, python_texts
from tests.torture._row import Row

MANY, COMPARED = 1_000_000, 100_000
FEWEST = 2000
AT_ONCE = 2000
"""Texts made from one seed."""
FORMS = ("{}", "eyes = {}", "carry += {}", "0..{}", "one of {}", "any of gobi = {}")
READERS = (judging.read_expression, judging.read_statements, judging.read_declaration)


def run(scale: float) -> Row:
    """Hostile texts by every reader, and texts that Python reads too; a reader that rounds towards zero must err."""
    hostile, alike = (max(FEWEST, int(count * scale)) for count in (MANY, COMPARED))
    with ProcessPoolExecutor() as pool:
        refused = sum(pool.map(_badly_read, range(0, hostile, AT_ONCE)))
        different = sum(pool.map(_other_than_python, range(0, alike, AT_ONCE)))
    return Row("expressions", hostile + alike, refused + different, misread(FEWEST))


def _badly_read(seed: int) -> int:
    texts = islice(hostile_texts(seed), AT_ONCE)
    return sum(not _is_read(number, text) for number, text in enumerate(texts))


def _is_read(number: int, text: str) -> bool:
    """A reader that raises anything but its own refusal, or words it badly, has failed."""
    try:
        READERS[number % len(READERS)](FORMS[number // len(READERS) % len(FORMS)].format(text))
    except Exception:
        return False
    return True


def _other_than_python(seed: int) -> int:
    return sum(not _agrees(text) for text in islice(python_texts(seed + 1), AT_ONCE))


def _agrees(text: str) -> bool:
    try:
        judging.agrees_with_python(text)
    except Exception:
        return False
    return True


def misread(count: int) -> int:
    """How often a reader errs that divides as most languages do, towards zero."""
    return sum(_truncated(text) != _floored(text) for text in _divisions(islice(python_texts(1), count)))


def _divisions(texts: Iterable[str]) -> Iterable[str]:
    return (text for text in texts if "//" in text)


def _floored(text: str) -> object:
    return eval(text, {"eyes": 1, "debt": -3, "lamp": False})  # noqa: S307 - texts made here


class _Truncating(int):
    """A number that divides towards zero."""

    def __floordiv__(self, other: int) -> int:
        return _Truncating(int(int(self) / int(other)))


def _truncated(text: str) -> object:
    names = {"eyes": _Truncating(1), "debt": _Truncating(-3), "lamp": False}
    return eval(text, names)  # noqa: S307 - texts made here
