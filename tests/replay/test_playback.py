"""Games brought back rest by rest."""

from __future__ import annotations

from engine.program.model import Program
from engine.replay.playback import replay_turns, steps_until
from engine.replay.script import read_script, run_script
from engine.runtime.journal import Step
from engine.runtime.session import Session
from engine.runtime.turn import start

MOVES = "toss-a-coin\ntoss-a-coin\nsay-who-you-are\n= Ana\ngo-back\ntoss-a-coin"


def test_every_rest_is_as_its_player_saw_it(program: Program) -> None:
    steps = run_script(program, 7, read_script(MOVES))
    session = Session(program, 7)
    seen = [session.frame]
    for line in MOVES.split("\n"):
        seen.append(session.do({"answer": "Ana"} if line.startswith("=") else {"choose": line}))
    assert [moment.frame for moment in replay_turns(program, steps)] == seen


def test_what_the_player_did_stands_where_they_did_it(program: Program) -> None:
    shown = list(replay_turns(program, run_script(program, 7, read_script(MOVES))))
    assert [moment.choice or moment.answer for moment in shown] == [
        "toss-a-coin", "toss-a-coin", "say-who-you-are", "Ana", "go-back", "toss-a-coin", None,
    ]  # fmt: skip


def test_it_stops_at_the_first_rest_of_a_turn(program: Program) -> None:
    steps = run_script(program, 7, read_script(MOVES))
    assert steps_until(steps, 0) == steps[:1]
    assert steps_until(steps, 3) == steps[:4]
    assert steps_until(steps, 99) == steps


def test_a_game_that_began_elsewhere_than_the_story_shows_nothing_it_does_not_know(program: Program) -> None:
    steps = run_script(program, 7, read_script(MOVES))
    shown = list(replay_turns(program, [Step(None, steps[4].state), *steps[5:]]))
    assert shown[0].frame.text == ()
    assert shown[0].frame.scene == "street"
    assert start(program, 7) != steps[4].state
    assert shown[1].frame == list(replay_turns(program, steps))[5].frame
