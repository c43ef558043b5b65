"""The longest playthrough takes every turn a player can, also those that change nothing."""

from __future__ import annotations

from engine.prove.results.path_lengths import longest_game, shortest_game
from tests.prove.compiled import compiled, searched

LOUNGE = """\
scenes:
  hall:
    hub:
      - Ask about the river: {once: true, text: It floods.}
      - Ask about the bridge: {once: true, text: It holds.}
      - Go up to bed: stair
  stair:
    choices:
      - Up: yard
      - Up by the back way: landing
  landing:
    choices:
      - On: yard
  yard: {ending: Outside, text: Air.}
"""


def test_the_longest_game_asks_about_everything_first() -> None:
    report, found = searched(compiled(LOUNGE))
    game = longest_game(found)
    assert game is not None
    assert game.choices == (
        "hall.ask-about-the-river",
        "hall.ask-about-the-bridge",
        "hall.go-up-to-bed",
        "stair.up-by-the-back-way",
        "landing.on",
    )
    assert report.longest == len(game.choices)


def test_the_shortest_asks_nothing() -> None:
    _, found = searched(compiled(LOUNGE))
    game = shortest_game(found)
    assert game is not None
    assert game.choices == ("hall.go-up-to-bed", "stair.up")
