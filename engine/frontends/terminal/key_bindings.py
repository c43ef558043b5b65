"""Which key does what on the input panel."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from engine.frontends.terminal.input_panel import InputPanel, LineEntry
from engine.frontends.terminal.menu import move_pointer

KEYS = (
    ("1 2 3 …", "picks a choice by its number"),
    ("arrows, Enter", "points at a choice and picks it"),
    ("letters", "narrow the choices to those that start so; Escape shows them all"),
    ("Ctrl-Z, Ctrl-Y", "goes back one choice; makes it again"),
    ("Ctrl-N", "opens your notes"),
    ("F5, F9", "saves the game as quick; goes back to where that was saved"),
    ("Ctrl-D, Ctrl-C", "leaves the story"),
    ("?", "shows this"),
)
"""Each key and what it does, for the help."""

_MOVES = {"up": -1, "s-tab": -1, "down": 1, "tab": 1, "pageup": -5, "pagedown": 5}
_WORDS = {"c-z": "/undo", "c-y": "/redo", "c-n": "/notes", "f1": "/help", "f5": "/save", "f9": "/load"}


def panel_keys(panel: InputPanel) -> KeyBindings:
    """Return the keys of a panel; while it asks for a text a question mark is only a question mark."""
    keys = KeyBindings()
    for key, steps in _MOVES.items():
        keys.add(key)(_move(panel, steps))
    for key, word in _WORDS.items():
        keys.add(key)(_interrupt(panel, word))
    keys.add("?", filter=Condition(lambda: panel.takes_digits and not panel.line.text))(_leave(LineEntry("/help")))
    keys.add("c-d")(_leave(None))
    keys.add("escape")(_forget(panel))
    keys.add("escape", filter=Condition(lambda: panel.goes_back and not panel.line.text))(_leave(LineEntry("")))
    for key in ("enter", "c-j"):
        keys.add(key)(lambda event: event.app.exit(result=LineEntry(panel.line.text, panel.menu.pointed_item)))
    keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    return keys


def pager_keys() -> KeyBindings:
    """Return the keys that end the wait below a screenful: any other goes on, and a letter or digit is kept."""
    keys = KeyBindings()
    keys.add("<any>")(
        lambda event: event.app.exit(result=LineEntry("", draft=event.data if event.data.isalnum() else ""))
    )
    for key, word in (*_WORDS.items(), ("?", "/help")):
        keys.add(key)(_leave(LineEntry(word)))
    keys.add("c-d")(_leave(None))
    keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    return keys


def _move(panel: InputPanel, steps: int) -> Callable[[KeyPressEvent], None]:
    def move(event: KeyPressEvent) -> None:
        panel.menu = move_pointer(panel.menu, steps)

    return move


def _forget(panel: InputPanel) -> Callable[[KeyPressEvent], None]:
    def forget(event: KeyPressEvent) -> None:
        panel.line.text = ""

    return forget


def _interrupt(panel: InputPanel, word: str) -> Callable[[KeyPressEvent], None]:
    def interrupt(event: KeyPressEvent) -> None:
        event.app.exit(result=LineEntry(word, draft=panel.line.text))

    return interrupt


def _leave(entry: LineEntry | None) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=entry)

    return leave
