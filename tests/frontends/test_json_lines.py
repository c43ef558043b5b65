"""The json_lines front end: a frame a line, a command a line."""

from __future__ import annotations

import json

import pytest

from engine.frontends import json_lines
from engine.runtime.commands import Choose, Quit, Undo
from tests.frontends.staged_game import GATE, YARD, StagedGame, surroundings, written

GOLDEN = (
    '{"turn": 0, "scene": "gate", "act": "The Strip", "title": "White night", "place": "The gate", '
    '"when": "12 June 1938, 23:11", "mark": "record", "epigraph": [{"id": "ecclesiastes", '
    '"text": "A living dog is better\\nthan a *dead* lion.", "source": "Ecclesiastes 9.4"}], '
    '"text": ["It is *very* late, and **nobody** sleeps.", "> Halt.\\n> Who goes there?", "---", "You wait."], '
    '"status": [{"label": "Suspicion", "value": 3, "as": "bar", "max": 10}, '
    '{"label": "Family", "value": "told", "as": "words", "max": null}], '
    '"choices": [{"id": "leave-the-cap", "label": "Leave the *cap*", "locked": null}, '
    '{"id": "show-the-pass", "label": "Show the pass", "locked": "You left it on the desk."}, '
    '{"id": "wait-you-say", "label": "“Wait,” you say", "locked": null}], '
    '"ask": null, "notes": ["strelkov"], "ending": null, "endings_open": 9, "notice": null}'
)


def played(typed: bytes, game: StagedGame) -> list[str]:
    around = surroundings(typed, "ascii")
    assert json_lines.play(game, around) == 0
    return written(around).decode("utf-8").splitlines()


def test_a_frame_is_one_line_with_the_keys_of_the_contract_in_order_whatever_the_locale() -> None:
    assert played(b"", StagedGame([GATE])) == [GOLDEN]


@pytest.mark.parametrize("line", [b'{"choose": 1, "choose": 3}', b'{"choose": 1, "choose": 1}'])
def test_a_command_with_a_key_written_twice_changes_nothing(line: bytes) -> None:
    game = StagedGame([GATE, YARD])
    (_, refused) = map(json.loads, played(line, game))
    assert (refused["scene"], refused["notice"]) == ("gate", "a key stands twice in this command")


def test_each_command_gets_one_frame() -> None:
    game = StagedGame([GATE, YARD])
    lines = [json.loads(line) for line in played(b'{"choose": 1}\n{"undo": 2}', game)]
    assert [line["scene"] for line in lines] == ["gate", "yard", "yard"]
    assert game.done == [Choose(1), Undo(2), Quit()]


def test_quit_ends_without_another_frame() -> None:
    assert len(played(b'{"quit": true}\n{"choose": 1}\n', StagedGame([GATE, YARD]))) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"choose 1",
        b"[1]",
        b'"choose"',
        b"{}",
        b'{"choose": 1, "undo": 1}',
        b'{"chose": 1}',
        b'{"choose": true}',
        b'{"choose": 1.5}',
        b'{"choose": null}',
        b'{"undo": NaN}',
        b'{"undo": "1"}',
        b'{"answer": "\\ud800"}',
        b'{"answer": "\xff"}',
        b"[" * 60_000,
        b'{"answer": "' + b"x" * 70_000 + b'"}',
        b'{"choose": ' + b"9" * 5_000 + b"}",
    ],
)
def test_a_line_that_is_no_command_comes_back_as_the_same_frame_with_a_notice(line: bytes) -> None:
    game = StagedGame([GATE, YARD])
    first, second = (json.loads(answer) for answer in played(line + b"\n", game))
    assert second.pop("notice")
    assert first.pop("notice") is None
    assert first == second
    assert game.done == [Quit()]
