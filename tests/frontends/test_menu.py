"""The menu narrows as letters are typed, and points only at what can be picked."""

from __future__ import annotations

import pytest

from engine.frontends.terminal.menu import Menu, MenuItem, choice_menu, item_of_digit, move_pointer, narrow_menu
from tests.frontends.staged_game import GATE

MENU = choice_menu(GATE)


def name_of(item: MenuItem | None) -> str | None:
    return None if item is None else item.id


def test_numbers_count_only_what_can_be_picked() -> None:
    assert [item.number for item in MENU.items] == [1, None, 2]


def test_the_pointer_goes_round_past_what_is_locked() -> None:
    assert [name_of(move_pointer(MENU, steps).pointed_item) for steps in (0, 1, 2, -1)] == [
        "leave-the-cap",
        "wait-you-say",
        "leave-the-cap",
        "wait-you-say",
    ]


def test_typed_letters_leave_the_labels_that_start_so() -> None:
    assert [item.id for item in narrow_menu(MENU, "WAIT y").visible_items] == ["wait-you-say"]


def test_letters_no_label_starts_with_point_at_nothing() -> None:
    menu = narrow_menu(MENU, "undo")
    assert menu.visible_items == MENU.items
    assert menu.pointed_item is None


def test_a_number_points_at_its_choice_and_hides_none() -> None:
    menu = narrow_menu(MENU, "2")
    assert menu.visible_items == MENU.items
    assert name_of(menu.pointed_item) == "wait-you-say"


@pytest.mark.parametrize("typed", ["/look", "undo", "save"])
def test_a_word_that_is_ours_whatever_can_be_picked_points_at_nothing(typed: str) -> None:
    menu = Menu(tuple(MenuItem(label, label, 1) for label in ("Look round", "Undo the knot", "Save him")))
    assert narrow_menu(menu, typed).pointed_item is None
    assert narrow_menu(menu, typed.removeprefix("/") + " ").visible_items == (
        menu.items if typed != "/look" else menu.items[:1]
    )


def test_a_locked_choice_is_seen_but_not_pointed_at() -> None:
    menu = narrow_menu(MENU, "show")
    assert [item.id for item in menu.visible_items] == ["show-the-pass"]
    assert menu.pointed_item is None


def test_a_digit_picks_at_once_unless_more_could_follow() -> None:
    twelve = Menu(tuple(MenuItem(str(number), "x", number) for number in range(1, 13)))
    year = Menu((MenuItem("a", "1938", 1), MenuItem("b", "Later", 2)))
    assert name_of(item_of_digit(MENU, "2")) == "wait-you-say"
    assert name_of(item_of_digit(twelve, "2")) == "2"
    assert [
        item_of_digit(MENU, "3"),
        item_of_digit(twelve, "1"),
        item_of_digit(year, "1"),
        item_of_digit(MENU, "²"),
    ] == [None] * 4
