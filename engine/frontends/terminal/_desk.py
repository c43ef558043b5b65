"""The player's seat at a terminal: pages go into the scrollback, answers come from the board below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style
from rich.console import Console
from rich.text import Text

from engine.frontends._emphasis import plain_words
from engine.frontends._front_end import Cover
from engine.frontends._lines import breaks, columns
from engine.frontends._page import Page
from engine.frontends._safe import safe_words
from engine.frontends._words import Again, Notes, Puzzled, Said, number_said, understand, word_said
from engine.frontends.terminal._board import Above, Board, Entry, board_layout, quick_exit
from engine.frontends.terminal._keys import KEYS, board_keys
from engine.frontends.terminal._measure import Measure, Signs, measure, signs
from engine.frontends.terminal._menu import Item, Menu, choice_menu
from engine.frontends.terminal._prose import ACCENT, note_lines, page_lines, word_lines
from engine.frontends.terminal._status_lines import Line, status_lines
from engine.runtime.commands import Choose, ReadNote
from engine.runtime.frame import Frame

_STYLE = Style.from_dict(
    {"accent": f"ansi{ACCENT}", "quiet": "italic", "pointed": "bold", "locked": "italic ansibrightblack"}
)
_LINE_LIMIT = 200
_ESCAPE_SECONDS = 0.05
"""How long an Escape may still be the start of another key."""


@dataclass(frozen=True, slots=True)
class TerminalDesk:
    keyboard: Input
    screen: Output
    output: TextIO
    has_colour: bool
    cover: Cover

    def show(self, page: Page) -> None:
        self._print(page_lines(page, self._measure(), self._signs()))

    def offer(self, frame: Frame) -> None:
        """Nothing yet: the board offers while it listens."""

    def remark(self, page: Page) -> None:
        self._print(note_lines(page, self._measure(), self._signs()))

    def explain(self, words: tuple[tuple[str, str], ...]) -> None:
        told = [*KEYS, *((f"/{word}", meaning) for word, meaning in words if word != "again")]
        self._print(word_lines(told, self._measure()))

    def hear(self, frame: Frame) -> Said | None:
        while True:
            said = self._answer(frame) if frame.ask else self._choice(frame)
            if said != Notes() or not frame.notes:
                return said
            page = self._ask_board(
                self._notes_menu(frame), lambda width: [[("bold", "The journal")]], "Enter goes back"
            )
            if page is not None and page.item is not None:
                return ReadNote(page.item.id)

    def _choice(self, frame: Frame) -> Said | None:
        menu = choice_menu(frame)
        entry = self._ask_board(menu, lambda width: status_lines(frame, width, self._signs()), _hint(frame))
        said = None if entry is None else _meant(entry, frame, self.cover)
        if isinstance(said, Choose):
            picked = next((item for item in menu.items if item.id == said.choice), None)
            self._print(self._echo(picked.label) if picked else [])
        return said

    def _answer(self, frame: Frame) -> Said | None:
        assert frame.ask is not None
        prompt, limit = plain_words(frame.ask.prompt), frame.ask.limit

        def above(width: int) -> list[Line]:
            return [[("bold", prompt[start:end])] for start, end in breaks(prompt, width)] if prompt else []

        entry = self._ask_board(Menu(()), above, f"up to {limit} characters", limit)
        if entry is None:
            return None
        if not entry.typed.startswith("/"):
            self._print(self._echo(entry.typed))
        return understand(entry.typed, frame, dict(self.cover.notes))

    def _ask_board(self, menu: Menu, above: Above, hint: str, limit: int | None = None) -> Entry | None:
        """What the player enters on a board; None at the end of input. With a limit it is a text they are asked for."""
        board = Board(menu, above, hint, limit or _LINE_LIMIT, self._signs(), limit is None, self._size)
        application: Application[Entry | None] = Application(
            layout=board_layout(board),
            key_bindings=board_keys(board, limit is not None),
            style=_STYLE,
            color_depth=ColorDepth.DEPTH_4_BIT if self.has_colour else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            input=self.keyboard,
            output=self.screen,
        )
        application.ttimeoutlen = application.timeoutlen = _ESCAPE_SECONDS
        quick_exit(board, application)
        try:
            return application.run(handle_sigint=False, set_exception_handler=False)
        except EOFError:
            return None

    def _notes_menu(self, frame: Frame) -> Menu:
        titles = ((note, safe_words(self.cover.notes.get(note, note))) for note in frame.notes)
        return Menu(tuple(Item(note, title, number) for number, (note, title) in enumerate(titles, 1)))

    def _echo(self, words: str) -> list[Text]:
        """What was picked or typed, once, where it stays in the scrollback."""
        inner = self._measure()
        lead = f"{self._signs().pointer} "
        lines = breaks(words, inner.width - 2)
        texts = [Text(inner.indent + (lead if not at else "  "), style=ACCENT) for at in range(len(lines))]
        styled = [Text(words[start:end], style="italic") for start, end in lines]
        return [*(text + words for text, words in zip(texts, styled, strict=True)), Text("")]

    def _print(self, lines: list[Text]) -> None:
        console = Console(
            file=self.output,
            force_terminal=True,
            color_system="standard",
            no_color=not self.has_colour,
            width=max(columns(self.output), 2),
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        for line in lines:
            console.print(line, soft_wrap=True)
        self.output.flush()

    def _size(self) -> tuple[int, int]:
        size = self.screen.get_size()
        return size.columns, size.rows

    def _measure(self) -> Measure:
        return measure(self._size()[0])

    def _signs(self) -> Signs:
        return signs(self.output.encoding or "ascii")


def seated(source: TextIO, output: TextIO, environment: Mapping[str, str], cover: Cover) -> TerminalDesk:
    """A desk at the terminal behind two streams; the cursor is never asked for, since not every terminal answers."""
    screen = create_output(output)
    if isinstance(screen, Vt100_Output):
        screen.enable_cpr = False
    return TerminalDesk(create_input(source), screen, output, not environment.get("NO_COLOR"), cover)


def _hint(frame: Frame) -> str:
    if frame.choices:
        return "? for help"
    return (
        "the story ends here; Ctrl-Z goes back, Ctrl-D leaves"
        if frame.ending
        else "nothing is on offer; Ctrl-Z goes back"
    )


def _meant(entry: Entry, frame: Frame, cover: Cover) -> Said:
    """A number or a word of ours first, then the choice pointed at, then whatever the typing may mean."""
    titles = dict(cover.notes)
    typed = entry.typed.strip()
    known = number_said(typed, frame) or word_said(typed.removeprefix("/"), frame, titles) if typed else None
    if known is not None and not (isinstance(known, Puzzled) and entry.item):
        return known
    if entry.item is not None and not typed.startswith("/"):
        return Choose(entry.item.id)
    return understand(typed, frame, titles) if typed else Again()
