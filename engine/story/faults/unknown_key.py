"""A key the story language does not have.

Each part of a story has its own keys; one that means nothing there would be silently lost. Mend its spelling,
or put it where it belongs.

Fails::

    story: The door
    start: hall
    scenes:
      hall:
        txet: |
          A door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    scenes:
      hall:
        text: |
          A door.
        choices:
          - Open it: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import nearest
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "unknown-key"

_ELSEWHERE = {
    **dict.fromkeys(("goto", "to", "target", "jump", "divert", "next", "scene", "passage"), ("go",)),
    **dict.fromkeys(("options", "menu", "links", "actions"), ("choices",)),
    **dict.fromkeys(("condition", "cond", "requires", "show_if", "only_if", "when", "if"), ("when", "if")),
    **dict.fromkeys(("body", "description", "desc", "prose", "content", "say"), ("text",)),
    **dict.fromkeys(("begin", "first", "entry"), ("start",)),
    **dict.fromkeys(("title", "name"), ("title", "story", "label")),
    **dict.fromkeys(("variables", "state", "flags"), ("vars",)),
    **dict.fromkeys(("effect", "effects", "do", "assign"), ("set",)),
    **dict.fromkeys(("end", "is_ending", "final"), ("ending",)),
}
"""What a key is called in other tools or other places, and what it may be called here."""


def fault(span: Span, key: str, owner: str, known: Iterable[str]) -> Diagnostic:
    """`known` are the keys to offer."""
    names = tuple(known)
    listed = ", ".join(f"`{name}`" for name in names)
    here = meant(key, names)
    offer = f"did you mean `{here}`?" if here else f"it may have {listed}" if listed else ""
    return Diagnostic(CODE, f"{owner} has no key {quoted(key)}", span, offer)


def meant(key: str, known: Sequence[str]) -> str | None:
    """The key an author who wrote this one probably had in mind."""
    elsewhere = (name for name in _ELSEWHERE.get(key.casefold(), ()) if name in known)
    return next(elsewhere, None) or nearest(key, known)
