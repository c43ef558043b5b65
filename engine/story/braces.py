"""Finds the inline forms of a text: which stretches stand inside which braces, parted by which bars."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.nodes import Scalar
from engine.story.messages.forms import deep_form, stray_brace, unclosed_brace

DEEPEST = 16
"""Braces within each other."""

_SIGN = re.compile(r"\\[{}|]|[{}|]")


@dataclass(frozen=True, slots=True)
class Run:
    """`text[start:end]`, without forms."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """`text[start:end]` from one brace to the other, its inside parted by bars."""

    start: int
    end: int
    parts: tuple[Part, ...]


Part = tuple[Run | Form, ...]


@dataclass(slots=True)
class _Open:
    """A form whose closing brace has not come yet; the first is the whole text."""

    start: int
    parts: list[list[Run | Form]] = field(default_factory=lambda: [[]])

    def add(self, item: Run | Form) -> None:
        if item.end > item.start:
            self.parts[-1].append(item)

    def closed(self, end: int) -> Form:
        return Form(self.start, end, tuple(tuple(part) for part in self.parts))


def read_braces(scalar: Scalar, text: str, found: list[Diagnostic]) -> Part:
    """The text as runs and forms; `text` is the scalar's, at the same length. Unmatched braces are faults."""
    if _is_too_deep(scalar, text, found):
        return ()
    stack = [_Open(0)]
    start = 0
    for sign in _SIGN.finditer(text):
        if not _means_something(sign.group(), stack):
            continue
        if sign.group() == "}" and len(stack) == 1:
            found.append(stray_brace(scalar.place(sign.start(), sign.end())))
            continue
        stack[-1].add(Run(start, sign.start()))
        start = sign.end()
        _turn(sign, stack)
    found.extend(unclosed_brace(scalar.place(form.start, form.start + 1)) for form in stack[1:])
    stack[0].add(Run(start, len(text)))
    return tuple(stack[0].parts[0]) if len(stack) == 1 else ()


def _means_something(sign: str, stack: list[_Open]) -> bool:
    """An escaped sign never does, nor does a bar outside braces."""
    return len(sign) == 1 and (sign != "|" or len(stack) > 1)


def _turn(sign: re.Match[str], stack: list[_Open]) -> None:
    """Opens, parts or closes a form."""
    if sign.group() == "{":
        stack.append(_Open(sign.start()))
    elif sign.group() == "|":
        stack[-1].parts.append([])
    else:
        form = stack.pop().closed(sign.end())
        stack[-1].add(form)


def _is_too_deep(scalar: Scalar, text: str, found: list[Diagnostic]) -> bool:
    depth = 0
    for sign in _SIGN.finditer(text):
        depth = max(0, depth + {"{": 1, "}": -1}.get(sign.group(), 0))
        if depth > DEEPEST:
            found.append(deep_form(scalar.place(sign.start(), sign.end()), DEEPEST))
            return True
    return False
