"""The terminal front end, played through a pseudo-terminal and seen through an emulator."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.frontends.pseudo_terminal import PseudoTerminal

STORY = """\
story: The gate
start: gate
opening: dog
epigraphs:
  dog: {text: A living dog, source: Ecclesiastes}
vars:
  doubt: 0..5 = 2
  name: text = Nobody
status:
  - {label: Doubt, value: doubt, as: bar}
notes:
  sentry: {title: The sentry, when: seen(gate), text: He is young.}
scenes:
  gate:
    title: White night
    place: The gate
    date: 12 June 1938
    text: |
      It is *very* late, and nobody in the whole long street behind the gate is asleep.

      > Halt.
    choices:
      - Leave the cap: asked
      - Show the pass:
          when: doubt > 4
          locked: It is on the desk.
          go: yard
      - Wait: yard
  asked:
    ask: {into: name, prompt: Your name?, limit: 5}
    then: yard
  yard:
    ending: The yard
    text: |
      Cold, {name}.
"""
LONG_STORY = STORY.replace("      > Halt.\n", "".join(f"      Line {number}.\n\n" for number in range(40)))


class Sit(Protocol):
    """Sits down at a terminal of some size and surroundings."""

    def __call__(self, columns: int = 80, rows: int = 24, **environment: str) -> PseudoTerminal: ...


SIZES = [(80, 24), (40, 12), (120, 40), (20, 6)]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


def own_folders(story: Path) -> dict[str, str]:
    """Everything a game writes goes below the story's folder."""
    return {"HOME": str(story.parent), "XDG_CACHE_HOME": str(story.parent), "XDG_DATA_HOME": str(story.parent)}


@pytest.fixture
def at(story: Path) -> Iterator[Sit]:
    """Sits down at a terminal of some size."""
    seats: list[PseudoTerminal] = []

    def sit(columns: int = 80, rows: int = 24, **environment: str) -> PseudoTerminal:
        words = ["play", str(story), "--seed", "1"]
        seats.append(PseudoTerminal(words, columns, rows, {**own_folders(story), **environment}))
        seats[-1].read_on("? for help")
        return seats[-1]

    yield sit
    for seat in seats:
        seat.close()


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_game_is_played_to_its_end_at_any_size(at: Sit, columns: int, rows: int) -> None:
    seat = at(columns, rows)
    assert "Doubt" in seat.shown
    seat.press("w\r")
    seat.read_on("the story ends")
    seat.press("\x04")
    assert seat.wait_for_end() == 0
    assert seat.is_restored()
    seen = seat.scrolled
    for words in ("The gate", "White night", "│ Halt.", "› Wait", "Cold, Nobody."):
        assert words in seen
    assert all(len(line) < columns for line in seen.split("\n"))


def test_nothing_scrolls_away_unread(story: Path) -> None:
    story.write_text(LONG_STORY, encoding="utf-8")
    seat = PseudoTerminal(["play", str(story), "--seed", "1"], 60, 12, own_folders(story))
    seen = ""
    while "? for help" not in seat.last_line:
        seat.wait_for_more()
        seen += seat.shown
        if seat.last_line.endswith("goes on"):
            seat.press("\r")
    seat.close()
    assert all(f" Line {number}." in seen for number in range(40))
    assert "goes on" not in seat.scrolled


@pytest.fixture
def long(story: Path) -> Iterator[PseudoTerminal]:
    """A seat before the first of many screens."""
    story.write_text(LONG_STORY, encoding="utf-8")
    seat = PseudoTerminal(["play", str(story), "--seed", "1"], 60, 12, own_folders(story))
    seat.wait_for("goes on")
    yield seat
    seat.close()


def test_what_is_typed_at_a_full_screen_waits_for_the_choices_and_for_enter(long: PseudoTerminal) -> None:
    long.press("2")
    long.wait_for_more()
    long.read_on("› 2")
    assert "1. Leave the cap" in long.shown
    assert "The end" not in long.scrolled
    long.press("\r")
    long.read_on("the story ends")
    assert "› Wait" in long.scrolled


@pytest.mark.parametrize(
    ("key", "answer"),
    [("?", "Ctrl-Z, Ctrl-Y"), ("\x1a", "nothing to undo"), ("\x1b[15~", "saved as"), ("\x0e", "1. The sentry")],
)
def test_the_keys_do_at_a_full_screen_what_they_do_at_the_choices(long: PseudoTerminal, key: str, answer: str) -> None:
    long.press(key)
    long.wait_for_more()
    long.settle(0.3)
    assert answer in long.scrolled
    assert "Line 20" not in long.scrolled
    long.press("\x1b" if key == "\x0e" else "\r")
    long.wait_for_more()
    long.read_on("? for help")
    assert all(long.scrolled.count(f" Line {number}.") == 1 for number in range(40))


@pytest.mark.parametrize(("key", "code"), [("\x04", 0), ("\x03", 130)])
def test_a_player_can_leave_at_a_full_screen(story: Path, key: str, code: int) -> None:
    story.write_text(LONG_STORY, encoding="utf-8")
    seat = PseudoTerminal(["play", str(story), "--seed", "1"], 60, 12, own_folders(story))
    seat.wait_for("goes on")
    seat.press(key)
    assert seat.wait_for_end() == code
    assert seat.is_restored()
    seat.close()


def test_the_panel_is_gone_once_it_is_answered(at: Sit) -> None:
    seat = at()
    assert "Show the pass (It is on the desk.)" in seat.shown
    assert "██" in seat.shown
    seat.press("\x1b[B\r")
    seat.wait_for("The end")
    seat.press("\x04")
    seat.wait_for_end()
    assert "Show the pass" not in seat.scrolled
    assert "? for help" not in seat.scrolled


def test_undo_goes_back(at: Sit) -> None:
    seat = at()
    seat.press("2")
    seat.wait_for("The end")
    seat.press("\x1a")
    seat.wait_for("1. Leave the cap")
    seat.press("undo\r")
    seat.wait_for("nothing to undo")


def test_a_text_is_asked_for_and_kept_to_its_limit(at: Sit) -> None:
    seat = at()
    seat.press("1")
    seat.wait_for("Your name?")
    seat.press("Yamaguchi\r")
    seat.wait_for("Cold, Yamag.")


def test_notes_are_read_from_a_list(at: Sit) -> None:
    seat = at()
    seat.press("\x0e")
    seat.wait_for("1. The sentry")
    seat.press("1")
    seat.wait_for("He is young.")
    seat.wait_for("? for help")


@pytest.mark.parametrize("key", ["\x1b", "\x0e"])
def test_the_list_of_notes_says_which_key_goes_back_and_keeps_what_was_typed(at: Sit, key: str) -> None:
    seat = at()
    seat.press("1")
    seat.wait_for("Your name?")
    seat.press("Yama\x0e")
    seat.wait_for("Escape goes back, Enter opens it")
    seat.press(key)
    seat.wait_for("› Yama")
    seat.press("\r")
    seat.wait_for("Cold, Yama.")


def test_the_keys_do_in_the_notes_what_they_do_at_the_choices(at: Sit) -> None:
    seat = at()
    seat.press("\x0e")
    seat.wait_for("1. The sentry")
    seat.press("\x1a")
    seat.wait_for("nothing to undo")


def test_what_was_typed_is_gone_with_the_page_it_was_typed_for(at: Sit) -> None:
    seat = at()
    seat.press("1")
    seat.wait_for("Your name?")
    seat.press("Yama\x1a")
    seat.wait_for("? for help")


def test_help_shows_the_keys(at: Sit) -> None:
    seat = at()
    seat.press("?")
    seat.wait_for("Ctrl-Z")


def test_the_choice_that_is_pointed_at_is_picked_though_an_unlisted_word_is_typed(story: Path, at: Sit) -> None:
    story.write_text(STORY.replace("Wait: yard", "Look round: yard"), encoding="utf-8")
    seat = at()
    seat.press("look")
    seat.wait_for("› 2. Look round")
    seat.press("\r")
    seat.wait_for("The end")


def test_what_is_no_choice_gets_a_sentence(at: Sit) -> None:
    seat = at()
    seat.press("dance\r")
    seat.wait_for("that is no choice here")


def test_the_window_can_change_its_size_at_any_moment(at: Sit) -> None:
    seat = at(80, 24)
    seat.resize(30, 8)
    seat.wait_for("? for help")
    seat.resize(100, 30)
    seat.press("wait")
    seat.wait_for("› wait")
    seat.press("\r")
    seat.wait_for("The end")


def test_no_colour_is_sent_where_none_is_wanted(at: Sit) -> None:
    seat = at(NO_COLOR="1")
    seat.press("\x04")
    seat.wait_for_end()
    assert b"\x1b[1m" in seat.raw or b";1m" in seat.raw
    assert not any(code in seat.raw for code in (b"[31m", b";31m", b"[91m", b";90m", b";38;"))


def test_pasted_control_characters_are_shown_and_not_sent(at: Sit) -> None:
    seat = at()
    seat.press("\x1b[200~\x1b]0;owned\x07\u202e\x1b[201~")
    seat.wait_for("^[]0;owned^G<U+202E>")
    assert b"\x1b]0;" not in seat.raw
    assert "\u202e".encode() not in seat.raw


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_gives_the_terminal_back(at: Sit, number: signal.Signals) -> None:
    seat = at()
    assert not seat.is_restored()
    seat.process.send_signal(number)
    assert seat.wait_for_end() == 128 + number
    assert seat.is_restored()
    assert seat.raw.rindex(b"\x1b[?2004l") > seat.raw.rindex(b"\x1b[?2004h")
    assert b"Traceback" not in seat.raw


def test_ctrl_c_leaves_as_an_interrupt(at: Sit) -> None:
    seat = at()
    seat.press("\x03")
    assert seat.wait_for_end() == 130
    assert seat.is_restored()


def test_keys_typed_ahead_are_all_heard(at: Sit) -> None:
    seat = at()
    seat.press("1Yama\r\x04")
    assert seat.wait_for_end() == 0
    assert "Cold, Yama." in seat.scrolled


def test_plain_is_played_where_the_terminal_is_dumb(story: Path) -> None:
    seat = PseudoTerminal(["play", str(story)], environment={"TERM": "dumb", **own_folders(story)})
    seat.wait_for("2. Wait")
    seat.press("quit\r")
    assert seat.wait_for_end() == 0
    assert b"\x1b" not in seat.raw
    seat.close()


def test_a_second_signal_does_not_disturb_the_way_out(at: Sit) -> None:
    seat = at()
    seat.process.send_signal(signal.SIGTERM)
    seat.process.send_signal(signal.SIGHUP)
    assert seat.wait_for_end() in (143, 129)
    assert seat.is_restored()
    assert b"Traceback" not in seat.raw


def test_a_terminal_that_goes_away_ends_the_game(at: Sit) -> None:
    seat = at()
    seat.hang_up()
    assert seat.process.wait(20) == 129
