"""Parse one text of an author's file into prose: paragraphs of words, and inline forms with their expressions."""

from __future__ import annotations

import re
from typing import Literal

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.tree import WrittenExpression
from engine.expressions.messages import ExpressionError
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


class _ScalarReader:
    """One scalar to parse: what its parts need for their places and their faults."""

    def __init__(self, scalar: Scalar, setting: Setting, diagnostics: list[Diagnostic]) -> None:
        self.scalar = scalar
        self.setting = setting
        self.diagnostics = diagnostics
        self.text = _soften_breaks(scalar.text)

    def span(self, form: Form) -> Span:
        return self.scalar.place(form.start, form.end)

    def expression(self, start: int, end: int) -> WrittenExpression:
        """Parse the expression `text[start:end]`.

        Raises:
            ExpressionError: it is none.
        """
        source = self.text[start:end]
        first = start + len(source) - len(source.lstrip())
        return parse_expression(source.strip(), lambda a, b: self.scalar.place(first + a, first + b))


def parse_prose(scalar: Scalar, setting: Setting, diagnostics: list[Diagnostic]) -> Prose:
    """Parse the prose of a scalar; faults are added to `diagnostics`, and the rest is still parsed."""
    reader = _ScalarReader(scalar, setting, diagnostics)
    part = read_braces(scalar, reader.text, diagnostics)
    return _parse_part(reader, part)


def _parse_part(reader: _ScalarReader, part: Part) -> Prose:
    """Return a part trimmed at both ends, its words tidied."""
    pieces: list[Piece] = []
    for position, item in enumerate(part):
        if isinstance(item, Form):
            pieces.extend(_parse_form(reader, item))
            continue
        words = _tidy_spaces(reader.text[item.start : item.end])
        words = words.lstrip(" \n") if position == 0 else words
        words = words.rstrip(" \n") if position == len(part) - 1 else words
        pieces.extend([Words(words)] if words else [])
    return tuple(pieces)


def _parse_form(reader: _ScalarReader, form: Form) -> list[Piece]:
    """Return the piece that a form means; none if it is faulty."""
    if _is_empty(reader, form):
        reader.diagnostics.append(empty_form(reader.span(form)))
        return []
    opening = form.parts[0][0] if form.parts[0] else None
    if isinstance(opening, Stretch):
        marker = reader.text[opening.start : opening.end].lstrip()[:1]
        if marker in _MARKERS:
            return _parse_marked_form(reader, form, opening, _MARKERS[marker])
        question = _parse_condition(reader, opening)
        if question:
            return _parse_either(reader, form, opening, *question)
    if len(form.parts) == 1:
        return _parse_shown_value(reader, form)
    return _parse_varied(reader, form, form.parts, "visits")


def _is_empty(reader: _ScalarReader, form: Form) -> bool:
    source = reader.text[form.start + 1 : form.end - 1]
    return not source.strip(_BLANK + "".join(_MARKERS))


def _parse_condition(reader: _ScalarReader, opening: Stretch) -> tuple[WrittenExpression | None, int] | None:
    """Return the condition before ` ? `, and where the outcomes begin; None if there is no condition."""
    question_mark = _QUESTION_MARK.search(reader.text, opening.start, opening.end)
    if question_mark is None:
        return None
    try:
        return reader.expression(opening.start, question_mark.start()), question_mark.end()
    except ExpressionError as fault:
        if not _COMPARES.search(reader.text[opening.start : question_mark.start()].replace("<>", "")):
            return None
        reader.diagnostics.append(fault.diagnostic)
        return None, question_mark.end()


def _parse_either(
    reader: _ScalarReader, form: Form, opening: Stretch, condition: WrittenExpression | None, start: int
) -> list[Piece]:
    span = reader.span(form)
    first = (Stretch(start, opening.end), *form.parts[0][1:])
    if len(form.parts) > 2:
        reader.diagnostics.append(third_outcome(span))
    yes = _parse_part(reader, first)
    no = _parse_part(reader, form.parts[1]) if len(form.parts) > 1 else ()
    if condition is None:
        return []
    if not reader.text[start : form.end - 1].strip(_BLANK):
        reader.diagnostics.append(empty_form(span))
    return [Either(condition, yes, no, span)]


def _parse_shown_value(reader: _ScalarReader, form: Form) -> list[Piece]:
    span = reader.span(form)
    try:
        return [ShownValue(reader.expression(form.start + 1, form.end - 1), span)]
    except ExpressionError:
        reader.diagnostics.append(not_a_form(span, reader.text[form.start : form.end]))
        return []


def _parse_marked_form(reader: _ScalarReader, form: Form, opening: Stretch, variation: Variation) -> list[Piece]:
    source = reader.text[opening.start : opening.end]
    start = opening.start + len(source) - len(source.lstrip()) + 1
    parts = ((Stretch(start, opening.end), *form.parts[0][1:]), *form.parts[1:])
    if is_drawn(variation) and reader.setting == "label":
        reader.diagnostics.append(drawn_label(reader.span(form)))
        return []
    return _parse_varied(reader, form, parts, variation)


def _parse_varied(reader: _ScalarReader, form: Form, parts: tuple[Part, ...], variation: Variation) -> list[Piece]:
    span = reader.span(form)
    if reader.setting == "page":
        reader.diagnostics.append(no_visits_here(span))
        return []
    return [Varied(variation, None, tuple(_parse_part(reader, part) for part in parts), span)]


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
