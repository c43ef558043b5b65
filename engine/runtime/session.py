"""One player walking a program: the only thing here that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol, assert_never

from engine.errors import SamarraError
from engine.program.model import Program
from engine.runtime.commands import (
    Answer,
    Choose,
    Command,
    Load,
    Quit,
    ReadNote,
    Redo,
    Save,
    Undo,
    Why,
    decode_command,
)
from engine.runtime.frame import Frame
from engine.runtime.journal import Move, PickedChoice, Step, TypedAnswer, play_move, reprint_page
from engine.runtime.notes import NoteHistory, note_text, order_notes
from engine.runtime.offers import Option
from engine.runtime.run import Page
from engine.runtime.state import State
from engine.runtime.turn import NotOnOffer, options_of, start
from engine.runtime.view import frame_of


class Keeper(Protocol):
    """Where a session's saves go; the front end's owner provides one."""

    def save(self, session: Session, slot: str) -> str:
        """Keeps the game under a name; what to tell the player."""

    def load(self, session: Session, slot: str) -> str:
        """Puts the session where a save stands; what to tell the player."""

    def moved(self, session: Session) -> str | None:
        """Told after every step, undo and redo; what to tell the player, if anything."""


class Session:
    """A game being played: steps taken, steps undone, and the frame a player sees."""

    def __init__(self, program: Program, seed: int = 0, keeper: Keeper | None = None) -> None:
        self.program = program
        self.keeper = keeper
        self.outlook: Callable[[State], int | None] | None = None
        """How many endings a game can still come to, where that is proved."""
        self.remedy: Callable[[State, str], str | None] | None = None
        """How a choice that is not on offer can come to be, where that is known."""
        self.steps: list[Step] = [Step(None, start(program, seed))]
        """From the start, or from where a save was taken up, to now."""
        self.undone: list[Step] = []
        """Steps that can be made again, the next one last."""
        self._pages = NoteHistory()
        self._frame: Frame | None = None
        self._opening: Page | None = None

    @property
    def state(self) -> State:
        """The game as it stands."""
        return self.steps[-1].state

    @property
    def frame(self) -> Frame:
        """What the player sees now."""
        if self._frame is None:
            self._frame = self._drawn()
        return self._frame

    def do(self, command: Command | Mapping[str, object]) -> Frame:
        """Carries out a command, given as a record or as its JSON object.

        A command that cannot be carried out changes nothing; the frame's notice then says why.
        """
        try:
            notice = self._carry_out(decode_command(command))
        except SamarraError as refusal:
            notice = str(refusal)
        return replace(self.frame, notice=notice)

    def resume(self, steps: list[Step], noted: frozenset[str] = frozenset(), page: Page | None = None) -> None:
        """Stands where a save stands: its last step is the game as it is now.

        `noted` had appeared at the first of the steps, and `page` is what that one shows if it is no start of a story.
        """
        self.steps, self.undone, self._frame, self._opening = steps, [], None, page
        self._pages = NoteHistory(noted, [()])

    @property
    def noted(self) -> frozenset[str]:
        """The ids of the journal's pages that have appeared."""
        return self.pages.now

    @property
    def pages(self) -> NoteHistory:
        """The journal's pages, with the step each appeared at."""
        self._pages.look(self.program, self.steps)
        return self._pages

    def _carry_out(self, command: Command) -> str | None:
        match command:
            case Choose(choice):
                return self._step(PickedChoice(self._address(choice)))
            case Answer(text):
                return self._step(TypedAnswer(text))
            case Undo(turns):
                return self._undo(turns)
            case Redo(turns):
                return self._redo(turns)
            case Save(slot):
                return self._keeper().save(self, slot)
            case Load(slot):
                return self._keeper().load(self, slot)
            case Why(choice):
                return self._why(choice)
            case ReadNote(note):
                return self._note(note)
            case Quit():
                pass
            case unknown:
                assert_never(unknown)
        return None

    def _why(self, choice: str) -> str:
        from engine.runtime.explain import explain_choice

        told = explain_choice(self.program, self.state, choice)
        remedy = self.remedy(self.state, choice) if self.remedy else None
        return f"{told}; {remedy}" if remedy else told

    def _step(self, move: Move) -> str | None:
        self.steps.append(Step(move, play_move(self.program, self.state, move)))
        self.undone.clear()
        return self._moved()

    def _moved(self) -> str | None:
        self._frame = None
        self._pages.forget(len(self.steps))
        return self.keeper.moved(self) if self.keeper else None

    def _undo(self, turns: int) -> str | None:
        if not 1 <= turns < len(self.steps):
            raise NotOnOffer("there is nothing to undo" if turns == 1 else f"there are not {turns} turns to undo")
        for _ in range(turns):
            self.undone.append(self.steps.pop())
        return self._moved()

    def _redo(self, turns: int) -> str | None:
        if not 1 <= turns <= len(self.undone):
            raise NotOnOffer("there is nothing to redo" if turns == 1 else f"there are not {turns} turns to redo")
        for _ in range(turns):
            self.steps.append(self.undone.pop())
        return self._moved()

    def _keeper(self) -> Keeper:
        if self.keeper is None:
            raise NotOnOffer("this game is played without saves")
        return self.keeper

    def _address(self, choice: str | int) -> str:
        offered = [self.program.choices[option.choice] for option in self._open()]
        if isinstance(choice, int):
            if not 1 <= choice <= len(offered):
                raise NotOnOffer(f"there is no choice {choice}; {_count(len(offered))} on offer")
            return offered[choice - 1].address
        for one in offered:
            if choice in (one.id, one.address):
                return one.address
        raise NotOnOffer(f"`{choice}` is not on offer")

    def _open(self) -> list[Option]:
        return [option for option in options_of(self.program, self.state) if option.is_open]

    def _note(self, id: str) -> str:
        for note in self.program.notes:
            if note.id == id and id in self.noted:
                return f"{note.title}\n\n{note_text(self.program, self.state, note)}"
        raise NotOnOffer(f"the journal has no page `{id}`")

    def _drawn(self) -> Frame:
        before = self.steps[-2].state if len(self.steps) > 1 else None
        page = self._opening if before is None and self._opening else reprint_page(self.program, before, self.steps[-1])
        if before is None and self.steps[-1].move is not None:
            before = self.state
        drawn = frame_of(self.program, before, self.state, page, order_notes(self.program, self.noted))
        return replace(drawn, endings_open=self.outlook(self.state) if self.outlook else None)


def _count(choices: int) -> str:
    return "nothing is" if choices == 0 else "one is" if choices == 1 else f"{choices} are"
