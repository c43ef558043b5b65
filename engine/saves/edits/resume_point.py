"""Finds where a save continues in an edited story: at its own location, or at the last scene before it that is left."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import SaveError
from engine.program.model import Program
from engine.program.stack_frame import StackFrame, call_depth
from engine.records import dataclass
from engine.runtime.closures import EndlessChainError
from engine.runtime.instructions import run_to_rest
from engine.runtime.run import Page, Run
from engine.runtime.state import State
from engine.runtime.turn import machine_of
from engine.saves.edits.migrate_values import (
    MigratedValues,
    is_without_choices,
    migrate_values,
    migrated_state,
    new_frames,
    new_location,
)
from engine.saves.edits.renamed_choices import Renames
from engine.saves.format.cell_names import cell_names
from engine.saves.format.document import SaveDocument


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """The state where a game can continue."""

    state: State
    page: Page | None
    """What was printed on entering a scene again, if that was necessary."""
    messages: tuple[str, ...]
    """What is different, for the player."""
    is_moved: bool
    """It is not the location where the game was saved."""


def resume_point(program: Program, document: SaveDocument, renames: Renames) -> ResumePoint:
    """Return where the game of a save continues in an edited program; raise SaveError if no scene of it is left."""
    values = migrate_values(program, document, renames)
    state = _state_in_place(program, document, values, renames)
    if state is not None:
        return ResumePoint(state, None, values.messages, False)
    for scene, frames, why in _fallback_scenes(program, document, renames):
        page = Page()
        state = _enter_again(program, document, values, scene, frames, page)
        if state is not None and not is_without_choices(program, state):
            return ResumePoint(state, page, (why, *values.messages), True)
    scenes = ", ".join(f"`{scene}`" for scene in dict.fromkeys(reversed(document.trail)))
    raise SaveError(f"the story has changed and no scene is left that this game rested in: {scenes or 'none was kept'}")


def _state_in_place(program: Program, document: SaveDocument, values: MigratedValues, renames: Renames) -> State | None:
    snapshot = document.snapshot
    point = new_location(program, snapshot.location, renames)
    stack = list(new_frames(program, snapshot.stack, renames))
    if point is None or None in stack:
        return None
    state = migrated_state(point, tuple(frame for frame in stack if frame is not None), values, snapshot)
    return None if is_without_choices(program, state) else state


def _fallback_scenes(
    program: Program, document: SaveDocument, renames: Renames
) -> Iterator[tuple[str, tuple[StackFrame, ...], str]]:
    """Yield the scenes that can be entered again, best first, each with its stack frames and a message."""
    scene, frames = _innermost_scene(program, document, renames)
    if _can_start(program, document, scene):
        title = _title(program, scene)
        yield scene, frames, f"the place where this was saved is gone: the game goes on from the start of “{title}”"
    for past_scene in reversed(document.trail):
        if _can_start(program, document, past_scene):
            title = _title(program, past_scene)
            yield (
                past_scene,
                (),
                f"the scene where this was saved is gone: the game goes on from the start of “{title}”",
            )


def _can_start(program: Program, document: SaveDocument, scene: str) -> bool:
    """Return whether a scene exists and was visited as a scene, not only as a storylet or a borrowed list."""
    index = machine_of(program).scenes.get(scene)
    return index is not None and not program.scenes[index].is_storylet and document.snapshot.visits.get(scene, 0) > 0


def _title(program: Program, scene: str) -> str:
    return program.scenes[machine_of(program).scenes[scene]].title or scene


def _innermost_scene(program: Program, document: SaveDocument, renames: Renames) -> tuple[str, tuple[StackFrame, ...]]:
    """Return the scene to enter again and its frames: the innermost call whose outer frames all still exist."""
    snapshot = document.snapshot
    frames: list[StackFrame] = []
    for frame in new_frames(program, snapshot.stack, renames):
        if frame is None:
            break
        frames.append(frame)
    depth = call_depth(frames)
    host = snapshot.stack[depth].scene if depth < len(snapshot.stack) else snapshot.location.scene
    return host, tuple(frames[:depth])


def _enter_again(
    program: Program,
    document: SaveDocument,
    values: MigratedValues,
    scene: str,
    frames: tuple[StackFrame, ...],
    page: Page,
) -> State | None:
    """Return the state after entering a scene again, without counting the visit twice; None if it never rests."""
    machine, cells = machine_of(program), list(values.cells)
    visits = values.visits | {scene: values.visits[scene] - 1}
    if scene in (visit_cells := cell_names(program).visits):
        cells[visit_cells[scene]] -= 1
    seed, draws = document.seed, document.snapshot.draws
    run = Run(-1, frames, cells, values.texts, seed, draws, False, visits, page)
    try:
        run_to_rest(machine, run, machine.start_of(scene))
    except EndlessChainError:
        return None
    return run.at_rest()._replace(rules_pending=False)
