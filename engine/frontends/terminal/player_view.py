"""The view of a player at a terminal: pages go into the scrollback, answers come from the panel below them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from prompt_toolkit.input import create_input
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.text import Text

from engine.diagnostics.show import safe_words
from engine.frontends.support.player_input import Listing, NotUnderstood, ParsedInput, parse_input, parse_word
from engine.frontends.terminal.input_panel import Above, InputPanel, LineEntry, panel_height
from engine.frontends.terminal.key_bindings import KEYS
from engine.frontends.terminal.menu import Menu, MenuItem, StyledLine, choice_menu, status_lines
from engine.frontends.terminal.screen import Screen, rewraps_lines
from engine.frontends.terminal.typesetting import ACCENT, NEW_SCREENFUL, typeset_help, typeset_notice, typeset_page
from engine.presentation.blocks import TitlePage
from engine.presentation.emphasis import without_emphasis
from engine.presentation.pages import PageBlocks, StoryInfo
from engine.presentation.wrapping import break_points
from engine.records import dataclass
from engine.runtime.commands import Choose, ReadNote
from engine.runtime.frame import Frame

_LINE_LIMIT = 200
_NOTES_HINT = "Escape goes back, Enter opens it"


@dataclass(slots=True)
class TerminalView:
    screen: Screen
    story: StoryInfo
    draft: str = ""
    """The text on the line when the player is next asked."""

    def show_page(self, page: PageBlocks) -> None:
        self.draft = ""
        self.screen.discard_rest()
        self.screen.add(typeset_page(page, self.screen.measure, self.screen.signs))
        if any(isinstance(part, TitlePage) for part in page):
            self.screen.add([NEW_SCREENFUL])

    def show_choices(self, frame: Frame) -> None:
        """Do nothing: the panel shows the choices while it waits."""

    def show_notice(self, page: PageBlocks) -> None:
        self.screen.add(typeset_notice(page, self.screen.measure, self.screen.signs))

    def show_help(self, words: tuple[tuple[str, str], ...]) -> None:
        words_and_keys = [*KEYS, *((f"/{word}", meaning) for word, meaning in words if word != "again")]
        self.screen.add(typeset_help(words_and_keys, self.screen.measure))

    def read(self, frame: Frame) -> ParsedInput | None:
        request = self._ask_for_answer(frame) if frame.ask else self._ask_for_choice(frame)
        return self._ask_for_note(frame) if request is Listing.NOTES and frame.notes else request

    def _ask_for_note(self, frame: Frame) -> ParsedInput | None:
        """Show the menu of notes and return the picked note or the request of a key; None if the player leaves."""
        panel = self._panel(self._notes_menu(frame), lambda width: [[("bold", "Notes")]], _NOTES_HINT)
        panel.goes_back = True
        entry = self.screen.ask(panel)
        if entry is None:
            return None
        if entry.item is not None:
            return ReadNote(entry.item.id)
        request = parse_word(entry.text.removeprefix("/"), frame, dict(self.story.notes))
        return Listing.AGAIN if request in (None, Listing.NOTES) else request

    def _ask_for_choice(self, frame: Frame) -> ParsedInput | None:
        """Return what the player enters on the menu of choices; a picked choice stays in the scrollback."""
        menu = choice_menu(frame)
        panel = self._panel(menu, lambda width: status_lines(frame, width, self.screen.signs), _hint(frame))
        entry = self._ask(panel)
        request = None if entry is None else _interpret(entry, frame, self.story)
        if isinstance(request, Choose):
            option = next((option for option in menu.items if option.id == request.choice), None)
            self.screen.print(self._echo_lines(option.label) if option else [])
        return request

    def _ask_for_answer(self, frame: Frame) -> ParsedInput | None:
        """Return the player's answer to the open question, or a command after `/`."""
        assert frame.ask is not None
        prompt, limit = without_emphasis(frame.ask.prompt), frame.ask.limit

        def above(width: int) -> list[StyledLine]:
            return [[("bold", prompt[start:end])] for start, end in break_points(prompt, width)] if prompt else []

        entry = self._ask(self._panel(Menu(()), above, f"up to {limit} characters", limit))
        if entry is None:
            return None
        if not entry.text.startswith("/"):
            self.screen.print(self._echo_lines(entry.text))
        return parse_input(entry.text, frame, dict(self.story.notes))

    def _ask(self, panel: InputPanel) -> LineEntry | None:
        """Print the unread blocks, then return what the player enters on a panel; None if they leave."""
        entry = self.screen.read(panel_height(panel))
        if entry is not None:
            self.draft += entry.draft
        if entry is None or entry.text:
            return entry
        panel.set_draft(self.draft)
        entry = self.screen.ask(panel)
        self.draft = entry.draft if entry else ""
        return entry

    def _panel(self, menu: Menu, above: Above, hint: str, limit: int | None = None) -> InputPanel:
        """Return a panel; with a limit it asks for a text."""
        return InputPanel(menu, above, hint, limit or _LINE_LIMIT, self.screen.signs, limit is None, self.screen.size)

    def _notes_menu(self, frame: Frame) -> Menu:
        titles = ((note, safe_words(self.story.notes.get(note, note))) for note in frame.notes)
        return Menu(tuple(MenuItem(note, title, number) for number, (note, title) in enumerate(titles, 1)))

    def _echo_lines(self, words: str) -> list[Text]:
        """Return a picked label or typed text as the lines that stay in the scrollback."""
        measure = self.screen.measure
        lead = f"{self.screen.signs.pointer} "
        lines = break_points(words, measure.width - 2)
        leads = [measure.indent + ("  " if at else lead) for at in range(len(lines))]
        styled = [(words[start:end], "italic") for start, end in lines]
        return [*(Text.assemble((lead, ACCENT), words) for lead, words in zip(leads, styled, strict=True)), Text("")]


def open_view(source: TextIO, output: TextIO, environment: Mapping[str, str], story: StoryInfo) -> TerminalView:
    """Return a view on the terminal of two streams; it never asks for the cursor: some terminals do not answer."""
    display = create_output(output)
    if isinstance(display, Vt100_Output):
        display.enable_cpr = False
    has_colour = not environment.get("NO_COLOR")
    return TerminalView(Screen(create_input(source), display, output, has_colour, rewraps_lines(environment)), story)


def _hint(frame: Frame) -> str:
    if frame.choices:
        return "? for help"
    if frame.ending:
        return "the story ends here; Ctrl-Z goes back, Ctrl-D leaves"
    return "nothing is on offer; Ctrl-Z goes back"


def _interpret(entry: LineEntry, frame: Frame, story: StoryInfo) -> ParsedInput:
    """Return the request of the text, or the item pointed at if the text has no other meaning."""
    request = parse_input(entry.text, frame, dict(story.notes))
    has_no_meaning = request is Listing.AGAIN or isinstance(request, Choose | NotUnderstood)
    return Choose(entry.item.id) if entry.item and has_no_meaning else request
