"""The error of a text that is no expression, and the diagnostics that parsing and lowering share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.errors import SamarraError
from engine.language import ID

TRUTHS_ELSEWHERE = {"yes": "true", "no": "false", "on": "true", "off": "false"}
"""What other languages call the two truths."""
_SEPARATOR = re.compile(r"[,|/]")
_MEMBER = re.compile(ID).fullmatch

expression_too_large = partial(Diagnostic, "expression-too-large", help="give a part of it a name under `derived`")
misplaced_random = partial(Diagnostic, "misplaced-random")
unknown_member = partial(Diagnostic, "unknown-member")


class ExpressionError(SamarraError):
    """The first mistake in the text of an expression, a statement or a declaration."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def random_inside(span: Span) -> Diagnostic:
    """Refuse a `random( )` that is only a part of an expression."""
    help_ = "draw into a variable first, as in `set: dice = random(1, 6)`, and read that"
    return misplaced_random("`random` can only be all that a statement puts in a variable", span, help_)


def not_a_member(span: Span, name: str, members: tuple[str, ...], guesses: Iterable[str]) -> Diagnostic:
    """Refuse a member; `guesses` are those among which the intended one is looked for."""
    help_ = did_you_mean(name, guesses) or list_members(members)
    return unknown_member(f"{quoted(name)} is not among the members", span, help_)


def list_members(members: tuple[str, ...]) -> str:
    """Return the help that names some members of a kind."""
    names = ", ".join(quoted(member, 30) for member in members[:6])
    return f"there are {names}{', …' if len(members) > 6 else ''}"


def not_a_declaration(span: Span, text: str) -> Diagnostic:
    """Refuse a text; the items of a list are given with commas between them."""
    forms = "write a range like `0..6 = 0`, `true`, `false`, `one of here, blind`, `any of lapin, gobi` or `text`"
    lower_case = text.lower()
    truth = TRUTHS_ELSEWHERE.get(lower_case, lower_case if lower_case in {"true", "false"} else None)
    message = f"{quoted(text)} declares nothing" if text else "a declaration is missing here"
    members = [member.strip() for member in _SEPARATOR.split(text)]
    meant = truth or (f"one of {', '.join(members)}" if len(members) > 1 and all(map(_MEMBER, members)) else None)
    return Diagnostic("not-a-declaration", message, span, f"write {quoted(meant)}" if meant else forms)
