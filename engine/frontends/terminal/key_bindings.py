"""Which key does what on the input panel."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from engine.frontends.terminal.input_panel import InputPanel, LineEntry

KeyHandler = Callable[[KeyPressEvent], None]

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

_POINTER_STEPS = {"up": -1, "s-tab": -1, "down": 1, "tab": 1, "pageup": -5, "pagedown": 5}
_COMMAND_WORDS = {"c-z": "/undo", "c-y": "/redo", "c-n": "/notes", "f1": "/help", "f5": "/save", "f9": "/load"}


def panel_keys(panel: InputPanel) -> KeyBindings:
    """Return the key bindings of a panel; `?` opens the help on an empty line, except while a text is asked for."""
    keys = KeyBindings()
    for key, steps in _POINTER_STEPS.items():
        keys.add(key)(_move(panel, steps))
    for key, word in _COMMAND_WORDS.items():
        keys.add(key)(_send_word(panel, word))
    keys.add("?", filter=Condition(lambda: panel.takes_digits and not panel.line.text))(_exit_with(LineEntry("/help")))
    keys.add("c-d")(_exit_with(None))
    keys.add("escape")(lambda event: panel.set_draft(""))
    keys.add("escape", filter=Condition(lambda: panel.goes_back and not panel.line.text))(_exit_with(LineEntry("")))
    for key in ("enter", "c-j"):
        keys.add(key)(lambda event: event.app.exit(result=LineEntry(panel.line.text, panel.menu.pointed_item)))
    keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    return keys


def pager_keys() -> KeyBindings:
    """Return the key bindings of the wait below a screenful: any key ends it; a letter or digit becomes a draft."""
    keys = KeyBindings()
    keys.add("<any>")(
        lambda event: event.app.exit(result=LineEntry("", draft=event.data if event.data.isalnum() else ""))
    )
    for key, word in (*_COMMAND_WORDS.items(), ("?", "/help")):
        keys.add(key)(_exit_with(LineEntry(word)))
    keys.add("c-d")(_exit_with(None))
    keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    return keys


def _move(panel: InputPanel, steps: int) -> KeyHandler:
    """Return a key handler that moves the pointer of the menu."""
    return lambda event: panel.move_pointer(steps)


def _send_word(panel: InputPanel, word: str) -> KeyHandler:
    """Return a key handler that sends a command word and keeps the text of the line as a draft."""
    return lambda event: event.app.exit(result=LineEntry(word, draft=panel.line.text))


def _exit_with(entry: LineEntry | None) -> KeyHandler:
    """Return a key handler that closes the panel and gives an entry as the player's; None leaves the story."""
    return lambda event: event.app.exit(result=entry)
