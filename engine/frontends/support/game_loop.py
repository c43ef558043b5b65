"""The dialogue between a player and a game, the same for every front end for people."""

from __future__ import annotations

from typing import Protocol

from engine.diagnostics.show import safe_words
from engine.errors import ExitCode
from engine.frontends.support.front_end import PlayableGame
from engine.frontends.support.player_input import WORDS, Listing, NotUnderstood, ParsedInput
from engine.presentation.pages import PageBlocks, StoryInfo, is_same_place, note_page, notice_page, page, title_page
from engine.presentation.safe_frame import safe_frame
from engine.runtime.commands import Command, Quit, ReadNote
from engine.runtime.frame import Frame


class PlayerView(Protocol):
    """Shows a game to a player and reads what they type; its arguments are already safe to show."""

    def show_page(self, page: PageBlocks) -> None:
        """Add a page of the story."""

    def show_choices(self, frame: Frame) -> None:
        """Show the status and the choices, or the open question."""

    def show_notice(self, page: PageBlocks) -> None:
        """Show a page that is not part of the story, such as a note or an error."""

    def show_help(self, words: tuple[tuple[str, str], ...]) -> None:
        """Show each command word and what it does."""

    def read(self, frame: Frame) -> ParsedInput | None:
        """Return what the player asks for next; None at the end of input."""


def game_loop(game: PlayableGame, view: PlayerView, story: StoryInfo) -> ExitCode:
    """Play until the player leaves or the input ends; return the exit code of success."""
    view.show_page(title_page(story))
    frame = _show_frame(safe_frame(game.frame), None, view, story)
    while (request := view.read(frame)) is not None and request != Quit():
        match request:
            case Listing.HELP:
                view.show_help(WORDS)
            case Listing.NOTES:
                view.show_notice(notice_page(_list_notes(frame, story)))
            case NotUnderstood(sentence):
                view.show_notice(notice_page(sentence))
            case Listing.AGAIN:
                view.show_choices(frame)
            case command:
                frame = _carry_out(game, command, frame, view, story)
    game.do(Quit())
    return ExitCode.SUCCESS


def _carry_out(game: PlayableGame, command: Command, before: Frame, view: PlayerView, story: StoryInfo) -> Frame:
    frame = safe_frame(game.do(command))
    if frame.notice is None or not is_same_place(frame, before):
        return _show_frame(frame, before, view, story)
    view.show_notice(_command_page(command, frame.notice, story))
    return frame


def _command_page(command: Command, notice: str, story: StoryInfo) -> PageBlocks:
    if isinstance(command, ReadNote) and "\n\n" in notice:
        return note_page(notice, story.marks.get(command.note, ""))
    return notice_page(notice)


def _show_frame(frame: Frame, before: Frame | None, view: PlayerView, story: StoryInfo) -> Frame:
    view.show_page(page(frame, before, story))
    if frame.notice:
        view.show_notice(notice_page(frame.notice))
    view.show_choices(frame)
    return frame


def _list_notes(frame: Frame, story: StoryInfo) -> str:
    if not frame.notes:
        return "there are no notes yet"
    titles = "\n".join(f"{note}: {safe_words(story.notes.get(note, note))}" for note in frame.notes)
    return f"{titles}\n\nto read one, type note and the start of its title"
