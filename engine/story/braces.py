"""Find the inline forms of a text: which stretches are inside which braces, and which bars divide them."""

from __future__ import annotations

import re
from itertools import pairwise

from engine.diagnostics.diagnostic import Diagnostic
from engine.records import dataclass, field
from engine.source.nodes import Scalar
from engine.story.messages.blocks import deep_form, long_form, stray_brace, unclosed_brace

DEEPEST = 16
"""Braces within each other."""
MOST_PARTS = 1_000
"""Alternatives between one pair of braces."""
MOST_STRAYS = 3
"""Stray braces reported in one text; braces side by side are one."""

_SIGN = re.compile(r"\\[{}|]|[{}|]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text[start:end]`, without forms."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """`text[start:end]` from one brace to the other, its inside divided by bars."""

    start: int
    end: int
    parts: tuple[Part, ...]


Part = tuple[Stretch | Form, ...]


@dataclass(slots=True)
class _OpenForm:
    """A form whose closing brace is still ahead; the first is the whole text."""

    start: int
    parts: list[list[Stretch | Form]] = field(default_factory=lambda: [[]])

    def add(self, item: Stretch | Form) -> None:
        if item.end > item.start:
            self.parts[-1].append(item)

    def close(self, end: int) -> Form:
        return Form(self.start, end, tuple(tuple(part) for part in self.parts))


def read_braces(scalar: Scalar, text: str, diagnostics: list[Diagnostic]) -> Part:
    """Divide a text into stretches and forms; unmatched braces are faults.

    `text` is the scalar's, at the same length.
    """
    stack = [_OpenForm(0)]
    start = 0
    strays: list[int] = []
    for sign in _SIGN.finditer(text):
        if not _means_something(sign.group(), stack):
            continue
        if sign.group() == "}" and len(stack) == 1:
            strays.append(sign.start())
            continue
        stack[-1].add(Stretch(start, sign.start()))
        start = sign.end()
        _turn(sign, stack)
        if len(stack[-1].parts) > MOST_PARTS:
            diagnostics.append(long_form(scalar.place(stack[-1].start, sign.end()), MOST_PARTS))
            return ()
        if len(stack) > DEEPEST + 1:
            diagnostics.append(deep_form(scalar.place(sign.start(), sign.end()), DEEPEST))
            return ()
    firsts = [at for before, at in pairwise((-2, *strays)) if at > before + 1]
    diagnostics.extend(stray_brace(scalar.place(at, at + 1)) for at in firsts[:MOST_STRAYS])
    diagnostics.extend(unclosed_brace(scalar.place(form.start, form.start + 1)) for form in stack[1:])
    stack[0].add(Stretch(start, len(text)))
    return tuple(stack[0].parts[0]) if len(stack) == 1 else ()


def _means_something(sign: str, stack: list[_OpenForm]) -> bool:
    """Return whether a sign is neither escaped nor a bar outside braces."""
    return len(sign) == 1 and (sign != "|" or len(stack) > 1)


def _turn(sign: re.Match[str], stack: list[_OpenForm]) -> None:
    """Open, divide or close a form."""
    if sign.group() == "{":
        stack.append(_OpenForm(sign.start()))
    elif sign.group() == "|":
        stack[-1].parts.append([])
    else:
        form = stack.pop().close(sign.end())
        stack[-1].add(form)
