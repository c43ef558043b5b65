"""The page an author reads says where a promise is broken and by which game, and accounts for every game."""

from __future__ import annotations

from engine.prove.prover import prove
from engine.prove.render.text import render
from tests.prove.compiled import compiled

PIT = """\
vars: {coins: 0..2 = 2}
prove:
  - always: coins > 0
  - within: {ending: yard, turns: 9}
scenes:
  hall:
    choices:
      - Pay: {once: true, set: coins -= 2, go: hall}
      - Wait: hall
      - Leave: yard
      - Fall: pit
  pit:
    choices: [Dig: {when: coins > 9, go: yard}]
  yard: {ending: Outside}
"""


def page(text: str) -> list[str]:
    return render(prove(compiled(text)), {}, "A test").splitlines()


def test_a_broken_promise_is_shown_with_its_line_and_a_game_that_breaks_it() -> None:
    lines = page(PIT)
    at = lines.index("  BROKEN always: coins > 0 — it does not hold after 1 turn")
    assert lines[at + 1].endswith("story.yaml:5: hall.pay")
    at = lines.index("  BROKEN within: yard in 9 turns — a player can go round in circles before it")
    assert lines[at + 1].endswith("story.yaml:6")


def test_games_that_come_to_no_ending_are_accounted_for() -> None:
    assert page(PIT)[page(PIT).index("Endings, if every choice is as likely") + 2] == "       50 %  no ending at all"


def test_one_of_a_thing_is_counted_in_the_singular() -> None:
    lines = page("scenes:\n  hall:\n    choices: [Leave: yard]\n  yard: {ending: Outside}\n")
    figures = [line.strip() for line in lines[lines.index("Figures") + 1 :]]
    assert figures[0].endswith(", 1 transition")
    assert figures[1].startswith("1 choice deep, ")
    assert figures[2] == "1 playthrough, of 1 turn"
