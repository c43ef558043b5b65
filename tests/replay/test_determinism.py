"""The same games come out the same wherever they are played."""

from __future__ import annotations

from tests.torture.determinism import PLACES, digests, unlike

GAMES = 6
HERE, FAR = PLACES[0], PLACES[2]


def test_games_are_equal_over_hash_seeds_locales_and_time_zones() -> None:
    told = digests(GAMES, (HERE, FAR))
    assert told[0]
    assert unlike(told) == 0


def test_games_picked_by_the_order_of_a_set_are_not() -> None:
    assert unlike(digests(GAMES, (HERE, FAR), "--control")) == 1
