"""A proof that is kept tells a player what is still open, and how a choice can come to be on offer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.program.cache import PROOFS
from engine.program.model import Program
from engine.prove.budget import Budget, Caps
from engine.prove.hints.live_hints import LiveHints
from engine.prove.hints.proof_cache import proof_key, write_proof_cache
from engine.runtime.session import Session
from tests.prove.compiled import compiled, searched

STORY = """
vars: {key: false, coin: true, name: text = Ana}
scenes:
  hall:
    choices:
      - Pay: {when: coin, set: coin = false, go: hall}
      - Ask: {ask: {into: name, prompt: A name, limit: 9}, go: hall}
      - Take the key: {once: true, set: key = true, go: hall}
      - Unlock it: {when: key, go: cellar}
      - Bribe the guard: {when: coin and key, go: cellar}
      - Leave: yard
  cellar:
    choices:
      - Go down: below
  yard: {ending: Outside, text: Air.}
  below: {ending: Below, text: "Dust, {name}."}
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path))
    return compiled(STORY)


@pytest.fixture
def session(program: Program) -> Iterator[Session]:
    assert write_proof_cache(searched(program)[1])
    yield Session(program, hints=LiveHints(program))


def test_the_frame_says_how_many_endings_are_open(session: Session) -> None:
    assert session.frame.endings_open == 2
    session.do({"choose": "take-the-key"})
    assert session.do({"choose": "unlock-it"}).endings_open == 1
    assert session.do({"choose": "go-down"}).endings_open == 1
    assert session.do({"undo": 2}).endings_open == 2


def test_it_says_so_while_a_text_is_asked_for(session: Session) -> None:
    frame = session.do({"choose": "ask"})
    assert frame.ask is not None
    assert frame.endings_open == 2


def test_nothing_is_said_without_a_proof(program: Program) -> None:
    proof = LiveHints(program)
    assert proof.endings_open(Session(program).state) is None
    assert proof.unlock_path(Session(program).state, "unlock-it") is None


@pytest.mark.usefixtures("heeding")
def test_a_partial_search_is_not_kept(program: Program) -> None:
    _, found = searched(program, Budget(Caps(states=1)))
    assert not write_proof_cache(found)
    assert PROOFS.read(proof_key(program)) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda told: told.pop("table"),
        lambda told: told.update(sets=[]),
        lambda told: told.update(cells=[[9999, 0, 0, 1]]),
        lambda told: told.update(states="many"),
        lambda told: told.update(program="another"),
    ],
    ids=["no table", "no sets", "no such cell", "no number", "another program"],
)
def test_a_proof_that_does_not_fit_is_no_proof_and_is_removed(
    program: Program, session: Session, damage: Callable[[dict[str, Any]], object]
) -> None:
    told = json.loads(bytes(PROOFS.read(proof_key(program)) or b""))
    damage(told)
    PROOFS.write(proof_key(program), json.dumps(told).encode())
    assert LiveHints(program).endings_open(session.state) is None
    assert PROOFS.read(proof_key(program)) is None


def test_a_game_the_proof_never_saw_gets_no_answer(program: Program, session: Session) -> None:

    cells = list(session.state.cells)
    taken = [cell.symbol for cell in program.cells].index("took:hall.take-the-key")
    cells[taken] = 1
    assert LiveHints(program).endings_open(session.state._replace(cells=tuple(cells))) is None


def test_why_tells_the_shortest_way(session: Session) -> None:
    notice = session.do({"why": "unlock-it"}).notice
    assert notice == "`unlock-it` needs `key`; the shortest way to it: “Take the key”"


def test_why_tells_that_there_is_no_way_any_more(session: Session) -> None:
    session.do({"choose": "pay"})
    notice = session.do({"why": "bribe-the-guard"}).notice
    assert notice == "`bribe-the-guard` needs `coin` and `key`; no way from here makes it so"


def test_why_tells_nothing_more_of_what_is_used_up_or_on_offer(session: Session) -> None:
    session.do({"choose": "take-the-key"})
    assert session.do({"why": "take-the-key"}).notice == "`take-the-key` can be picked once, and it was"
    assert session.do({"why": "unlock-it"}).notice == "`unlock-it` is on offer"


def test_where_too_much_would_have_to_be_gone_through_nothing_is_claimed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.prove.hints.unlock_path.MOST_STATES", 1)
    assert session.do({"why": "unlock-it"}).notice == "`unlock-it` needs `key`"
