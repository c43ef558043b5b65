"""A game at rest as a frame."""

from __future__ import annotations

from collections.abc import Iterable

from engine.program.model import End, Program, Scene, Status
from engine.program.prose import Prose, TextValue
from engine.runtime.frame import AskShown, ChoiceShown, EndingShown, EpigraphShown, Frame, StatusShown
from engine.runtime.link import Machine
from engine.runtime.offers import Option
from engine.runtime.run import Page, Run, resumed
from engine.runtime.state import State
from engine.runtime.turn import ask_of, machine_of, options_of
from engine.runtime.words import one_line, paragraphs

NOBODY = -1


def frame_of(program: Program, before: State | None, state: State, page: Page, notes: Iterable[str]) -> Frame:
    """What a player sees: the place, the prose on the page, the status line, and what can be done.

    `before` is the game before the step that printed the page, or None at the start.
    """
    machine, run = machine_of(program), resumed(state, None)
    here = host_scene(machine, state)
    ending = program.code[state.point]
    asked = ask_of(program, state)
    return Frame(
        turn=state.cells[0],
        scene=here.id,
        act=program.acts[here.act].title if here.act >= 0 else None,
        title=here.title or None,
        place=here.place or None,
        when=here.date or None,
        mark=here.mark or None,
        epigraph=tuple(_epigraphs(machine, before, here, page)),
        text=paragraphs(page.chunks),
        status=tuple(_status(status, machine, run) for status in program.status),
        choices=tuple(choice_shown(machine, option, run) for option in options_of(program, state)),
        ask=AskShown(one_line(machine.printer(asked.prompt)(run)), asked.limit) if asked else None,
        notes=tuple(notes),
        ending=EndingShown(here.id, here.ending) if isinstance(ending, End) else None,
        endings_open=None,
        notice=None,
    )


def host_scene(machine: Machine, state: State) -> Scene:
    """The scene a game is in; a storylet's is the one whose list drew it."""
    scene = machine.scene_at(state.point)
    for frame in reversed(state.stack):
        if not scene.is_storylet or scene.title:
            break
        scene = machine.scene_at(frame >> 1)
    return scene


def choice_shown(machine: Machine, option: Option, run: Run) -> ChoiceShown:
    """A choice with its label, and its reason if it is locked."""
    choice = machine.program.choices[option.choice]
    locked = None if option.is_open else line_of(machine, choice.locked, run)
    return ChoiceShown(choice.id, line_of(machine, choice.label, run), locked)


def line_of(machine: Machine, prose: Prose, run: Run) -> str:
    """Prose on one line."""
    return one_line(machine.printer(prose)(run)) if prose else ""


def _status(status: Status, machine: Machine, run: Run) -> StatusShown:
    value = line_of(machine, status.value, run)
    shown = status.value[0]
    is_number = not isinstance(shown, TextValue) and not getattr(shown, "words", ())
    return StatusShown(status.label, int(value) if is_number else value, status.form, status.high or None)


def _epigraphs(machine: Machine, before: State | None, here: Scene, page: Page) -> Iterable[EpigraphShown]:
    program = machine.program
    wanted = list(program.opening) if before is None else []
    act = -1 if before is None else host_scene(machine, before).act
    for entered in page.entered:
        scene = program.scenes[machine.scenes[entered]]
        if scene.act not in (act, -1):
            act = scene.act
            wanted.append(program.acts[act].epigraph)
        wanted.append(scene.epigraph)
    shown = {epigraph.id: epigraph for epigraph in program.epigraphs} if any(wanted) else {}
    for id in dict.fromkeys(filter(None, wanted)):
        run = Run([cell.start for cell in program.cells], [text.start for text in program.texts], [], 0, 0, False, None)
        text = "\n\n".join(paragraphs([machine.printer(shown[id].text)(run)]))
        yield EpigraphShown(id, text, shown[id].source)
