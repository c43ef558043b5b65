"""A session carries out commands, and takes them back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import engine
from engine.program.model import Program
from engine.runtime.commands import Answer, Choose, CommandError, Quit, ReadNote, Redo, Undo, Why, decode_command
from engine.runtime.journal import Step
from engine.runtime.session import LoadedGame, Session
from engine.runtime.turn import start
from tests.golden_stories import FOLDERS, moves_of, program_of

STORY = """\
story: The name
start: desk
vars:
  name: text
notes:
  desk: {title: The desk, text: A desk.}
scenes:
  desk:
    ask: {into: name, prompt: Your name, limit: 8}
    choices:
      - Leave: street
  street:
    ending: The street
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(program_of(STORY, tmp_path))


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ({"choose": "leave"}, Choose("leave")),
        ({"choose": 1}, Choose(1)),
        ({"answer": "K"}, Answer("K")),
        ({"undo": 2}, Undo(2)),
        ({"redo": 1}, Redo(1)),
        ({"why": "leave"}, Why("leave")),
        ({"note": "desk"}, ReadNote("desk")),
        ({"quit": True}, Quit()),
        (Quit(), Quit()),
    ],
)
def test_a_command_may_be_a_json_object(said: dict[str, object], command: object) -> None:
    assert decode_command(said) == command


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"choose": None},
        {"choose": True},
        {"choose": ["leave"]},
        {"answer": 1},
        {"undo": 0},
        {"undo": True},
        {"redo": "1"},
        {"quit": False},
        {"sing": 1},
        {"choose": 1, "quit": True},
        {1: 2},
    ],
)
def test_what_is_no_command_is_refused_and_changes_nothing(session: Session, said: dict[str, object]) -> None:
    with pytest.raises(CommandError):
        decode_command(said)
    before = session.frame
    frame = session.do(said)
    assert frame.notice
    assert replace(frame, notice=None) == before


@pytest.mark.parametrize("text", ["a\nb", "\x1b[2J", "\x00", "\x9b", "\u2028", "\ud800"], ids=ascii)
def test_an_answer_is_one_line_of_text(session: Session, text: str) -> None:
    before = session.frame
    assert session.do({"answer": text}) == replace(before, notice="an answer is one line of plain text")


def test_an_answer_may_be_in_any_script(session: Session) -> None:
    assert session.do({"answer": "山口・ヤマ\u3000é"}).ask is None


def test_a_notice_is_gone_with_the_next_command(session: Session) -> None:
    assert session.do({"undo": 1}).notice
    assert session.do({"answer": "K"}).notice is None


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_undoing_everything_comes_back_to_the_start_and_redoing_to_the_end(folder: Path) -> None:
    program = engine.load(folder)
    session = Session(program, 3)
    frames = [session.frame]
    while len(frames) < 12 and (moves := moves_of(program, session.state)):
        last = len(moves)
        frames.append(session.do({"answer": "K"} if session.frame.ask else {"choose": 1 + len(frames) % last}))
    assert [session.do({"undo": 1}) for _ in frames[1:]] == frames[-2::-1]
    assert [session.do({"redo": 1}) for _ in frames[1:]] == frames[1:]


def test_the_saves_record_every_step_and_the_session_continues_what_they_load(tmp_path: Path) -> None:
    class Listener:
        def __init__(self) -> None:
            self.heard: list[int] = []

        def save(self, session: Session, slot: str) -> str:
            return f"saved as {slot}"

        def begin(self, session: Session) -> None:
            self.heard.append(len(session.steps))

        def load(self, program: Program, slot: str) -> LoadedGame:
            return LoadedGame(
                [Step(None, start(program, 9))], message=lambda frame: f"loaded {slot}, turn {frame.turn}"
            )

        def record(self, session: Session) -> None:
            self.heard.append(len(session.steps))

    listener = Listener()
    session = Session(program_of(STORY, tmp_path), 0, listener)
    for command in ({"answer": "K"}, {"choose": 1}, {"choose": 1}, {"undo": 2}, {"redo": 1}):
        session.do(command)
    assert listener.heard == [1, 2, 3, 1, 2]
    assert session.do({"save": "one"}).notice == "saved as one"
    assert session.do({"load": "one"}).notice == "loaded one, turn 0"
    assert session.state.seed == 9


def test_the_public_names_are_these() -> None:
    assert set(engine.__all__) == {"StoryError", "__version__", "load", "play"}
    assert all(getattr(engine, name) for name in engine.__all__)
    assert engine.play(engine.load(FOLDERS[0]), seed=7).frame.turn == 0
