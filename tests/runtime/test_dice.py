"""Chance is SplitMix64, the same numbers everywhere."""

from __future__ import annotations

import pytest

from engine.runtime.dice import draw_at, number_at, shuffled_at

PUBLISHED = [
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
]
"""The first outputs for seed 1234567, as published with other implementations."""


def test_the_numbers_are_those_published() -> None:
    assert [number_at(1234567, position) for position in range(5)] == PUBLISHED


@pytest.mark.parametrize("seed", [0, 1, 2**63, 2**64 - 1])
def test_every_number_fits_in_64_bits(seed: int) -> None:
    assert all(0 <= number_at(seed, position) < 2**64 for position in range(100))


def test_a_draw_is_the_number_modulo_the_size() -> None:
    assert [draw_at(1234567, position, 6) for position in range(5)] == [number % 6 for number in PUBLISHED]


@pytest.mark.parametrize("count", range(7))
def test_a_shuffle_keeps_every_card(count: int) -> None:
    assert sorted(shuffled_at(7, 3, count)) == list(range(count))


def test_every_order_of_three_cards_comes_up_about_as_often() -> None:
    orders = [shuffled_at(seed, 0, 3) for seed in range(6_000)]
    assert all(900 < orders.count(order) < 1_100 for order in set(orders))
    assert len(set(orders)) == 6
