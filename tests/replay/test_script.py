"""Files of choice ids and the games they make."""

from __future__ import annotations

import pytest

from engine.program.model import Program
from engine.replay.script import ScriptError, ScriptLine, read_script, run_script, script_of
from engine.runtime.journal import PickedChoice, TypedAnswer

SCRIPT = """\
# into the street
toss-a-coin

yard.toss-a-coin
say-who-you-are
= Ana = María
go-home
"""


def test_comments_and_empty_lines_say_nothing() -> None:
    assert read_script("# a\r\n\n  wait \n= yes \n=") == (
        ScriptLine(3, "wait"),
        ScriptLine(4, None, "yes"),
        ScriptLine(5, None, ""),
    )


def test_a_choice_is_named_by_its_id_or_its_address(program: Program) -> None:
    steps = run_script(program, 7, read_script(SCRIPT))
    assert [step.move for step in steps] == [
        None,
        PickedChoice("yard.toss-a-coin"),
        PickedChoice("yard.toss-a-coin"),
        PickedChoice("yard.say-who-you-are"),
        TypedAnswer("Ana = María"),
        PickedChoice("street.go-home"),
    ]


def test_the_script_of_a_game_makes_that_game(program: Program) -> None:
    steps = run_script(program, 7, read_script(SCRIPT))
    written = script_of(program, steps)
    assert "# street\ngo-home\n# the end: home\n" in written
    assert run_script(program, 7, read_script(written)) == steps


@pytest.mark.parametrize(
    ("script", "line", "said"),
    [
        ("toss-a-coin\n\npay", 3, "`pay` is not on offer at turn 1 in `yard`, where there is `toss-a-coin`, `say-who"),
        ("toss-a-coim", 1, "did you mean `toss-a-coin`?"),
        ("= Ana", 1, "nothing is asked here at turn 0 in `yard`"),
        ("say-who-you-are\ngo-home", 2, "where there is a question, answered by a line that starts with `= `"),
        ("say-who-you-are\n= " + "a" * 25, 2, "24 characters at most"),
        ("say-who-you-are\n= Ana\ngo-home\ngo-home", 4, "where there is the end of the story"),
        ("\x1b[2J", 1, "`^[[2J` is not on offer"),
    ],
)
def test_a_line_that_cannot_be_followed_is_reported_with_what_is_on_offer(
    program: Program, script: str, line: int, said: str
) -> None:
    with pytest.raises(ScriptError) as refusal:
        run_script(program, 7, read_script(script))
    assert refusal.value.line == line
    assert said in str(refusal.value)
