"""Every piece of prose is seen to print, or proved never to."""

from __future__ import annotations

import pytest

from engine.prove.budget import Budget, Caps
from engine.prove.prose.unprinted import with_prose
from engine.prove.report import Report
from tests.prove.compiled import compiled, searched

YARD = "  yard: {ending: Outside, text: Air.}\n"


def proved(text: str, budget: Budget | None = None) -> Report:
    report, found = searched(compiled(text))
    return with_prose(report, found, budget or Budget())


def never(text: str) -> list[str]:
    report = proved(text)
    assert report.verdict == "proved"
    return [found.id for found in report.never if found.kind == "prose"]


def test_a_form_whose_condition_never_holds_is_found() -> None:
    assert never(
        "vars: {key: false}\nscenes:\n  hall:\n    text: A door, {key ? open | shut}.\n    choices:\n"
        "      - Take the key: {set: key = true, go: yard}\n" + YARD
    ) == ["open"]


def test_two_conditions_that_only_hold_apart_are_found_by_a_search_of_their_own() -> None:
    assert never(
        "vars: {key: false, lamp: false}\nscenes:\n  hall:\n    choices:\n"
        "      - Take the key: {set: key = true, go: gate}\n      - Take the lamp: {set: lamp = true, go: gate}\n"
        "  gate:\n    text: You stand {key and lamp ? rich | poor}.\n    choices:\n      - Leave: yard\n" + YARD
    ) == ["rich"]


def test_what_chance_or_a_long_way_shows_is_no_finding() -> None:
    assert (
        never(
            "vars: {steps: 0..9}\nscenes:\n  hall:\n"
            "    random: [{99: [{text: A common door.}, corridor]}, {1: [{text: A rare door.}, corridor]}]\n"
            "  corridor:\n    text: On and on.{steps == 9 ? At last.}\n    choices:\n"
            "      - Walk on: {set: steps += 1, go: corridor}\n      - Leave: yard\n" + YARD
        )
        == []
    )


def test_the_turn_of_a_form_that_visits_never_come_to_is_found() -> None:
    assert never(
        "scenes:\n  hall:\n    text: '{A door. | The same door. | Again the door.}'\n    choices:\n"
        "      - Look again: {once: true, go: hall}\n      - Leave: yard\n" + YARD
    ) == ["Again the door."]


def test_a_reason_is_only_shown_while_its_choice_is_not_used_up() -> None:
    assert never(
        "vars: {key: true}\nscenes:\n  hall:\n    choices:\n"
        "      - Throw it away: {once: true, when: key, locked: You have no key., set: key = false, go: hall}\n"
        "      - Leave: yard\n" + YARD
    ) == ["You have no key."]


NOTE = (
    "vars: {lamp: false}\nscenes:\n  hall:\n    choices:\n"
    "      - Light it: {once: true, set: lamp = true, go: hall}\n      - Put it out: {once: true, when: lamp, "
    "set: lamp = false, go: hall}\n      - Leave: yard\n" + YARD
)


def test_a_note_that_never_appears_is_found() -> None:
    assert never("notes:\n  dark: {title: Dark, when: lamp and took(hall.put-it-out), text: No light.}\n" + NOTE) == [
        "No light."
    ]


def test_a_page_prints_after_its_condition_has_ceased_to_hold() -> None:
    assert never("notes:\n  lit: {title: Lit, when: lamp, text: 'Light{lamp ? . | no more.}'}\n" + NOTE) == []


def test_a_page_does_not_print_what_only_held_before_it_appeared() -> None:
    assert never(
        "notes:\n  out: {title: Out, when: took(hall.put-it-out), text: 'Out{lamp ? , burning}.'}\n" + NOTE
    ) == [", burning"]


def test_what_is_missing_with_its_scene_or_choice_is_not_reported_again() -> None:
    report = proved(
        "vars: {key: false}\nscenes:\n  hall:\n    choices:\n      - Unlock: {when: key, text: A click., go: cellar}\n"
        "      - Take the key: {set: key = true, go: yard}\n  cellar:\n    text: Dust.\n    go: yard\n" + YARD
    )
    assert {found.kind for found in report.never} == {"scene", "choice"}


@pytest.mark.parametrize("states", [1, 2])
@pytest.mark.usefixtures("heeding")
def test_a_search_cut_short_leaves_the_report_partial(states: int) -> None:
    report = proved(
        "vars: {a: false, b: false}\nscenes:\n  hall:\n    choices:\n      - Take a: {set: a = true, go: gate}\n"
        "      - Take b: {set: b = true, go: gate}\n  gate:\n    text: '{a and b ? Both.}'\n"
        "    choices:\n      - Leave: yard\n" + YARD,
        Budget(Caps(states=states)),
    )
    assert (report.verdict, report.reason) == ("partial", "prose")


def test_a_form_in_a_prompt_counts_as_prose() -> None:
    assert never(
        "vars: {name: text, key: false}\nscenes:\n  hall:\n"
        "    ask: {into: name, prompt: 'Who, {key ? there | here}?'}\n"
        "    choices:\n      - Take the key: {set: key = true, go: yard}\n" + YARD
    ) == ["there"]
