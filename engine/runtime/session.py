"""One player walking a program: the only thing of a game that changes in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, assert_never

from engine.errors import SamarraError
from engine.program.model import Program
from engine.records import dataclass, replace
from engine.runtime.commands import Answer, Choose, Command, Load, Quit, ReadNote, Redo, Save, Undo, Why, decode_command
from engine.runtime.frame import Frame
from engine.runtime.journal import Move, PickedChoice, Step, TypedAnswer, play_move, reprint_page
from engine.runtime.notes import NoteHistory, note_text, order_notes
from engine.runtime.offers import Option
from engine.runtime.run import Page
from engine.runtime.state import State
from engine.runtime.turn import NotOnOfferError, options_of, start
from engine.runtime.view import frame_of

_NO_SAVES = "this game is played without saves"


@dataclass(frozen=True, slots=True)
class LoadedGame:
    """A game taken from a save, for a session to continue."""

    steps: Sequence[Step]
    """From the first step that can be undone to, up to the game as it is now."""
    note_ids: frozenset[str] = frozenset()
    """The notes that had appeared at the first of the steps."""
    page: Page | None = None
    """What the first of the steps shows, unless it is the start of the story."""
    message: Callable[[Frame], str] = lambda frame: ""
    """What to tell the player, given the frame of the continued game."""


class GameSaves(Protocol):
    """Where a session's saves go; none of these changes the session."""

    def begin(self, session: Session) -> None:
        """Start to record a new game."""

    def save(self, session: Session, slot: str) -> str:
        """Save the game under a name; return what to tell the player."""

    def load(self, program: Program, slot: str) -> LoadedGame:
        """Return the game saved under a name, which is recorded from then on."""

    def record(self, session: Session) -> str | None:
        """Record what has changed since the last call; return what to tell the player, if anything."""


class GameHints(Protocol):
    """What is proved of a story, where a proof is at hand."""

    def endings_open(self, state: State) -> int | None:
        """Return how many endings a game can still reach; None where that is not proved."""

    def unlock_path(self, state: State, choice: str) -> str | None:
        """Say how a choice that is not on offer can come to be; None where that is not known."""


class Session:
    """A game being played: steps taken, steps undone, and the frame a player sees."""

    def __init__(
        self, program: Program, seed: int = 0, saves: GameSaves | None = None, hints: GameHints | None = None
    ) -> None:
        self.program = program
        self._saves, self._hints = saves, hints
        self._page: Page | None = Page()
        """What the newest step printed; None where it must be made again to be read."""
        self.steps: list[Step] = [Step(None, start(program, seed, self._page))]
        """From the start, or from where a save was continued, to now."""
        self.undone: list[Step] = []
        """Steps that can be made again, the next one last."""
        self._note_history = NoteHistory()
        self._frame: Frame | None = None
        self._opening: Page | None = None
        """What the first step of a loaded game shows."""
        self._options: tuple[Option, ...] | None = None
        if saves is not None:
            saves.begin(self)

    @property
    def state(self) -> State:
        """Return the game as it is now."""
        return self.steps[-1].state

    @property
    def frame(self) -> Frame:
        """Return what the player sees now."""
        if self._frame is None:
            self._frame = self._draw()
        return self._frame

    def do(self, command: Command | Mapping[str, object]) -> Frame:
        """Carry out a command, given as a record or as its JSON object.

        A command that cannot be carried out changes nothing; the frame's notice then says why.
        """
        try:
            notice = self._carry_out(decode_command(command))
        except SamarraError as refusal:
            notice = str(refusal)
        return replace(self.frame, notice=notice) if notice is not None else self.frame

    def load(self, slot: str) -> str:
        """Continue the game saved under a name; return what to tell the player.

        Raises:
            SaveError: it cannot be continued; the session is as it was.
        """
        if self._saves is None:
            raise NotOnOfferError(_NO_SAVES)
        return self.resume(self._saves.load(self.program, slot))

    def resume(self, game: LoadedGame) -> str:
        """Continue a loaded game; return what to tell the player."""
        self.steps, self.undone = list(game.steps), []
        self._opening = game.page
        self._show(None)
        self._note_history = NoteHistory(game.note_ids, [()])
        return game.message(self.frame)

    @property
    def note_ids(self) -> frozenset[str]:
        """Return the ids of the notes that have appeared."""
        return self.note_history.now

    @property
    def note_history(self) -> NoteHistory:
        """Return the notes, with the step each appeared at."""
        self._note_history.look(self.program, self.steps)
        return self._note_history

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
                if self._saves is None:
                    raise NotOnOfferError(_NO_SAVES)
                return self._saves.save(self, slot)
            case Load(slot):
                return self.load(slot)
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

        reason = explain_choice(self.program, self.state, choice)
        path = self._hints.unlock_path(self.state, choice) if self._hints else None
        return f"{reason}; {path}" if path else reason

    def _step(self, move: Move) -> str | None:
        page = Page()
        self.steps.append(Step(move, play_move(self.program, self.steps[-1].state, move, page)))
        self.undone.clear()
        return self._record(page)

    def _show(self, page: Page | None) -> None:
        self._page, self._frame, self._options = page, None, None

    def _record(self, page: Page | None = None) -> str | None:
        self._show(page)
        self._note_history.forget(len(self.steps))
        return self._saves.record(self) if self._saves else None

    def _undo(self, turns: int) -> str | None:
        if not 1 <= turns < len(self.steps):
            raise NotOnOfferError("there is nothing to undo" if turns == 1 else f"there are not {turns} turns to undo")
        for _ in range(turns):
            self.undone.append(self.steps.pop())
        return self._record()

    def _redo(self, turns: int) -> str | None:
        if not 1 <= turns <= len(self.undone):
            raise NotOnOfferError("there is nothing to redo" if turns == 1 else f"there are not {turns} turns to redo")
        for _ in range(turns):
            self.steps.append(self.undone.pop())
        return self._record()

    def _address(self, choice: str | int) -> str:
        numbers = [option.choice for option in self._current_options() if option.is_open]
        if isinstance(choice, int):
            if not 1 <= choice <= len(numbers):
                raise NotOnOfferError(f"there is no choice {choice}; {_count(len(numbers))} on offer")
            return self.program.choices[numbers[choice - 1]].address
        for open_choice in map(self.program.choices.__getitem__, numbers):
            if choice in (open_choice.id, open_choice.address):
                return open_choice.address
        raise NotOnOfferError(f"`{choice}` is not on offer")

    def _current_options(self) -> tuple[Option, ...]:
        if self._options is None:
            self._options = options_of(self.program, self.state)
        return self._options

    def _note(self, id: str) -> str:
        for note in self.program.notes:
            if note.id == id and id in self.note_ids:
                return f"{note.title}\n\n{note_text(self.program, self.state, note)}"
        raise NotOnOfferError(f"there is no note `{id}`")

    def _draw(self) -> Frame:
        before = self.steps[-2].state if len(self.steps) > 1 else None
        opening = self._opening if before is None else None
        page = self._page or opening or reprint_page(self.program, before, self.steps[-1])
        if before is None and self.steps[-1].move is not None:
            before = self.state
        notes = order_notes(self.program, self.note_ids) if self.program.notes else ()
        endings_open = self._hints.endings_open(self.state) if self._hints else None
        return frame_of(self.program, before, self.state, page, notes, endings_open, self._current_options())


def _count(choices: int) -> str:
    return "nothing is" if choices == 0 else "one is" if choices == 1 else f"{choices} are"
