"""Parses one text of an author's file into prose: paragraphs of words, and inline forms with their expressions."""

from __future__ import annotations

import re
from typing import Literal

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.tree import Expression
from engine.expressions.messages import ExpressionFault
from engine.expressions.syntax.parser import parse_expression
from engine.language import VARIATIONS, Variation, is_drawn, marker_of
from engine.source.nodes import Scalar
from engine.story.blocks import Piece, Prose, ShownValue
from engine.story.braces import Form, Part, Stretch, read_braces
from engine.story.messages.blocks import drawn_label, empty_form, no_visits_here, not_a_form, third_outcome
from engine.story.prose import Either, Varied, Words

Setting = Literal["text", "label", "page"]
"""What prose is for: printed once in a scene, printed again and again (a label), or outside every scene."""

_MARKERS: dict[str, Variation] = {marker: form for form in VARIATIONS if (marker := marker_of(form))}
_QUESTION_MARK = re.compile(r"\s\?\s")
_BLANK = " \n\t|"
_COMPARES = re.compile(r"[<>=]")
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_SPACES = re.compile(r"[ \t]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_BREAKS = re.compile(r"\n{2,}")
_ESCAPED = re.compile(r"\\([{}|])")


class _Reading:
    """One scalar being parsed: what its parts need for their places and their faults."""

    def __init__(self, scalar: Scalar, setting: Setting, diagnostics: list[Diagnostic]) -> None:
        self.scalar = scalar
        self.setting = setting
        self.diagnostics = diagnostics
        self.text = _soften_breaks(scalar.text)

    def span(self, form: Form) -> Span:
        return self.scalar.place(form.start, form.end)

    def expression(self, start: int, end: int) -> Expression:
        """Parse the expression `text[start:end]`.

        Raises:
            ExpressionFault: it is none.
        """
        source = self.text[start:end]
        first = start + len(source) - len(source.lstrip())
        return parse_expression(source.strip(), lambda a, b: self.scalar.place(first + a, first + b))


def parse_prose(scalar: Scalar, setting: Setting, diagnostics: list[Diagnostic]) -> Prose:
    """Parse the prose of a scalar; faults are added to `diagnostics`, and the rest is still parsed."""
    reading = _Reading(scalar, setting, diagnostics)
    part = read_braces(scalar, reading.text, diagnostics)
    return _prose(reading, part)


def _prose(reading: _Reading, part: Part) -> Prose:
    """Return a part trimmed at both ends, its words tidied."""
    pieces: list[Piece] = []
    for position, item in enumerate(part):
        if isinstance(item, Form):
            pieces.extend(_form(reading, item))
            continue
        words = _tidy_spaces(reading.text[item.start : item.end])
        words = words.lstrip(" \n") if position == 0 else words
        words = words.rstrip(" \n") if position == len(part) - 1 else words
        pieces.extend([Words(words)] if words else [])
    return tuple(pieces)


def _form(reading: _Reading, form: Form) -> list[Piece]:
    """Return the piece that a form means; none if it is faulty."""
    if _is_empty(reading, form):
        reading.diagnostics.append(empty_form(reading.span(form)))
        return []
    opening = form.parts[0][0] if form.parts[0] else None
    if isinstance(opening, Stretch):
        marker = reading.text[opening.start : opening.end].lstrip()[:1]
        if marker in _MARKERS:
            return _marked_form(reading, form, opening, _MARKERS[marker])
        question = _condition(reading, opening)
        if question:
            return _either(reading, form, opening, *question)
    if len(form.parts) == 1:
        return _shown_value(reading, form)
    return _varied(reading, form, form.parts, "visits")


def _is_empty(reading: _Reading, form: Form) -> bool:
    source = reading.text[form.start + 1 : form.end - 1]
    return not source.strip(_BLANK + "".join(_MARKERS))


def _condition(reading: _Reading, opening: Stretch) -> tuple[Expression | None, int] | None:
    """Return the condition before ` ? `, and where the outcomes begin; None if there is no condition."""
    question_mark = _QUESTION_MARK.search(reading.text, opening.start, opening.end)
    if question_mark is None:
        return None
    try:
        return reading.expression(opening.start, question_mark.start()), question_mark.end()
    except ExpressionFault as fault:
        if not _COMPARES.search(reading.text[opening.start : question_mark.start()].replace("<>", "")):
            return None
        reading.diagnostics.append(fault.diagnostic)
        return None, question_mark.end()


def _either(reading: _Reading, form: Form, opening: Stretch, condition: Expression | None, start: int) -> list[Piece]:
    span = reading.span(form)
    first = (Stretch(start, opening.end), *form.parts[0][1:])
    if len(form.parts) > 2:
        reading.diagnostics.append(third_outcome(span))
    yes = _prose(reading, first)
    no = _prose(reading, form.parts[1]) if len(form.parts) > 1 else ()
    if condition is None:
        return []
    if not reading.text[start : form.end - 1].strip(_BLANK):
        reading.diagnostics.append(empty_form(span))
    return [Either(condition, yes, no, span)]


def _shown_value(reading: _Reading, form: Form) -> list[Piece]:
    span = reading.span(form)
    try:
        return [ShownValue(reading.expression(form.start + 1, form.end - 1), span)]
    except ExpressionFault:
        reading.diagnostics.append(not_a_form(span, reading.text[form.start : form.end]))
        return []


def _marked_form(reading: _Reading, form: Form, opening: Stretch, variation: Variation) -> list[Piece]:
    source = reading.text[opening.start : opening.end]
    start = opening.start + len(source) - len(source.lstrip()) + 1
    parts = ((Stretch(start, opening.end), *form.parts[0][1:]), *form.parts[1:])
    if is_drawn(variation) and reading.setting == "label":
        reading.diagnostics.append(drawn_label(reading.span(form)))
        return []
    return _varied(reading, form, parts, variation)


def _varied(reading: _Reading, form: Form, parts: tuple[Part, ...], variation: Variation) -> list[Piece]:
    span = reading.span(form)
    if reading.setting == "page":
        reading.diagnostics.append(no_visits_here(span))
        return []
    return [Varied(variation, None, tuple(_prose(reading, part) for part in parts), span)]


def _soften_breaks(text: str) -> str:
    """Return the text at the same length, with a space for each line break inside a paragraph that is no quotation."""
    stretches = _BLANK_LINES.split(text)
    return "".join(stretch if place % 2 else _soften_paragraph(stretch) for place, stretch in enumerate(stretches))


def _soften_paragraph(text: str) -> str:
    is_quotation = all(line.lstrip(" \t").startswith(">") for line in text.strip("\n").split("\n"))
    return text if is_quotation else text.replace("\n", " ")


def _tidy_spaces(text: str) -> str:
    """Return softened text with runs of spaces as one, none around a line break, and `\\{ \\} \\|` as they print."""
    single = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
    return _ESCAPED.sub(r"\1", _BREAKS.sub("\n\n", single))
