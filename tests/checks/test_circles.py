"""Circles are told apart as a plain search from every place would."""

from __future__ import annotations

from random import Random

from engine.checks._circles import circles


def reached(ways: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += ways[place]
    return found


def test_two_places_share_a_circle_just_when_each_comes_to_the_other() -> None:
    dice = Random(7)
    for _ in range(200):
        names = [str(number) for number in range(dice.randint(1, 9))]
        ways = {name: dice.choices(names, k=dice.randint(0, 3)) for name in names}
        numbers = circles(ways)
        for one in names:
            for other in names:
                mutual = other in reached(ways, one) and one in reached(ways, other)
                assert (numbers[one] == numbers[other]) == mutual, ways


def test_a_way_to_a_place_that_is_not_there_is_passed_over() -> None:
    assert set(circles({"a": ["nowhere"]})) == {"a"}
