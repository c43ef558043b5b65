"""Turns one text of an author's file into prose: paragraphs of words, with the inline forms found and parsed."""

from __future__ import annotations

import re
from typing import Literal

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.messages import ExpressionFault
from engine.expressions.parser import parse_expression
from engine.expressions.tree import Expression
from engine.language import VARIATIONS, Variation, is_drawn, marker_of
from engine.source.nodes import Scalar
from engine.story.blocks import Piece, Prose, ShownValue
from engine.story.braces import Form, Part, Run, read_braces
from engine.story.messages.forms import drawn_label, empty_form, no_visits_here, not_a_form, third_outcome
from engine.story.prose import Either, Varied, Words
from engine.story.words import softened, tidied

Setting = Literal["text", "label", "page"]
"""Where prose stands: printed once in a scene; looked at again and again (a label); or in no scene at all."""

_MARKERS: dict[str, Variation] = {marker: form for form in VARIATIONS if (marker := marker_of(form))}
_ASKS = re.compile(r"\s\?\s")
_BLANK = " \n\t|"
_COMPARES = re.compile(r"[<>=]")


class _Reading:
    """One scalar being read: what its parts need to find their place and to tell their faults."""

    def __init__(self, scalar: Scalar, setting: Setting, found: list[Diagnostic]) -> None:
        self.scalar = scalar
        self.setting = setting
        self.found = found
        self.text = softened(scalar.text)

    def span(self, form: Form) -> Span:
        return self.scalar.place(form.start, form.end)

    def expression(self, start: int, end: int) -> Expression:
        """The expression that is `text[start:end]`; raises ExpressionFault."""
        written = self.text[start:end]
        first = start + len(written) - len(written.lstrip())
        return parse_expression(written.strip(), lambda a, b: self.scalar.place(first + a, first + b))


def parse_prose(scalar: Scalar, setting: Setting, found: list[Diagnostic]) -> Prose:
    """The prose a scalar holds; faults are added to `found`, and the rest is still read."""
    reading = _Reading(scalar, setting, found)
    part = read_braces(scalar, reading.text, found)
    return _prose(reading, part)


def _prose(reading: _Reading, part: Part) -> Prose:
    """A part trimmed at both ends, its words tidied."""
    pieces: list[Piece] = []
    for position, item in enumerate(part):
        if isinstance(item, Form):
            pieces.extend(_form(reading, item))
            continue
        words = tidied(reading.text[item.start : item.end])
        words = words.lstrip(" \n") if position == 0 else words
        words = words.rstrip(" \n") if position == len(part) - 1 else words
        pieces.extend([Words(words)] if words else [])
    return tuple(pieces)


def _form(reading: _Reading, form: Form) -> list[Piece]:
    """The piece a form stands for, or none if it is at fault."""
    if _is_empty(reading, form):
        reading.found.append(empty_form(reading.span(form)))
        return []
    opening = form.parts[0][0] if form.parts[0] else None
    if isinstance(opening, Run):
        marker = reading.text[opening.start : opening.end].lstrip()[:1]
        if marker in _MARKERS:
            return _marked(reading, form, opening, _MARKERS[marker])
        question = _condition(reading, opening)
        if question:
            return _either(reading, form, opening, *question)
    if len(form.parts) == 1:
        return _shown(reading, form)
    return _varied(reading, form, form.parts, "visits")


def _is_empty(reading: _Reading, form: Form) -> bool:
    written = reading.text[form.start + 1 : form.end - 1]
    return not written.strip(_BLANK + "".join(_MARKERS))


def _condition(reading: _Reading, opening: Run) -> tuple[Expression | None, int] | None:
    """What is asked before ` ? `, and where the outcomes begin; None if nothing is."""
    asks = _ASKS.search(reading.text, opening.start, opening.end)
    if asks is None:
        return None
    try:
        return reading.expression(opening.start, asks.start()), asks.end()
    except ExpressionFault as refused:
        if not _COMPARES.search(reading.text[opening.start : asks.start()].replace("<>", "")):
            return None
        reading.found.append(refused.diagnostic)
        return None, asks.end()


def _either(reading: _Reading, form: Form, opening: Run, condition: Expression | None, start: int) -> list[Piece]:
    span = reading.span(form)
    first = (Run(start, opening.end), *form.parts[0][1:])
    if len(form.parts) > 2:
        reading.found.append(third_outcome(span))
    yes = _prose(reading, first)
    no = _prose(reading, form.parts[1]) if len(form.parts) > 1 else ()
    if condition is None:
        return []
    if not reading.text[start : form.end - 1].strip(_BLANK):
        reading.found.append(empty_form(span))
    return [Either(condition, yes, no, span)]


def _shown(reading: _Reading, form: Form) -> list[Piece]:
    span = reading.span(form)
    try:
        return [ShownValue(reading.expression(form.start + 1, form.end - 1), span)]
    except ExpressionFault:
        reading.found.append(not_a_form(span, reading.text[form.start : form.end]))
        return []


def _marked(reading: _Reading, form: Form, opening: Run, variation: Variation) -> list[Piece]:
    written = reading.text[opening.start : opening.end]
    start = opening.start + len(written) - len(written.lstrip()) + 1
    parts = ((Run(start, opening.end), *form.parts[0][1:]), *form.parts[1:])
    if is_drawn(variation) and reading.setting == "label":
        reading.found.append(drawn_label(reading.span(form)))
        return []
    return _varied(reading, form, parts, variation)


def _varied(reading: _Reading, form: Form, parts: tuple[Part, ...], variation: Variation) -> list[Piece]:
    span = reading.span(form)
    if reading.setting == "page":
        reading.found.append(no_visits_here(span))
        return []
    return [Varied(variation, None, tuple(_prose(reading, part) for part in parts), span)]
