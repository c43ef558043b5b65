"""Restores a game from a save: step by step in the same story, by names in one that was edited since."""

from __future__ import annotations

from engine.errors import SamarraError, SaveError
from engine.program.model import Program
from engine.records import dataclass, replace
from engine.runtime.journal import Move, Step, TypedAnswer, play_move, reprint_page
from engine.runtime.run import Page
from engine.runtime.state import State
from engine.runtime.turn import start
from engine.saves.edits.renamed_choices import Renames, new_move
from engine.saves.edits.resume_point import ResumePoint, resume_point
from engine.saves.edits.story_changes import ChangeClass, StoryChanges, renames_in, story_changes
from engine.saves.format.document import REPLAYED, SaveDocument
from engine.saves.format.journal import Journal, JournalEntry, journal_of
from engine.saves.format.snapshot import snapshot_of, state_of
from engine.saves.format.state_hash import TrackedSnapshot, state_hash
from engine.saves.recorder import PriorHistory


@dataclass(frozen=True, slots=True)
class RestoredGame:
    """A game that can continue, and what the player should know about it."""

    steps: tuple[Step, ...]
    """The last steps; the very last is the present state of the game."""
    note_ids: frozenset[str]
    """The pages that had appeared at the first of them."""
    page: Page | None
    """What the first of them shows, if it is not the start of the story."""
    history: PriorHistory
    entries: Journal
    """The journal's entries, one for each step after the first."""
    differences: StoryChanges
    messages: tuple[str, ...]
    """What else is different: values that were changed to fit, a place that is gone."""
    is_moved: bool
    """It continues at another place than where it was saved."""

    @property
    def kind(self) -> ChangeClass:
        """Return the class of the change that matters most."""
        return self.differences[-1].kind if self.differences else "same"


def restore(program: Program, document: SaveDocument) -> RestoredGame:
    """Return the game of a save.

    Raises:
        SaveError: it is a save of another story, its parts contradict each other, or no place is left to continue at.
    """
    if document.edition.story != program.id:
        raise SaveError(f"it is a save of another story, “{document.edition.title}”")
    if document.edition.program == program.fingerprint:
        return _replay_last_steps(program, document)
    return _restore_edited(program, document)


def _replay_last_steps(program: Program, document: SaveDocument) -> RestoredGame:
    """Restore a game in the same story by replaying its last steps, each of which must have its recorded hash."""
    anchor = document.anchor
    state = state_of(program, anchor.snapshot)
    if state is None or (anchor.step == 0 and document.origin is None and state != start(program, document.seed)):
        raise SaveError("the moment it starts again from does not exist in this story")
    entries = document.journal[anchor.step :]
    steps = [Step(_move_before(document, anchor.step), state)]
    snapshot = TrackedSnapshot(program, state)
    for number, entry in enumerate(entries, anchor.step + 1):
        steps.append(Step(entry.move, _replay_step(program, snapshot, entry, number)))
    return RestoredGame(
        tuple(steps),
        frozenset(anchor.note_ids),
        None,
        _prior_history(document, document.journal[: anchor.step]),
        entries,
        (),
        (),
        False,
    )


def _replay_step(program: Program, snapshot: TrackedSnapshot, entry: JournalEntry, step: int) -> State:
    try:
        after = play_move(program, snapshot.state, entry.move)
    except SamarraError as refusal:
        raise SaveError(f"step {step} of its journal cannot be taken: {refusal}") from None
    if snapshot.hash_of(after) != entry.hash:
        raise SaveError(f"step {step} of its journal does not come out as it was saved")
    return after


def _restore_edited(program: Program, document: SaveDocument) -> RestoredGame:
    differences = story_changes(document.edition, program)
    renames = renames_in(differences)
    point = resume_point(program, document, renames)
    states = list(_replay_journal(program, document, renames))
    if not point.is_moved and len(states) > len(document.journal) and states[-1] == point.state:
        return _keep_journal(program, document, differences, states, point)
    return _start_journal(program, document, differences, states, point)


def _replay_journal(program: Program, document: SaveDocument, renames: Renames) -> list[State]:
    """Return the states of the journal in the edited story, as far as it can still be played."""
    if document.origin is None:
        state: State | None = start(program, document.seed)
    else:
        state = state_of(program, document.origin)
    states = [] if state is None else [state]
    for entry in document.journal if states else ():
        try:
            states.append(play_move(program, states[-1], new_move(entry.move, renames)))
        except SamarraError:
            break
    return states


def _keep_journal(
    program: Program, document: SaveDocument, differences: StoryChanges, states: list[State], point: ResumePoint
) -> RestoredGame:
    """Restore a game whose journal still leads to its state: keep the journal, with new hashes."""
    renames = renames_in(differences)
    moves = [new_move(entry.move, renames) for entry in document.journal]
    hashes = list(map(TrackedSnapshot(program, states[0]).hash_of, states))
    journal = journal_of(map(JournalEntry, moves, hashes[1:]))
    anchor_step = max(0, len(journal) - REPLAYED)
    updated = replace(document, first=hashes[0], journal=journal)
    last_steps = map(Step, moves[anchor_step:], states[anchor_step + 1 :])
    first = Step(_move_before(updated, anchor_step), states[anchor_step])
    note_ids = frozenset() if anchor_step == 0 and document.origin is None else frozenset(document.note_ids)
    history = _prior_history(updated, journal[:anchor_step])
    return RestoredGame(
        (first, *last_steps), note_ids, None, history, journal[anchor_step:], differences, point.messages, False
    )


def _start_journal(
    program: Program, document: SaveDocument, differences: StoryChanges, states: list[State], point: ResumePoint
) -> RestoredGame:
    """Restore a game whose journal no longer leads to its state: start a new journal there."""
    origin = snapshot_of(program, point.state)
    earlier = document.earlier + document.journal
    last = new_move(earlier[-1].move, renames_in(differences)) if earlier else TypedAnswer("")
    page = point.page
    if page is None and len(states) > 1 and len(states) > len(document.journal):
        page = reprint_page(program, states[-2], Step(last, states[-1]))
    history = replace(
        _prior_history(document, Journal()), first=state_hash(program, point.state), origin=origin, earlier=earlier
    )
    step = Step(last, point.state)
    note_ids = frozenset(document.note_ids)
    return RestoredGame((step,), note_ids, page, history, Journal(), differences, point.messages, point.is_moved)


def _prior_history(document: SaveDocument, journal: Journal) -> PriorHistory:
    return PriorHistory(document.first, journal, document.parent, document.origin, document.earlier, document.trail)


def _move_before(document: SaveDocument, step: int) -> Move | None:
    """Return the move that led to the state before a step; None only at the start of the story."""
    if step:
        return document.journal[step - 1].move
    if document.origin is None:
        return None
    return document.earlier[-1].move if document.earlier else TypedAnswer("")
