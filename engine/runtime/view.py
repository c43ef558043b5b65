"""Turns a game at rest into a frame, whose fields are computed when they are first read."""

from __future__ import annotations

from functools import partial

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
    return Frame.compute_later(
        partial(getattr, _View(machine_of(program), before, state, page, notes, endings_open, options))
    )


@dataclass(slots=True)
class _View:
    """What a frame is computed from; each of its properties is the field of that name."""

    machine: Machine
    before: State | None
    state: State
    page: Page
    notes: tuple[str, ...]
    endings_open: int | None
    options: tuple[Option, ...]
    notice: None = None

    @property
    def here(self) -> Scene:
        return host_scene(self.machine, self.state)

    @property
    def turn(self) -> int:
        return self.state.cells[0]

    @property
    def scene(self) -> str:
        return self.here.id

    @property
    def act(self) -> str | None:
        act = self.here.act
        return self.machine.program.acts[act].title if act >= 0 else None

    @property
    def title(self) -> str | None:
        return self.here.title or None

    @property
    def place(self) -> str | None:
        return self.here.place or None

    @property
    def when(self) -> str | None:
        return self.here.date or None

    @property
    def mark(self) -> str | None:
        return self.here.mark or None

    @property
    def epigraph(self) -> tuple[FrameEpigraph, ...]:
        return self._print_epigraphs(resume_run(self.state, None))

    @property
    def text(self) -> tuple[str, ...]:
        return paragraphs(self.page.chunks)

    @property
    def status(self) -> tuple[FrameStatus, ...]:
        run = resume_run(self.state, None)
        return tuple(_status(status, self.machine, run) for status in self.machine.program.status)

    @property
    def choices(self) -> tuple[FrameChoice, ...]:
        return tuple([frame_choice(self.machine, option, self.state) for option in self.options])

    @property
    def ask(self) -> FrameQuestion | None:
        question, run = ask_of(self.machine.program, self.state), resume_run(self.state, None)
        if question is None:
            return None
        self._print_epigraphs(run)  # what they draw comes before what the prompt draws
        return FrameQuestion(one_line(self.machine.printer(question.prompt)(run)), question.limit)

    @property
    def ending(self) -> FrameEnding | None:
        is_over = isinstance(self.machine.program.code[self.state.point], End)
        return FrameEnding(self.here.id, self.here.ending) if is_over else None

    @property
    def heading_at(self) -> int:
        """Return the index of the paragraph where the scene begins; one joined to earlier text belongs to the scene."""
        arrived = self._printed_before_arrival()
        return len(self.text) - len(paragraphs(self.page.chunks[arrived:])) if arrived else 0

    def _printed_before_arrival(self) -> int:
        """Return how many texts were printed before the game arrived where it is now."""
        here, before = self.here.id, self.before
        entries = [at for scene, at in self.page.entries if scene == here]
        if entries:
            return entries[-1]
        if before is not None and host_scene(self.machine, before).id == here:
            return 0
        return next((at for scene, at in self.page.returns if scene == here), 0)

    def _print_epigraphs(self, run: Run) -> tuple[FrameEpigraph, ...]:
        program, before = self.machine.program, self.before
        ids = list(program.opening) if before is None else []
        act = -1 if before is None else host_scene(self.machine, before).act
        for name, _ in self.page.entries:
            scene = program.scenes[self.machine.scenes[name]]
            if scene.act not in (act, -1):
                act = scene.act
                ids.append(program.acts[act].epigraph)
            ids.append(scene.epigraph)
        epigraphs = {epigraph.id: epigraph for epigraph in program.epigraphs} if any(ids) else {}
        return tuple(
            FrameEpigraph(
                id, "\n\n".join(paragraphs([self.machine.printer(epigraphs[id].text)(run)])), epigraphs[id].source
            )
            for id in dict.fromkeys(filter(None, ids))
        )


def host_scene(machine: Machine, state: State) -> Scene:
    """Return the scene a game is in; in a borrowed choice without a title, the scene whose list offered it."""
    scene = machine.scene_at(state.point)
    for frame in reversed(state.stack):
        if scene.title or is_call(frame):
            break
        scene = machine.scene_at(return_address(frame))
    return scene


def frame_choice(machine: Machine, option: Option, state: State) -> FrameChoice:
    """Return a choice with its label, and its reason if it is locked; those of fixed words are made once."""
    displayed = machine.fixed_choices.get(option)
    if displayed is None:
        choice, run = machine.program.choices[option.choice], resume_run(state, None)
        locked = None if option.is_open else line_of(machine, choice.locked, run)
        displayed = FrameChoice(choice.id, line_of(machine, choice.label, run), locked)
        if all(isinstance(piece, Words) for piece in (*choice.label, *choice.locked)):
            machine.fixed_choices[option] = displayed
    return displayed


def line_of(machine: Machine, prose: Prose, run: Run) -> str:
    """Return prose as one line."""
    return one_line(machine.printer(prose)(run)) if prose else ""


def _status(status: Status, machine: Machine, run: Run) -> FrameStatus:
    value = line_of(machine, status.value, run)
    piece = status.value[0]
    is_number = not isinstance(piece, TextValue) and not getattr(piece, "words", ())
    return FrameStatus(status.label, int(value) if is_number else value, status.form, status.high or None)
