"""The talk between a player and a game, the same for every front end a human sits at."""

from __future__ import annotations

from typing import Protocol

from engine.diagnostics.show import safe_words
from engine.frontends.support.front_end import Game
from engine.frontends.support.player_input import WORDS, Again, Help, Notes, NotUnderstood, ParsedInput
from engine.presentation.pages import PageBlocks, StoryInfo, is_same_place, note_page, notice_page, page, title_page
from engine.presentation.safe_frame import safe_frame
from engine.runtime.commands import Command, Quit, ReadNote
from engine.runtime.frame import Frame


class PlayerView(Protocol):
    """Where the player sits: what is shown to them and what they say. Everything that reaches it is safe to show."""

    def show(self, page: PageBlocks) -> None:
        """Adds a page of the story."""

    def offer(self, frame: Frame) -> None:
        """Says how things stand and what can be picked."""

    def notice(self, page: PageBlocks) -> None:
        """Adds something that is not the story: a page of the journal, a refusal."""

    def explain(self, words: tuple[tuple[str, str], ...]) -> None:
        """Shows what can be typed: each word and what it does."""

    def read(self, frame: Frame) -> ParsedInput | None:
        """What the player says next; None when there is nobody any more."""


def game_loop(game: Game, desk: PlayerView, cover: StoryInfo) -> int:
    """Plays until the player leaves or the input ends, both of which are well."""
    desk.show(title_page(cover))
    frame = _told(safe_frame(game.frame), None, desk, cover)
    while (said := desk.read(frame)) is not None and said != Quit():
        match said:
            case Help():
                desk.explain(WORDS)
            case Notes():
                desk.notice(notice_page(_contents(frame, cover)))
            case NotUnderstood(sentence):
                desk.notice(notice_page(sentence))
            case Again():
                desk.offer(frame)
            case command:
                frame = _done(game, command, frame, desk, cover)
    game.do(Quit())
    return 0


def _done(game: Game, command: Command, before: Frame, desk: PlayerView, cover: StoryInfo) -> Frame:
    frame = safe_frame(game.do(command))
    if frame.notice is None or not is_same_place(frame, before):
        return _told(frame, before, desk, cover)
    desk.notice(_remark(command, frame.notice, cover))
    return frame


def _remark(command: Command, notice: str, cover: StoryInfo) -> PageBlocks:
    if isinstance(command, ReadNote) and "\n\n" in notice:
        return note_page(notice, cover.marks.get(command.note, ""))
    return notice_page(notice)


def _told(frame: Frame, before: Frame | None, desk: PlayerView, cover: StoryInfo) -> Frame:
    desk.show(page(frame, before, cover))
    if frame.notice:
        desk.notice(notice_page(frame.notice))
    desk.offer(frame)
    return frame


def _contents(frame: Frame, cover: StoryInfo) -> str:
    if not frame.notes:
        return "the journal is still empty"
    listed = "\n".join(f"{note}: {safe_words(cover.notes.get(note, note))}" for note in frame.notes)
    return f"{listed}\n\nto read one, type note and the start of its title"
