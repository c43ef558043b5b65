"""The same games come out the same wherever they are played."""

from __future__ import annotations

from tests.torture.determinism import FEWEST, PLACES, run


def test_games_are_equal_over_hash_seeds_locales_and_time_zones_and_the_control_is_not():
    row = run(0)
    assert row.done == FEWEST * len(PLACES)
    assert row.bad == 0
    assert row.control
