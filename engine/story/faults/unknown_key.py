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

from collections.abc import Iterable

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

CODE = "unknown-key"

_ELSEWHERE = {
    **dict.fromkeys(("goto", "to", "target", "jump", "divert", "next", "scene", "passage"), "go"),
    **dict.fromkeys(("options", "menu", "links", "actions"), "choices"),
    **dict.fromkeys(("condition", "cond", "requires", "show_if", "only_if"), "when"),
    **dict.fromkeys(("body", "description", "desc", "prose", "content", "say"), "text"),
    **dict.fromkeys(("variables", "state", "flags"), "vars"),
    **dict.fromkeys(("effect", "effects", "do", "assign"), "set"),
    **dict.fromkeys(("end", "is_ending", "final"), "ending"),
}
"""What a key is called in other tools, and what it is called here."""


def fault(span: Span, key: str, owner: str, known: Iterable[str]) -> Diagnostic:
    """`known` are the keys to offer."""
    names = tuple(known)
    listed = ", ".join(f"`{name}`" for name in names)
    meant = _ELSEWHERE.get(key.casefold())
    here = f"did you mean `{meant}`?" if meant in names else ""
    offer = did_you_mean(key, names) or here or (f"it may have {listed}" if listed else "")
    return Diagnostic(CODE, f"{owner} has no key {quoted(key)}", span, offer)
