"""The hash of a state: it follows what the game is, and not where its code lies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.runtime.dice import draw_at
from engine.runtime.turn import start, turn
from engine.saves.format import state_hash as state_hashes
from engine.saves.format.snapshot import snapshot_of, state_of
from engine.saves.format.snapshot_json import snapshot_object
from engine.saves.format.snapshot_layout import Part
from engine.saves.format.state_hash import TrackedSnapshot, snapshot_hash, state_hash
from tests.golden_stories import FOLDERS, random_game
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


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_snapshot_that_follows_a_game_is_always_that_of_its_state(folder: Path) -> None:
    program = engine.load(folder)
    states = [state for seed in range(3) for _, _, state in random_game(program, seed)] or [start(program, 0)]
    snapshot = TrackedSnapshot(program, states[0])
    ways = [draw_at(7, number, len(states)) for number in range(30)]
    for state in (*states, *reversed(states), *(states[at] for at in ways)):
        before, after = (snapshot_object(snapshot_of(program, each)) for each in (snapshot.state, state))
        delta = json.loads(snapshot.move_to(state)[0] or "{}")
        assert list(delta) == [field for field in after if after[field] != before[field]]
        assert json.dumps(delta) == json.dumps({field: plain_delta(before[field], after[field]) for field in delta})
        assert snapshot.hash() == snapshot_hash(snapshot_of(program, state))


def test_a_move_looks_at_what_it_changes_and_not_at_all_the_scenes_of_a_story(monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = "".join(f"  r{at}: {{text: Here., choices: [On: r{(at + 1) % 500}, End: end]}}\n" for at in range(500))
    program = program_of(f"story: Ring\nstart: r0\nscenes:\n{rooms}  end: {{ending: Out}}\n")
    states = [start(program, 0)]
    for at in range(1_200):
        states.append(turn(program, states[-1], f"r{at % 500}.on"))
    snapshot, counts = TrackedSnapshot(program, states[0]), list[int]()
    put = Part.put

    def count(part: Part, place: int, piece: str) -> None:
        counts.append(place)
        put(part, place, piece)

    monkeypatch.setattr(Part, "put", count)
    monkeypatch.setattr(state_hashes, "visit_counts", lambda log: pytest.fail("all visits are counted"))
    for state in (*states[1:], *reversed(states[:-1])):
        snapshot.hash_of(state)
    assert len(counts) == 2 * 1_200


def plain_delta(before: Any, after: Any) -> Any:
    """What differs between two values of a snapshot, found by comparing all of it."""
    if isinstance(after, dict) and "scene" not in after:
        gone = dict.fromkeys(sorted(before.keys() - after.keys()))
        return gone | {name: value for name, value in after.items() if name not in before or before[name] != value}
    if isinstance(after, list) and all(isinstance(item, str) for item in (*before, *after)):
        return {"+": sorted(set(after) - set(before)), "-": sorted(set(before) - set(after))}
    return after
