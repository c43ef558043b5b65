"""A game that follows a script of frames, remembering what it was told to do."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.frontends.support.front_end import Streams
from engine.presentation.pages import StoryInfo
from engine.runtime.commands import Answer, Choose, Command
from engine.runtime.frame import Frame, FrameChoice, FrameEnding, FrameEpigraph, FrameQuestion, FrameStatus

GATE = Frame(
    turn=0,
    scene="gate",
    act="The Strip",
    title="White night",
    place="The gate",
    when="12 June 1938, 23:11",
    mark="record",
    epigraph=(FrameEpigraph("ecclesiastes", "A living dog is better\nthan a *dead* lion.", "Ecclesiastes 9.4"),),
    text=("It is *very* late, and **nobody** sleeps.", "> Halt.\n> Who goes there?", "---", "You wait."),
    status=(FrameStatus("Suspicion", 3, "bar", 10), FrameStatus("Family", "told", "words", None)),
    choices=(
        FrameChoice("leave-the-cap", "Leave the *cap*", None),
        FrameChoice("show-the-pass", "Show the pass", "You left it on the desk."),
        FrameChoice("wait-you-say", "“Wait,” you say", None),
    ),
    ask=None,
    notes=("strelkov",),
    ending=None,
    endings_open=9,
    notice=None,
)
NAMING = replace(GATE, turn=1, epigraph=(), text=("A voice.",), choices=(), ask=FrameQuestion("Your name?", 8))
YARD = replace(
    GATE, turn=1, scene="yard", title="The yard", epigraph=(), text=("Cold.",), choices=(), ask=None,
    ending=FrameEnding("yard", "The yard"),
)  # fmt: skip
COVER = StoryInfo("A Living Dog", "Somebody", "Contains winter.", frozenset({"ecclesiastes"}), {"strelkov": "Strelkov"})


@dataclass
class StagedGame:
    """Choosing goes to the next frame, answering too; everything else is refused with a notice."""

    frames: list[Frame]
    at: int = 0
    done: list[Command] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        return self.frames[self.at]

    def do(self, command: Command, /) -> Frame:
        self.done.append(command)
        if isinstance(command, Choose | Answer) and self.at + 1 < len(self.frames):
            self.at += 1
            return self.frame
        return replace(self.frame, notice="that cannot be done")


def surroundings(
    typed: bytes, encoding: str = "utf-8", environment: Mapping[str, str] | None = None, cover: StoryInfo = COVER
) -> Streams:
    """Streams with something typed, and nothing around them."""
    source = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8", errors="replace")
    output = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    return Streams(source, output, environment or {}, cover)


def written(around: Streams) -> bytes:
    around.output.flush()
    buffer = around.output.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()
