"""A part of a `set` is no statement.

A statement is a variable, one of `=`, `+=`, `-=`, and a value. Statements are parted by `;` or stand on lines
of their own.

Fails::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes *= 2; eyes += 1
          - Open it:
              when: eyes >= 3
              go: yard
      yard:
        ending: Outside
        text: |
          Air.

Passes::

    story: The door
    start: hall
    vars:
      eyes: 0..6 = 0
    scenes:
      hall:
        hub:
          - Listen:
              set: eyes = eyes * 2; eyes += 1
          - Open it:
              when: eyes >= 3
              go: yard
      yard:
        ending: Outside
        text: |
          Air.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted, safe_line
from engine.diagnostics.span import Span

CODE = "not-a-statement"


SHORTHAND = {"*=": "*", "//=": "//", "%=": "%", "/=": "//"}


def fault(span: Span, name: str, written: str) -> Diagnostic:
    if written == "==":
        return Diagnostic(CODE, "`==` compares, and a `set` gives a value", span, f"write `{safe_line(name, 40)} = …`")
    if written in SHORTHAND:
        shown = safe_line(name, 40)
        spelled = f"write `{shown} = {shown} {SHORTHAND[written]} …`"
        return Diagnostic(CODE, f"`{written}` is not one of `=`, `+=`, `-=`", span, spelled)
    found = f"and {quoted(written)} stands there" if written else "and nothing follows"
    return Diagnostic(
        CODE, f"`=`, `+=` or `-=` must follow {quoted(name)}, {found}", span, f"as in `{safe_line(name, 40)} = …`"
    )


def no_name(span: Span, written: str) -> Diagnostic:
    found = quoted(written) if written else "nothing"
    help_ = "write a statement, as in `lamp = true`"
    return Diagnostic(CODE, f"a statement begins with a variable, and {found} stands there", span, help_)


def empty(span: Span) -> Diagnostic:
    help_ = "write a statement, as in `lamp = true`, or leave `set` out"
    return Diagnostic(CODE, "this `set` says nothing", span, help_)
