"""A journal played again and held against what it says."""

from __future__ import annotations

from engine.program.model import Program
from engine.replay.script import read_script, run_script
from engine.replay.verification import Mismatch, RecordedStep, Verification, verify
from engine.runtime.journal import PickedChoice, Step, TypedAnswer
from engine.runtime.state import State
from engine.runtime.turn import start

MOVES = "toss-a-coin\ntoss-a-coin\nsay-who-you-are\n= Ana\ngo-home"


def hash_of(state: State) -> str:
    return f"{state.point} {state.cells} {state.texts}"


def steps(program: Program) -> tuple[Step, ...]:
    return run_script(program, 7, read_script(MOVES))


def journal(program: Program) -> list[RecordedStep]:
    return [(step.move, hash_of(step.state)) for step in steps(program)[1:] if step.move]


def verified(program: Program, recorded: list[RecordedStep], seed: int = 7) -> Verification:
    begin = start(program, seed)
    return verify(program, begin, hash_of(begin), recorded, hash_of)


def test_a_journal_that_is_played_as_it_was_written_has_no_difference(program: Program) -> None:
    assert verified(program, journal(program)) == Verification(steps(program), None)


def test_the_first_difference_is_reported_with_its_turn_and_scene(program: Program) -> None:
    recorded = journal(program)
    recorded[1] = (recorded[1][0], "other")
    recorded[3] = (recorded[3][0], "another")
    found = verified(program, recorded)
    assert found.steps == steps(program)[:2]
    assert found.mismatch == Mismatch(2, "yard", "state other", f"state {journal(program)[1][1]}")


def test_another_seed_is_a_difference_as_soon_as_chance_is_drawn(program: Program) -> None:
    found = verified(program, journal(program), 8)
    assert found.mismatch is not None
    assert (found.mismatch.turn, found.mismatch.scene) == (1, "yard")


def test_a_start_that_is_not_the_one_written_down_is_a_difference(program: Program) -> None:
    found = verify(program, start(program, 7), "other", journal(program), hash_of)
    assert found.steps == ()
    assert found.mismatch is not None and found.mismatch.expected == "state other"


def test_a_choice_that_is_no_longer_on_offer_is_a_difference_and_nothing_is_picked_instead(program: Program) -> None:
    recorded = [(PickedChoice("yard.leave"), "any"), *journal(program)]
    found = verified(program, recorded)
    assert len(found.steps) == 1
    assert str(found.mismatch) == (
        "turn 0, scene `yard`: expected the choice `yard.leave`, found `toss-a-coin`, `say-who-you-are`"
    )


def test_an_answer_where_nothing_is_asked_is_a_difference(program: Program) -> None:
    difference = verified(program, [(TypedAnswer("Ana"), "any")]).mismatch
    assert difference is not None and difference.expected == "a question to answer"
