"""What a turn prints has an end."""

from __future__ import annotations

from engine.runtime.run import MOST_PRINTED, Page


def test_past_what_anyone_could_read_nothing_more_is_printed() -> None:
    page = Page()
    for _ in range(30):
        page.print("word " * 10_000)
    assert sum(map(len, page.chunks)) == MOST_PRINTED


def test_what_is_printed_before_that_is_whole() -> None:
    page = Page()
    page.print("a")
    page.print("b")
    assert page.chunks == ["a", "b"]
