"""Turns a game at rest into a frame, whose fields are computed when they are first read."""

from __future__ import annotations

from collections.abc import Callable

from engine.program.model import End, Program, Scene
from engine.program.prose import Prose, TextValue
from engine.program.stack_frame import is_call, return_address
from engine.program.tables import Status
from engine.records import dataclass
from engine.runtime.closures import Machine
from engine.runtime.frame import Frame, FrameChoice, FrameEnding, FrameEpigraph, FrameQuestion, FrameStatus
from engine.runtime.offers import Option
from engine.runtime.prose_printer import one_line, paragraphs
from engine.runtime.run import Page, Run, resume_run
from engine.runtime.state import State
from engine.runtime.turn import ask_of, machine_of, options_of
from engine.story.prose import Words


def frame_of(
    program: Program,
    before: State | None,
    state: State,
    page: Page,
    notes: tuple[str, ...],
    endings_open: int | None = None,
    options: tuple[Option, ...] | None = None,
) -> Frame:
    """Return what a player sees: the place, the prose on the page, the status line, and what can be done.

    `before` is the game before the step that printed the page, or None at the start; `options` are those of the state.
    """
    options = options_of(program, state) if options is None else options
    return Frame.compute_from(_FIELDS, _View(machine_of(program), before, state, page, notes, endings_open, options))


@dataclass(slots=True)
class _View:
    """What a frame is computed from."""

    machine: Machine
    before: State | None
    state: State
    page: Page
    notes: tuple[str, ...]
    endings_open: int | None
    options: tuple[Option, ...]

    @property
    def here(self) -> Scene:
        """Return the scene the game is in."""
        return host_scene(self.machine, self.state)


def _act(view: _View) -> str | None:
    act = view.here.act
    return view.machine.program.acts[act].title if act >= 0 else None


def _choices(view: _View) -> tuple[FrameChoice, ...]:
    choice_list = view.machine.list_at(view.state.point)
    if choice_list is None:
        return ()
    fixed = choice_list.fixed
    return tuple([fixed.get(option) or _choice(view, option, fixed) for option in view.options])


def _ask(view: _View) -> FrameQuestion | None:
    question, run = ask_of(view.machine.program, view.state), resume_run(view.state, None)
    if question is None:
        return None
    _epigraphs(view, run)  # what they draw comes before what the prompt draws
    return FrameQuestion(one_line(view.machine.printer(question.prompt)(run)), question.limit)


def _ending(view: _View) -> FrameEnding | None:
    is_over = isinstance(view.machine.program.code[view.state.point], End)
    return FrameEnding(view.here.id, view.here.ending) if is_over else None


def _heading_at(view: _View) -> int:
    """Return the index of the paragraph where the scene begins; one joined to earlier text belongs to the scene."""
    arrived = _printed_before_arrival(view)
    chunks = view.page.chunks
    return len(paragraphs(chunks)) - len(paragraphs(chunks[arrived:])) if arrived else 0


def _printed_before_arrival(view: _View) -> int:
    """Return how many texts were printed before the game arrived where it is now."""
    here, before = view.here.id, view.before
    entries = [at for scene, at in view.page.entries if scene == here]
    if entries:
        return entries[-1]
    if before is not None and host_scene(view.machine, before).id == here:
        return 0
    return next((at for scene, at in view.page.returns if scene == here), 0)


def _epigraphs(view: _View, run: Run) -> tuple[FrameEpigraph, ...]:
    machine, program, before = view.machine, view.machine.program, view.before
    ids = list(program.opening) if before is None else []
    act = -1 if before is None else host_scene(machine, before).act
    for name, _ in view.page.entries:
        scene = program.scenes[machine.scenes[name]]
        if scene.act not in (act, -1):
            act = scene.act
            ids.append(program.acts[act].epigraph)
        ids.append(scene.epigraph)
    by_id = {epigraph.id: epigraph for epigraph in program.epigraphs} if any(ids) else {}
    epigraphs = [by_id[id] for id in dict.fromkeys(filter(None, ids))]
    texts = ["\n\n".join(paragraphs([machine.printer(epigraph.text)(run)])) for epigraph in epigraphs]
    return tuple(FrameEpigraph(e.id, text, e.source) for e, text in zip(epigraphs, texts, strict=True))


def host_scene(machine: Machine, state: State) -> Scene:
    """Return the scene a game is in; in a borrowed choice without a title, the scene whose list offered it."""
    scene = machine.scene_at(state.point)
    for frame in reversed(state.stack):
        if scene.title or is_call(frame):
            break
        scene = machine.scene_at(return_address(frame))
    return scene


def _choice(view: _View, option: Option, fixed: dict[Option, FrameChoice]) -> FrameChoice:
    """Return a choice with its label, and its reason if it is locked; one of fixed words is remembered."""
    choice, run = view.machine.program.choices[option.choice], resume_run(view.state, None)
    locked = None if option.is_open else line_of(view.machine, choice.locked, run)
    displayed = FrameChoice(choice.id, line_of(view.machine, choice.label, run), locked)
    if all(isinstance(piece, Words) for piece in (*choice.label, *choice.locked)):
        fixed[option] = displayed
    return displayed


def line_of(machine: Machine, prose: Prose, run: Run) -> str:
    """Return prose as one line."""
    return one_line(machine.printer(prose)(run)) if prose else ""


def _status(status: Status, machine: Machine, state: State) -> FrameStatus:
    value = line_of(machine, status.value, resume_run(state, None))
    piece = status.value[0]
    is_number = not isinstance(piece, TextValue) and not getattr(piece, "words", ())
    return FrameStatus(status.label, int(value) if is_number else value, status.form, status.high or None)


_FIELDS: dict[str, Callable[[_View], object]] = {
    "turn": lambda view: view.state.cells[0],
    "scene": lambda view: view.here.id,
    "act": _act,
    "title": lambda view: view.here.title or None,
    "place": lambda view: view.here.place or None,
    "when": lambda view: view.here.date or None,
    "mark": lambda view: view.here.mark or None,
    "epigraph": lambda view: _epigraphs(view, resume_run(view.state, None)),
    "text": lambda view: paragraphs(view.page.chunks),
    "status": lambda view: tuple(_status(item, view.machine, view.state) for item in view.machine.program.status),
    "choices": _choices,
    "ask": _ask,
    "ending": _ending,
    "notes": lambda view: view.notes,
    "endings_open": lambda view: view.endings_open,
    "notice": lambda view: None,
    "heading_at": _heading_at,
}
"""How each field of a frame is computed."""
