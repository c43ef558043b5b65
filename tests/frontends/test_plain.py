"""The plain front end: append-only text that says everything in words."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from engine.frontends import plain
from engine.runtime.commands import Answer, Choose, Command, Load, Quit, ReadNote, Redo, Save, Undo, Why
from engine.runtime.frame import Frame, FrameChoice
from tests.frontends.staged_game import COVER, GATE, NAMING, YARD, StagedGame, surroundings, written

FIRST_PAGE = """\
A Living Dog
by Somebody

Contains winter.

    A living dog is better
    than a dead lion.
    — Ecclesiastes 9.4

THE STRIP

White night · 12 June 1938, 23:11 · The gate · on record

It is very late, and nobody sleeps.

    Halt.
    Who goes there?

* * *

You wait.

Suspicion: 3 of 10; Family: told; 9 endings open

1. Leave the cap
-  Show the pass (locked: You left it on the desk.)
2. “Wait,” you say
>\x20
"""


def played(typed: str, game: StagedGame, encoding: str = "utf-8") -> str:
    around = surroundings(typed.encode(), encoding)
    assert plain.play(game, around) == 0
    return written(around).decode(encoding)


def test_the_first_page_shows_everything_a_frame_holds() -> None:
    assert played("", StagedGame([GATE])) == FIRST_PAGE


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("2", Choose("wait-you-say")),
        ("wait", Choose("wait-you-say")),
        ("LEAVE the c", Choose("leave-the-cap")),
        ("undo", Undo(1)),
        ("undo 3", Undo(3)),
        ("redo", Redo(1)),
        ("note strel", ReadNote("strelkov")),
        ("why show", Why("show-the-pass")),
        ("why", Why("show-the-pass")),
        ("save first", Save("first")),
        ("load first", Load("first")),
        ("save", Save("quick")),
        ("load", Load("quick")),
        ("save Bad Name", Save("Bad Name")),
    ],
)
def test_a_line_becomes_the_command_it_means(typed: str, command: Command) -> None:
    game = StagedGame([GATE])
    played(typed + "\n", game)
    assert game.done == [command, Quit()]


@pytest.mark.parametrize(
    "typed", ["7", "0", "dance", "/dance", "\x1b[A", "show the pass", "note nobody", "why 1", "wh", "é"]
)
def test_what_is_not_understood_gets_a_sentence_and_changes_nothing(typed: str) -> None:
    game = StagedGame([GATE])
    said = played(typed + "\n", game)
    assert game.done == [Quit()]
    assert len(said) > len(FIRST_PAGE) + 10


def test_a_refused_command_shows_its_notice_and_not_the_page_again() -> None:
    said = played("undo\n", StagedGame([GATE]))
    assert said.count("You wait.") == 1
    assert "that cannot be done" in said


def offering(*labels: str) -> Frame:
    return replace(GATE, choices=tuple(FrameChoice(label, label, None) for label in labels))


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("look", Choose("Look round")),
        ("u", Choose("Untie him")),
        ("q", Choose("Quiet, please")),
        ("restore", Choose("Restore the icon")),
        ("save him", Choose("Save him")),
        ("save", Save("quick")),
        ("save it", Save("it")),
        ("/save him", Save("him")),
        ("/u", Undo(1)),
        ("exit", Quit()),
    ],
)
def test_a_choice_that_starts_so_comes_before_a_word_that_is_not_listed(typed: str, command: Command) -> None:
    game = StagedGame([offering("Look round", "Untie him", "Quiet, please", "Restore the icon", "Save him")])
    played(typed + "\n", game)
    assert game.done[0] == command


def test_a_slash_before_an_unlisted_word_lists_the_choices_again() -> None:
    assert played("/look\n", StagedGame([offering("Look round")])).count("1. Look round") == 2


def test_why_a_choice_can_be_picked_is_asked_by_its_label() -> None:
    assert "“Leave the cap” can be picked" in played("/why 1\n", StagedGame([GATE]))


def test_a_text_that_is_asked_for_is_taken_as_it_is_typed() -> None:
    game = StagedGame([NAMING, YARD])
    assert "Your name? (up to 8 characters)" in played("undo\n", game)
    assert game.done == [Answer("undo"), Quit()]


def test_a_slash_makes_a_word_ours_even_where_a_text_is_asked_for() -> None:
    game = StagedGame([NAMING, YARD])
    played("/undo\n", game)
    assert game.done == [Undo(1), Quit()]


def test_a_title_is_printed_again_only_when_it_changes() -> None:
    said = played("1\n", StagedGame([GATE, YARD]))
    assert said.count("THE STRIP") == 1
    assert "The yard · 12 June 1938" in said
    assert "The end: The yard" in said


def test_a_line_without_end_is_refused_as_one_line() -> None:
    game = StagedGame([GATE])
    said = played("x" * 10_000 + "\n", game)
    assert said.count("too long") == 1
    assert game.done == [Quit()]


def test_a_character_the_output_cannot_show_is_spelled_with_ones_it_can() -> None:
    shown = played("", StagedGame([replace(GATE, text=("Genrikh’s café — “так”…",))]), "ascii")
    assert '"Wait," you say' in shown
    assert 'Genrikh\'s cafe -- "???"...' in shown


def test_quit_leaves_without_reading_on() -> None:
    game = StagedGame([GATE])
    played("quit\n1\n", game)
    assert game.done == [Quit()]


def test_plain_loads_no_library_of_looks() -> None:
    program = (
        "import sys, engine.frontends.plain;"
        "assert not {'rich', 'prompt_toolkit', 'yaml'} & set(sys.modules), 'heavy libraries are loaded'"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_notes_are_listed() -> None:
    assert "strelkov: Strelkov" in played("notes\n", StagedGame([GATE]))
    assert COVER.notes["strelkov"] == "Strelkov"
