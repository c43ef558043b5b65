"""Pages cut into screens: nothing is lost, nothing is higher than a screen, what belongs together stays together."""

from __future__ import annotations

import pytest
from rich.text import Text

from engine.frontends.terminal.typesetting import NEW_SCREENFUL, TextBlock, screenfuls


def block(name: str, height: int) -> TextBlock:
    return [Text(f"{name}{line}") for line in range(height)]


def plain_lines(screens: list[TextBlock]) -> list[list[str]]:
    return [[line.plain for line in screenful] for screenful in screens]


@pytest.mark.parametrize("rows", [2, 3, 5, 6, 9, 12, 24, 60])
@pytest.mark.parametrize("foot", [1, 4, 8])
@pytest.mark.parametrize("heights", [[], [1], [3, 9, 2], [30], [5, 5, 5, 5, 5], [1] * 40])
def test_every_line_is_on_one_screen_and_the_foot_hides_none(rows: int, foot: int, heights: list[int]) -> None:
    blocks = [block(chr(97 + at), height) for at, height in enumerate(heights)]
    cut = screenfuls(blocks, rows, min(foot, rows))
    assert [line for screenful in plain_lines(cut) for line in screenful] == [
        line.plain for each in blocks for line in each
    ]
    assert all(len(screenful) < rows for screenful in cut[:-1])
    assert len(cut[-1]) + min(foot, rows) <= rows


def test_a_paragraph_that_does_not_fit_begins_the_next_screen() -> None:
    assert [len(screenful) for screenful in screenfuls([block("a", 5), block("b", 4), block("c", 2)], 9, 3)] == [5, 6]


def test_a_new_screenful_begins_only_where_not_everything_fits_on_one() -> None:
    title, rest = block("a", 3), block("b", 4)
    assert [len(screenful) for screenful in screenfuls([title, NEW_SCREENFUL, rest], 20, 3)] == [7]
    assert [len(screenful) for screenful in screenfuls([title, NEW_SCREENFUL, rest, block("c", 12)], 20, 3)] == [3, 16]
