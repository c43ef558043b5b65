"""Turns a game at rest into a frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.program.model import End, Program, Scene
from engine.program.prose import Prose, TextValue
from engine.program.stack_frame import is_call, return_address
from engine.program.tables import Status
from engine.runtime.closures import Machine
from engine.runtime.frame import Frame, FrameChoice, FrameEnding, FrameEpigraph, FrameQuestion, FrameStatus
from engine.runtime.offers import Option
from engine.runtime.prose_printer import one_line, paragraphs
from engine.runtime.run import Page, Run, resume_run
from engine.runtime.state import State
from engine.runtime.turn import ask_of, machine_of, options_of


def frame_of(program: Program, before: State | None, state: State, page: Page, notes: Iterable[str]) -> Frame:
    """Return what a player sees: the place, the prose on the page, the status line, and what can be done.

    `before` is the game before the step that printed the page, or None at the start.
    """
    machine, run = machine_of(program), resume_run(state, None)
    here, text = host_scene(machine, state), paragraphs(page.chunks)
    ending = program.code[state.point]
    question = ask_of(program, state)
    return Frame(
        turn=state.cells[0],
        scene=here.id,
        act=program.acts[here.act].title if here.act >= 0 else None,
        title=here.title or None,
        place=here.place or None,
        when=here.date or None,
        mark=here.mark or None,
        epigraph=tuple(_epigraphs(machine, before, page, run)),
        text=text,
        status=tuple(_status(status, machine, run) for status in program.status),
        choices=tuple(frame_choice(machine, option, run) for option in options_of(program, state)),
        ask=FrameQuestion(one_line(machine.printer(question.prompt)(run)), question.limit) if question else None,
        notes=tuple(notes),
        ending=FrameEnding(here.id, here.ending) if isinstance(ending, End) else None,
        endings_open=None,
        notice=None,
        heading_at=_heading_at(page, text, _printed_before_arrival(machine, before, here, page)),
    )


def host_scene(machine: Machine, state: State) -> Scene:
    """Return the scene a game is in; in a borrowed choice without a title, the scene whose list offered it."""
    scene = machine.scene_at(state.point)
    for frame in reversed(state.stack):
        if scene.title or is_call(frame):
            break
        scene = machine.scene_at(return_address(frame))
    return scene


def _heading_at(page: Page, text: Sequence[str], arrived: int) -> int:
    """Return the index of the paragraph where the scene begins; one joined to earlier text belongs to the scene."""
    return len(text) - len(paragraphs(page.chunks[arrived:])) if arrived else 0


def _printed_before_arrival(machine: Machine, before: State | None, here: Scene, page: Page) -> int:
    """Return how many texts were printed before the game arrived where it is now."""
    entries = [arrival.at for arrival in page.entries if arrival.scene == here.id]
    if entries:
        return entries[-1]
    if before is not None and host_scene(machine, before).id == here.id:
        return 0
    return next((arrival.at for arrival in page.returns if arrival.scene == here.id), 0)


def frame_choice(machine: Machine, option: Option, run: Run) -> FrameChoice:
    """Return a choice with its label, and its reason if it is locked."""
    choice = machine.program.choices[option.choice]
    locked = None if option.is_open else line_of(machine, choice.locked, run)
    return FrameChoice(choice.id, line_of(machine, choice.label, run), locked)


def line_of(machine: Machine, prose: Prose, run: Run) -> str:
    """Return prose as one line."""
    return one_line(machine.printer(prose)(run)) if prose else ""


def _status(status: Status, machine: Machine, run: Run) -> FrameStatus:
    value = line_of(machine, status.value, run)
    piece = status.value[0]
    is_number = not isinstance(piece, TextValue) and not getattr(piece, "words", ())
    return FrameStatus(status.label, int(value) if is_number else value, status.form, status.high or None)


def _epigraphs(machine: Machine, before: State | None, page: Page, run: Run) -> Iterable[FrameEpigraph]:
    program = machine.program
    ids = list(program.opening) if before is None else []
    act = -1 if before is None else host_scene(machine, before).act
    for arrival in page.entries:
        scene = program.scenes[machine.scenes[arrival.scene]]
        if scene.act not in (act, -1):
            act = scene.act
            ids.append(program.acts[act].epigraph)
        ids.append(scene.epigraph)
    epigraphs = {epigraph.id: epigraph for epigraph in program.epigraphs} if any(ids) else {}
    for id in dict.fromkeys(filter(None, ids)):
        text = "\n\n".join(paragraphs([machine.printer(epigraphs[id].text)(run)]))
        yield FrameEpigraph(id, text, epigraphs[id].source)
