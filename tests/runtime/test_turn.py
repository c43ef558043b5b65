"""A turn is a pure function: the same in, the same out, whether somebody reads or not."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

import engine
from engine.runtime.closures import EndlessChainError
from engine.runtime.journal import PickedChoice, play_move
from engine.runtime.run import Page
from engine.runtime.session import Session
from engine.runtime.turn import NotOnOfferError, answer, options_of, start, turn
from tests.golden_stories import FOLDERS, GOLDEN, program_of, random_game

SEEDS = range(6)
ENDLESS = """\
story: The wheel
start: gate
scenes:
  gate:
    text: |
      A gate.
    choices:
      - Leave: yard
      - Turn: {set: turning = true, go: wheel}
  wheel:
    - if: not turning
      go: yard
    - text: |
        Round.
    - wheel
  yard:
    ending: The yard
vars:
  turning: false
"""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_turn_leaves_its_arguments_as_they_were_and_does_the_same_again(folder: Path) -> None:
    program = engine.load(folder)
    for seed in SEEDS:
        for state, move, after in random_game(program, seed):
            kept = deepcopy(state)
            assert play_move(program, state, move) == after
            assert state == kept


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_somebody_reading_changes_nothing(folder: Path) -> None:
    program = engine.load(folder)
    for seed in SEEDS:
        assert start(program, seed) == start(program, seed, Page())
        for state, move, after in random_game(program, seed):
            assert play_move(program, state, move, Page()) == after


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_just_the_choices_shown_open_can_be_picked(folder: Path) -> None:
    program = engine.load(folder)
    for state, _, _ in random_game(program, 1):
        shown = {program.choices[one.choice].address for one in options_of(program, state) if one.is_open}
        for choice in program.choices:
            if choice.address in shown:
                turn(program, state, choice.address)
            else:
                with pytest.raises(NotOnOfferError):
                    turn(program, state, choice.address)


def test_a_new_game_takes_any_whole_number_for_a_seed() -> None:
    program = engine.load(FOLDERS[0])
    assert start(program, -1) == start(program, 2**64 - 1) == start(program, 2**65 - 1)


def test_a_chain_without_end_is_refused_and_nothing_has_changed(tmp_path: Path) -> None:
    program = program_of(ENDLESS, tmp_path)
    state = start(program)
    with pytest.raises(EndlessChainError):
        play_move(program, state, PickedChoice("gate.turn"))
    session = Session(program)
    before = session.frame
    frame = session.do({"choose": "turn"})
    assert frame.notice is not None
    assert frame.notice.startswith("the story runs on here for more than 10,000 steps without coming to a choice")
    assert session.frame == before
    assert session.do({"choose": "leave"}).ending is not None


def test_an_answer_is_refused_where_nothing_is_asked() -> None:
    program = engine.load(FOLDERS[0])
    with pytest.raises(NotOnOfferError):
        answer(program, start(program), "Kambara")


def test_a_rule_that_fires_drops_the_call_it_fires_in() -> None:
    program = engine.load(GOLDEN / "a_rule_drops_the_call_it_fires_in")
    once = turn(program, start(program), "dream.run")
    assert len(once.stack) == 1
    assert turn(program, once, "dream.run").stack == ()


def test_a_deck_drawn_at_the_end_of_its_own_storylets_leaves_nothing_behind() -> None:
    program = engine.load(GOLDEN / "a_deck_may_be_drawn_inside_its_own_storylets")
    once = turn(program, start(program), "watch")
    assert once.stack == turn(program, once, "watch").stack == ()
