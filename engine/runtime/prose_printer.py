"""Prints prose: closures that turn pieces into words for one moment of a game."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from engine.expressions.language.terms import Term
from engine.language import Variation
from engine.program.prose import Piece, Prose, TextValue, Value
from engine.runtime.run import Run
from engine.story.prose import Either, Varied, Words

Printer = Callable[[Run], str]
Evaluator = Callable[[Term], Callable[[Sequence[int]], int]]

SPACES = re.compile(" {2,}")
SPACE_BEFORE_MARK = re.compile(" (?=[,.;:!?])(?<!> )")
"""The space after a quotation's `>` stays."""
PARAGRAPHS = re.compile(r"\n{2,}")
GLUE = re.compile(r"(?:\n\n)?<>(?:\n\n)?")


def printer(prose: Prose, evaluator: Evaluator, cells: Mapping[str, int], texts: Mapping[str, int]) -> Printer:
    """A closure that prints prose as written, untidied."""
    printers = [_piece(piece, evaluator, cells, texts) for piece in prose]
    if len(printers) == 1:
        return printers[0]
    return lambda run: "".join([print_piece(run) for print_piece in printers])


def _piece(piece: Piece, evaluator: Evaluator, cells: Mapping[str, int], texts: Mapping[str, int]) -> Printer:
    match piece:
        case Words(text):
            return lambda run: text
        case Value():
            return _value(piece, evaluator)
        case TextValue(symbol):
            at = texts[symbol]
            return lambda run: run.texts[at]
        case Either(condition, yes, no):
            holds = evaluator(condition)
            first, second = (printer(part, evaluator, cells, texts) for part in (yes, no))
            return lambda run: first(run) if holds(run.cells) else second(run)
        case Varied(variation, symbol, parts):
            printers = [printer(part, evaluator, cells, texts) for part in parts]
            return _varied(variation, cells[symbol], printers)
        case unknown:
            assert_never(unknown)


def _value(piece: Value, evaluator: Evaluator) -> Printer:
    number, words = evaluator(piece.term), piece.words
    if piece.is_set:
        return lambda run: ", ".join(word for bit, word in enumerate(words) if number(run.cells) >> bit & 1)
    if words:
        return lambda run: words[number(run.cells)]
    return lambda run: str(number(run.cells))


def _varied(variation: Variation, cell: int, parts: Sequence[Printer]) -> Printer:
    """Print one part of a form; `cell` counts the visits of its scene."""
    count = len(parts)

    def visit(run: Run) -> int:
        return max(run.cells[cell], 1) - 1

    match variation:
        case "visits":
            return lambda run: parts[min(visit(run), count - 1)](run)
        case "cycle":
            return lambda run: parts[visit(run) % count](run)
        case "first":
            return lambda run: parts[visit(run)](run) if visit(run) < count else ""
        case "shuffle":
            return lambda run: parts[run.draw(count)](run)
        case unknown:
            assert_never(unknown)


def tidy_spaces(words: str) -> str:
    """Printed words with the seams of inline forms closed: one space between words, none before a mark."""
    return SPACE_BEFORE_MARK.sub("", SPACES.sub(" ", _edged(words)))


def _edged(words: str) -> str:
    """Words without spaces at the ends of lines."""
    return "\n".join(line.strip(" ") for line in words.split("\n")) if "\n" in words else words


def one_line(words: str) -> str:
    """A label, prompt or reason."""
    return " ".join(tidy_spaces(words).split())


def paragraphs(chunks: Sequence[str]) -> tuple[str, ...]:
    """The texts a turn printed as paragraphs, glued where `<>` was printed."""
    printed = "\n\n".join(filter(None, (chunk.strip(" \n") for chunk in chunks)))
    glued = tidy_spaces(GLUE.sub("", PARAGRAPHS.sub("\n\n", _edged(printed))))
    return tuple(paragraph.strip() for paragraph in glued.split("\n\n") if paragraph.strip())
