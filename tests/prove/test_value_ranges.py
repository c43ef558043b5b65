"""What cells may hold is followed forward, and what cannot stand there is ruled out."""

from __future__ import annotations

from engine.program.model import Program
from engine.prove.prover import prove
from tests.prove.compiled import compiled

YARD = "  yard: {ending: Outside, text: Air.}\n"


def reached(program: Program) -> dict[str, tuple[int, int]]:
    return {found.variable: found.reached for found in prove(program).ranges}


def test_a_number_that_a_guard_holds_back_stays_below_its_end() -> None:
    program = compiled(
        "vars: {coins: 0..9}\nscenes:\n  hall:\n    choices:\n"
        "      - Take one: {when: coins < 3, set: coins += 1, go: hall}\n      - Leave: yard\n" + YARD
    )
    assert reached(program) == {"coins": (0, 3)}


def test_a_number_nothing_reads_has_a_range_too() -> None:
    program = compiled(
        "vars: {coins: 0..9 = 2}\nscenes:\n  hall:\n    text: You have {coins}.\n    choices:\n"
        "      - Take three: {set: coins += 3, go: yard}\n      - Leave: yard\n" + YARD
    )
    assert reached(program) == {"coins": (2, 5)}


def test_values_kept_as_one_by_the_search_are_told_apart_again() -> None:
    program = compiled(
        "vars: {coins: 0..9}\nscenes:\n  hall:\n    choices:\n"
        "      - Take two: {set: coins += 2, go: gate}\n      - Take seven: {set: coins += 7, go: gate}\n"
        "  gate:\n    choices:\n      - Pay: {when: coins >= 2, go: yard}\n      - Leave: yard\n" + YARD
    )
    assert reached(program) == {"coins": (0, 7)}


def test_what_a_roll_gives_is_followed() -> None:
    program = compiled(
        'vars: {die: 0..9}\nscenes:\n  hall:\n    set: "die = random(2, 6)"\n    text: It shows {die}.\n'
        "    choices:\n      - Leave: yard\n" + YARD
    )
    assert reached(program) == {"die": (0, 6)}
