"""A member is named that the variable does not have.

Beside a variable declared with `one of` or `any of` stand the members of its declaration and no other names.

Fails::

    story: The door
    start: hall
    vars:
      family: one of here, blind
    scenes:
      hall:
        hub:
          - Listen:
              set: family = blind
          - Open it:
              when: family == blnid
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      family: one of here, blind
    scenes:
      hall:
        hub:
          - Listen:
              set: family = blind
          - Open it:
              when: family == blind
              go: yard
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

CODE = "unknown-member"


def fault(span: Span, name: str, members: tuple[str, ...], guesses: Iterable[str]) -> Diagnostic:
    """`guesses` are the members among which to look for the one meant."""
    help_ = did_you_mean(name, guesses) or _offer(members)
    return Diagnostic(CODE, f"{quoted(name)} is not among the members", span, help_)


def not_named(span: Span, members: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(CODE, "`has` must be followed by the name of a member", span, _offer(members))


def _offer(members: tuple[str, ...]) -> str:
    shown = ", ".join(quoted(member, 30) for member in members[:6])
    return f"there are {shown}{', …' if len(members) > 6 else ''}"
