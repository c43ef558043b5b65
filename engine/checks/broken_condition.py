"""A form that looks like a condition goes by visits, and prints the condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import assert_never

from engine.diagnostics.diagnostic import Diagnostic, Severity
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.expressions.language.tree import WrittenExpression
from engine.expressions.messages import ExpressionError
from engine.expressions.semantics.scope import Scope
from engine.expressions.syntax.parser import parse_expression
from engine.expressions.syntax.tokens import FOREIGN_WORDS
from engine.language import FUNCTIONS, ID, KEYWORDS, marker_of
from engine.story.analysis.story_analysis import StoryAnalysis
from engine.story.blocks import Prose, ShownValue
from engine.story.occurrences import prose_of
from engine.story.prose import Either, Varied, Words

_Alternative = Either[WrittenExpression, ShownValue, None]
_Variants = Varied[WrittenExpression, ShownValue, None]

_broken_condition = partial(Diagnostic, "broken-condition")

_QUESTION = re.compile(r"(?P<head>[^?:]*)(?P<sign>[?:])(?P<rest>.*)", re.DOTALL)
_TOKEN = re.compile(r"[a-z_][a-z0-9_]*|[0-9]+|[-+*/%<>=!&|(),.]|\s+")
_CERTAIN = re.compile(r"[<>=]|&&|\|\|")
_WORDS = frozenset((*KEYWORDS, *FOREIGN_WORDS, "if"))
_CALLED = re.compile(rf"\b(seen|visits|took) ({ID})")
_OURS = (("&&", " and "), ("||", " or "), ("!", " not "))


def check_bodies(analysis: StoryAnalysis) -> Iterator[Diagnostic]:
    """Yield every form that begins like a condition, and every condition whose outcomes are divided by a colon."""
    for occurrence in prose_of(analysis.resolved.read_story):
        for form in _forms(occurrence.prose):
            diagnostic = _varied(form, analysis.resolved.scope) if isinstance(form, Varied) else _either(form)
            if diagnostic:
                yield diagnostic


def _forms(prose: Prose) -> Iterator[_Variants | _Alternative]:
    """Yield the forms of a text that have parts, at any depth."""
    for piece in prose:
        if isinstance(piece, Varied | Either):
            yield piece
            for part in piece.parts if isinstance(piece, Varied) else (piece.yes, piece.no):
                yield from _forms(part)


def _varied(form: _Variants, scope: Scope) -> Diagnostic | None:
    question = _QUESTION.fullmatch(_opening(form))
    head = question["head"].strip() if question else ""
    if not question or not question["rest"].strip() or not _reads_as_condition(head, scope):
        return None
    head = marker_of(form.variation) + head
    severity: Severity = "error" if _CERTAIN.search(head) else "warning"
    message = f"{quoted(head)} reads like a condition, but this form goes by visits and prints it"
    return _broken_condition(message, form.span, _help_text(head, form.span), severity)


def _opening(form: _Variants) -> str:
    """Return the plain text that a form begins with; the `||` of `a || b` was read as two bars and is put back."""
    match form.variation:
        case "visits" | "first":
            return _opening_words(form)
        case "cycle" | "shuffle":
            return ""
        case unknown:
            assert_never(unknown)


def _opening_words(form: _Variants) -> str:
    words, at = _first_words(form.parts[0]), 0
    while at + 2 < len(form.parts) and not form.parts[at + 1]:
        at += 2
        words += f" || {_first_words(form.parts[at])}"
    return words


def _first_words(part: Prose) -> str:
    """Return the plain text that a part begins with."""
    first = part[0] if part else None
    return first.text if isinstance(first, Words) else ""


def _reads_as_condition(head: str, scope: Scope) -> bool:
    """Return whether a text is made of names, numbers and signs only, and reads some value of the story."""
    tokens = [token for token in _TOKEN.findall(head) if token.strip()]
    if "".join(tokens) != "".join(head.split()):
        return False
    names = [token for token in tokens if token[0].isalpha() or token[0] == "_"]
    values = [name for name in names if name in scope.variables or name in scope.derived]
    calls = [name for name in names if name in FUNCTIONS or name == "has"]
    others = (name for name in names if name not in values and name not in calls and name not in _WORDS)
    if not all(name in scope.scenes or scope.owner_of(name) for name in others):
        return False
    return bool(values) or (bool(calls) and len(tokens) > 1)


def _help_text(head: str, span: Span) -> str:
    meant = head.replace("!=", "\0")
    for sign, word in _OURS:
        meant = meant.replace(sign, word)
    meant = " ".join(meant.replace("\0", "!=").removeprefix("if ").split())
    meant = _CALLED.sub(r"\1(\2)", meant)
    try:
        parse_expression(meant, lambda start, end: span)
    except ExpressionError as fault:
        diagnostic = fault.diagnostic
        return f"write a whole condition before ` ? `: {diagnostic.message}" + (
            f"; {diagnostic.help}" if diagnostic.help else ""
        )
    return f"write {quoted('{' + meant + ' ? … | …}')}"


def _either(form: _Alternative) -> Diagnostic | None:
    words = "".join(piece.text for piece in form.yes if isinstance(piece, Words))
    if form.no or words.count(" : ") != 1:
        return None
    message = "the colon in this condition is printed: only a bar parts one outcome from the other"
    return _broken_condition(message, form.span, "write ` | ` for ` : `", "warning")
