"""`samarra prove`: its exit codes, the saves that show what it found, and what it leaves for play."""

from __future__ import annotations

import io
import json
import os
import signal
from pathlib import Path

import pytest

from engine.cli import main
from engine.cli.streams import Progress
from engine.cli.support.limits import first_interrupt_ends_work
from engine.pipeline import load
from engine.prove import prover
from engine.prove.results.probabilities import Chances, chances_of
from engine.prove.search.state_graph import StateGraph
from engine.runtime.session import Session
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.shelf import shelf_in

LOCKED = """
story: The cellar
start: hall
vars: {key: true, steps: 0..9, lit: false}
prove:
  - never: steps > 2
  - within: {ending: yard, turns: 3}
scenes:
  hall:
    choices:
      - Throw the key away: {once: true, set: key = false, go: hall}
      - Step on: {when: steps < 5, set: steps += 1, go: hall}
      - Go down: {when: steps == 4, go: cellar}
      - Leave: yard
  cellar:
    choices:
      - Unlock it: {when: key, go: yard}
  yard: {ending: Outside, text: "Air{lit ? , and light}."}
"""
FORTY = "story: Flags\nstart: hall\nvars:\n" + "".join(f"  f{n}: false\n" for n in range(40)) + "scenes:\n  hall:\n"
FORTY += "    choices:\n" + "".join(f"      - Take {n}: {{set: f{n} = not f{n}, go: hall}}\n" for n in range(40))
FORTY += "      - Leave: {if: " + " and ".join(f"f{n}" for n in range(40)) + ", go: yard, else: street}\n"
FORTY += "  yard: {ending: Outside, text: Air.}\n  street: {ending: Street, text: Noise.}\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.yaml"
    file.write_text(LOCKED, encoding="utf-8")
    return file


def loaded(story: Path, save: Path) -> Session:
    session = Session(load(story), 0, SessionSaves(shelf_in(save.parent)))
    session.load(str(save))
    return session


def test_every_finding_and_ending_is_a_save_that_opens_there(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "found" / "here"
    assert main(["prove", str(story), "--witnesses", str(folder)]) == 1
    names = sorted(path.name for path in folder.glob("*.save"))
    assert names == ["broken-1.save", "broken-2.save", "ending-yard.save", "soft-lock-1-cellar.save"]
    assert (
        str(folder / "broken-1.save") + ": `never: steps > 2` does not hold, after 3 turns" in capsys.readouterr().err
    )
    assert loaded(story, folder / "broken-1.save").state.cells[0] == 3
    assert loaded(story, folder / "broken-2.save").frame.turn == 4
    assert loaded(story, folder / "ending-yard.save").frame.turn == 1


def test_the_save_at_a_dead_end_can_be_undone_to_the_start(story: Path, tmp_path: Path) -> None:
    main(["prove", str(story), "--witnesses", str(tmp_path)])
    session = loaded(story, tmp_path / "soft-lock-1-cellar.save")
    assert (session.frame.scene, session.frame.choices) == ("cellar", ())
    assert session.do({"undo": 1}).scene == "hall"
    assert session.do({"undo": 5}).turn == 0


def test_witnesses_are_written_over_old_ones_only_when_that_is_forced(story: Path, tmp_path: Path) -> None:
    for force, code in (((), 1), ((), 4), (("--force",), 1)):
        assert main(["prove", str(story), "--witnesses", str(tmp_path / "found"), *force]) == code
    assert len(list((tmp_path / "found").glob("*.save"))) == 4


def test_prose_that_never_prints_is_looked_for_on_request(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["prove", str(story), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["never"]["prose"] == []
    main(["prove", str(story), "--format", "json", "--prose"])
    assert [found["id"] for found in json.loads(capsys.readouterr().out)["never"]["prose"]] == [", and light"]


def test_play_says_how_many_endings_are_open_once_the_story_is_proved(
    story: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path / "cache"))
    for proved in (None, 1):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
        assert main(["play", str(story), "--frontend", "json_lines", "--saves", str(tmp_path / "saves")]) == 0
        assert json.loads(capsys.readouterr().out.splitlines()[0])["endings_open"] == proved
        main(["prove", str(story)])
        capsys.readouterr()


def test_an_interrupt_gives_the_report_of_what_was_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Progress, done: int, states: int) -> None:
        if states > 1000:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Progress, "states", interrupted)
    file = tmp_path / "flags.yaml"
    file.write_text(FORTY, encoding="utf-8")
    assert main(["prove", str(file), "--format", "json"]) == 5
    report = json.loads(capsys.readouterr().out)
    assert (report["verdict"], report["reason"]) == ("partial", "interrupted")
    assert report["states"] > 1000
    assert report["variables"]


def test_an_interrupt_after_the_search_gives_the_same_kind_of_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = chances_of

    def interrupted(found: StateGraph) -> Chances | None:
        os.kill(os.getpid(), signal.SIGINT)
        return whole(found)

    monkeypatch.setattr(prover, "chances_of", interrupted)
    file = tmp_path / "story.yaml"
    file.write_text(LOCKED, encoding="utf-8")
    assert main(["prove", str(file), "--format", "json"]) == 5
    report = json.loads(capsys.readouterr().out)
    assert (report["verdict"], report["reason"], report["frontier"]) == ("partial", "interrupted", 0)


def test_what_was_seen_whole_is_proved_whatever_the_caps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "story.yaml"
    file.write_text(LOCKED, encoding="utf-8")
    assert main(["prove", str(file), "--max-states", "0"]) == 1
    assert capsys.readouterr().out.startswith("proved")


@pytest.mark.parametrize("time", ["-1", "nan", "soon"])
def test_a_time_that_is_none_is_a_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str], time: str) -> None:
    assert main(["prove", str(tmp_path), f"--max-time={time}"]) == 2
    assert "a number of seconds" in capsys.readouterr().err


def test_a_second_interrupt_ends_the_command() -> None:
    with pytest.raises(KeyboardInterrupt), first_interrupt_ends_work():
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            signal.sigtimedwait([], 1)
        os.kill(os.getpid(), signal.SIGINT)
        signal.sigtimedwait([], 1)
