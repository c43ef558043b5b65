"""The hash of a state: it follows what the game is, and not where its code lies."""

from __future__ import annotations

from engine.saves.format.snapshot import snapshot_of, state_of
from engine.saves.format.state_hash import snapshot_hash, state_hash
from tests.saves.mill import STORY, mill, played, program_of


def test_code_may_move_and_the_hash_stays() -> None:
    moved = program_of(
        STORY.replace("scenes:\n", "scenes:\n  nowhere: {text: New., choices: [Go: yard]}\n", 1).replace(
            "Go in: hall", "Go in: hall\n      - Go nowhere: nowhere"
        )
    )
    before, after = played(mill(), 1, 0), played(moved, 1, 0)
    for choice in ("ring-the-bell", "look-into-the-shed", "take-oats"):
        before.do({"choose": choice})
        after.do({"choose": choice})
    assert before.state.point != after.state.point
    assert [place.kind for place in snapshot_of(moved, after.state).stack] == ["after-call"]
    assert state_hash(mill(), before.state) == state_hash(moved, after.state)


def test_every_state_has_a_hash_of_its_own_and_comes_back_from_its_snapshot() -> None:
    states = {step.state for seed in range(30) for step in played(mill(), seed, 40).steps}
    assert len(states) > 300
    assert len({state_hash(mill(), state) for state in states}) == len(states)
    assert all(state_of(mill(), snapshot_of(mill(), state)) == state for state in states)


def test_the_hash_of_a_snapshot_needs_no_program_and_is_that_of_the_state() -> None:
    for seed in range(20):
        for step in played(mill(), seed, 30).steps:
            assert snapshot_hash(snapshot_of(mill(), step.state)) == state_hash(mill(), step.state)


def test_a_text_is_hashed_as_it_was_typed_whatever_is_in_it() -> None:
    state = played(mill(), 1, 0).state._replace(texts=('\x00\ud800 "\\ é\u2028',))
    assert snapshot_hash(snapshot_of(mill(), state)) == state_hash(mill(), state)


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert state_hash(mill(), played(mill(), 1, 0).state) == "ed463300f1dd3072"
