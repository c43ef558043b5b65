"""`samarra replay`: what a save holds, played back."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.cli import main
from engine.saves.format.journal import journal_of
from engine.saves.format.save_file import decode, encode
from tests.frontends.pseudo_terminal import PseudoTerminal
from tests.replay.conftest import STORY

CHOICES = "toss-a-coin\n" * 14 + "say-who-you-are\n= \u202eAna\ngo-home\n"

Replay = Callable[..., int]


@pytest.fixture
def saves(story: Path, tmp_path: Path) -> Path:
    """A shelf with one game in it, saved twice."""
    choices, folder = tmp_path / "way.txt", tmp_path / "shelf"
    choices.write_text(CHOICES, encoding="utf-8")
    for _ in range(2):
        assert main(["record", str(story), str(choices), "--save", "way", "--saves", str(folder)]) == 0
    return folder


@pytest.fixture
def replay(story: Path, saves: Path, capsys: pytest.CaptureFixture[str]) -> Replay:
    capsys.readouterr()
    return lambda *words: main(["replay", "--story", str(story), "--saves", str(saves), *words])


def flip(file: Path) -> None:
    written = bytearray(file.read_bytes())
    written[len(written) // 2] ^= 1
    file.write_bytes(written)


def test_a_game_is_shown_with_the_choices_taken_and_not_taken(
    replay: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert replay("way") == 0
    told = capsys.readouterr().out
    assert told.startswith("The long gate\nby Nobody_here\n\nVersion 1, seed 0, 16 turns\n")
    assert "  14 > Toss a coin\n     - Pay (locked: You have too little.)\n     - Say who you are\n" in told
    assert told.endswith("The end: At home\n")


def test_nothing_a_player_typed_is_obeyed_by_a_terminal(replay: Replay, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay("way") == 0
    told = capsys.readouterr().out
    assert "\u202e" not in told
    assert "<U+202E>Ana" in told


def test_it_stops_at_a_turn(replay: Replay, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay("way", "--until", "3", "--pace", "0.01") == 0
    told = capsys.readouterr().out
    assert "   3 > Toss a coin" in told
    assert "   4 > " not in told
    assert told.endswith("     - Toss a coin\n     - Pay (locked: You have too little.)\n     - Say who you are\n")


def test_a_file_is_played_back_like_a_slot(replay: Replay, saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for word in ("way", str(saves / "way.save"), str(saves / "way")):
        assert replay(word) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] == shown[2]


@pytest.mark.parametrize(("page", "start"), [("page.md", "# The *long* gate\n"), ("page.txt", "The long gate\n")])
def test_a_page_is_written(replay: Replay, tmp_path: Path, page: str, start: str) -> None:
    assert replay("way", "--transcript", str(tmp_path / page)) == 0
    written = (tmp_path / page).read_text(encoding="utf-8")
    assert written.startswith(start)
    assert "At home" in written
    assert "\u202e" not in written


def test_the_choices_written_make_the_same_save(replay: Replay, story: Path, saves: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    assert replay("way", "--choices", str(again)) == 0
    assert main(["record", str(story), str(again), "--save", str(tmp_path / "again.save")]) == 0
    before, after = decode((saves / "way.save").read_bytes()), decode((tmp_path / "again.save").read_bytes())
    assert after == replace(before, generation=1)


def test_a_whole_save_is_verified(replay: Replay, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay("way", "--verify") == 0
    assert capsys.readouterr().out == "way: 17 steps from seed 0, to the ending `home`, each as it was saved\n"


@pytest.mark.parametrize("words", [["--verify"], [], ["--take-over"]])
def test_one_byte_flipped_is_reported_and_the_save_before_it_offered(
    replay: Replay, saves: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    flip(saves / "way.save")
    assert replay("way", *words) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("samarra: `way` cannot be used: its checksum does not agree")
    assert told.err.endswith("the save before it is whole: samarra replay way.prev\n")
    assert replay("way.prev", "--verify") == 0
    flip(saves / "way.prev.save")
    assert replay("way", *words) == 3
    assert "before" not in capsys.readouterr().err.partition("agree")[2].replace("since it was saved", "")


def test_the_first_difference_is_reported(replay: Replay, saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = decode((saves / "way.save").read_bytes())
    steps = list(document.journal)
    steps[4] = replace(steps[4], hash="0" * 16)
    (saves / "way.save").write_bytes(encode(replace(document, journal=journal_of(steps))))
    assert replay("way", "--verify") == 3
    told = capsys.readouterr().err
    assert told.startswith("samarra: `way` does not play as it was saved: turn 5, scene `yard`: ")
    assert f"expected state {'0' * 16}, found state {document.journal[4].hash}" in told
    assert replay("way") == 3
    shown = capsys.readouterr()
    assert "   4 > Toss a coin" in shown.out
    assert "   5 > Toss a coin" not in shown.out
    assert "turn 5" in shown.err
    assert replay("way", "--until", "4") == 0


def test_after_an_edit_it_says_that_the_story_has_changed(
    replay: Replay, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story.write_text(STORY.replace("Go home", "Walk home"), encoding="utf-8")
    assert replay("way", "--verify") == 3
    told = capsys.readouterr().err
    assert "turn 15, scene `street`: expected state " in told
    assert "the story has changed since" in told


def test_a_choice_that_only_changed_its_label_is_taken_by_its_new_name(
    replay: Replay, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story.write_text(STORY.replace("Go home", "Walk home"), encoding="utf-8")
    assert replay("way") == 0
    told = capsys.readouterr()
    assert "  16 > Walk home\n" in told.out
    assert told.out.endswith("The end: At home\n")
    assert "the choice `street.go-home` is now `street.walk-home`" in told.err


def test_a_save_of_another_story_is_refused(replay: Replay, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.write_text(STORY.replace("id: gate", "id: other"), encoding="utf-8")
    assert replay("way") == 3
    told = capsys.readouterr().err
    assert "is not a save of" in told
    assert "has changed" not in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none"], 3, "there is no save `none`"),
        (["way", "--pace", "-1"], 2, "--pace takes seconds"),
        (["way", "--pace", "nan"], 2, "--pace takes seconds"),
        (["way", "--until", "x"], 2, "--until takes the number of a turn"),
        (["way", "--pace", "1", "--at-once"], 2, "--at-once"),
        (["way", "--transcript", "page.html"], 2, ".md or .txt"),
        (["way", "--save", "new"], 2, "--take-over"),
        (["way", "--take-over", "--save", "way"], 2, "there is a save `way` already"),
        (["way", "--take-over", "--save", "../x"], 2, "cannot be a save's name"),
    ],
)
def test_what_cannot_be_done_is_reported(
    replay: Replay, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert replay(*words) == code
    assert said in capsys.readouterr().err


def test_a_game_is_taken_over_at_a_turn_and_goes_another_way(
    replay: Replay, saves: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("say\n= Bo\nback\nsave other\nquit\n"))
    assert replay("way", "--until", "12", "--take-over", "--save", "fork") == 0
    assert "saved as `fork`" in capsys.readouterr().out
    way = decode((saves / "way.save").read_bytes())
    fork, other = (decode((saves / f"{name}.save").read_bytes()) for name in ("fork", "other"))
    assert fork.journal == way.journal[:12]
    for child in (fork, other):
        assert child.parent is not None
        assert (child.parent.slot, child.parent.turn) == ("way", 12)
        assert child.parent.checksum in (saves / "way.save").read_text(encoding="utf-8")
    assert replay("other", "--verify") == 0
    pages = [tmp_path / f"{name}.txt" for name in ("way", "other")]
    for page in pages:
        assert replay(page.stem, "--transcript", str(page), "--force") == 0
    played = [page.read_text(encoding="utf-8").partition("seed 0,")[2].partition("\n")[2] for page in pages]
    shared = [page.partition("  13 >")[0].rpartition("\n\n")[0] for page in played]
    assert shared[0] == shared[1]
    assert "  12 > Toss a coin" in shared[0]
    assert played[0] != played[1]


def test_a_game_taken_over_knows_what_is_proved_as_any_game_does(
    replay: Replay, story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["prove", str(story)])
    monkeypatch.setattr(sys, "stdin", io.StringIO("quit\n"))
    assert replay("way", "--until", "5", "--take-over") == 0
    assert "1 ending open" in capsys.readouterr().out


def test_a_game_taken_over_has_a_name_of_its_own(
    replay: Replay, saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        assert replay(str(saves / "way.save"), "--until", "5", "--take-over") == 0
    assert {"way.save", "way-5.save", "way-5-2.save"} <= {file.name for file in saves.iterdir()}


def test_at_a_terminal_any_key_goes_on_and_q_leaves(story: Path, saves: Path) -> None:
    terminal = PseudoTerminal(["replay", "--story", str(story), "--saves", str(saves), "way"])
    terminal.wait_for("1 > Toss a coin")
    terminal.settle(0.2)
    assert "2 > Toss a coin" not in terminal.shown
    terminal.press(" ")
    terminal.wait_for("2 > Toss a coin")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert terminal.is_restored()
    assert "3 > Toss a coin" not in terminal.shown


def test_a_signal_gives_the_terminal_back(story: Path, saves: Path) -> None:
    terminal = PseudoTerminal(["replay", "--story", str(story), "--saves", str(saves), "way"])
    terminal.wait_for("1 > Toss a coin")
    terminal.process.terminate()
    assert terminal.wait_for_end() == 143
    assert terminal.is_restored()


def test_an_autosave_is_taken_over_like_any_save(replay: Replay, saves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("toss\ntoss\nquit\n"))
    assert replay("way", "--until", "5", "--take-over") == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert replay("auto", "--take-over", "--save", "fork") == 0
    fork = decode((saves / "fork.save").read_bytes())
    assert fork.parent is not None
    assert (fork.parent.slot, fork.parent.turn, fork.summary.turn) == ("auto", 7, 7)
