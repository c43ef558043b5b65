"""Prints prose: compiles it to closures that return its words at one moment of a game, and tidies the result."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import assert_never

from engine.expressions.language.terms import Term
from engine.language import Variation
from engine.program.prose import Piece, Prose, TextValue, Value
from engine.runtime.run import Run
from engine.story.prose import Either, Varied, Words

Printer = Callable[[Run], str]
Part = str | Printer
"""Fixed words, or a function that prints."""
Evaluator = Callable[[Term], Callable[[Sequence[int]], int]]

SPACE_BEFORE_MARK = re.compile(" (?=[,.;:!?])(?<!> )")
"""The space after a quotation's `>` stays."""
MOST_FORMS_REMEMBERED = 2
"""A prose with more inline forms has too many variants to keep them all."""
LONGEST_REMEMBERED = 2_000
"""Characters of a text that is kept after it was printed: what is kept stays small beside the story."""
PARAGRAPHS = re.compile(r"\n{2,}")
GLUE = re.compile(r"(?:\n\n)?<>(?:\n\n)?")


def printer(prose: Prose, evaluator: Evaluator, cells: Mapping[str, int], texts: Mapping[str, int]) -> Printer:
    """Return a closure that prints prose, with spaces not yet tidied."""
    part = _print_pieces(prose, evaluator, cells, texts)
    return (lambda run: part) if isinstance(part, str) else part


def _print_pieces(prose: Prose, evaluator: Evaluator, cells: Mapping[str, int], texts: Mapping[str, int]) -> Part:
    parts = [_print_piece(piece, evaluator, cells, texts) for piece in prose]
    words = [part for part in parts if isinstance(part, str)]
    if len(words) == len(parts):
        return "".join(words)
    if len(parts) == 1:
        return parts[0]
    eithers = [piece for piece in prose if isinstance(piece, Either)]
    if len(eithers) <= MOST_FORMS_REMEMBERED and all(map(_is_of_fixed_words, prose)):
        return _print_outcomes([evaluator(either.condition) for either in eithers], parts)
    return lambda run: "".join([part if isinstance(part, str) else part(run) for part in parts])


def _is_of_fixed_words(piece: Piece) -> bool:
    branches = (*piece.yes, *piece.no) if isinstance(piece, Either) else (piece,)
    return all(isinstance(part, Words) for part in branches)


def _print_outcomes(conditions: Sequence[Callable[[Sequence[int]], int]], parts: Sequence[Part]) -> Printer:
    """Return a closure that joins the parts once for each outcome of the conditions."""
    texts: dict[tuple[int, ...], str] = {}

    def print_outcome(run: Run) -> str:
        outcome = tuple([holds(run.cells) for holds in conditions])
        text = texts.get(outcome)
        if text is None:
            text = "".join([part if isinstance(part, str) else part(run) for part in parts])
            if len(text) <= LONGEST_REMEMBERED:
                texts[outcome] = text
        return text

    return print_outcome


def _print_piece(piece: Piece, evaluator: Evaluator, cells: Mapping[str, int], texts: Mapping[str, int]) -> Part:
    match piece:
        case Words(text):
            return text
        case Value():
            return _print_value(piece, evaluator)
        case TextValue(symbol):
            at = texts[symbol]
            return lambda run: run.texts[at]
        case Either(condition, yes, no):
            branches = (_print_pieces(part, evaluator, cells, texts) for part in (yes, no))
            return _print_either(evaluator(condition), *branches)
        case Varied(variation, symbol, parts):
            printers = [printer(part, evaluator, cells, texts) for part in parts]
            return _print_variation(variation, cells[symbol], printers)
        case unknown:
            assert_never(unknown)


def _print_either(holds: Callable[[Sequence[int]], int], yes: Part, no: Part) -> Printer:
    def print_either(run: Run) -> str:
        part = yes if holds(run.cells) else no
        return part if isinstance(part, str) else part(run)

    return print_either


def _print_value(piece: Value, evaluator: Evaluator) -> Printer:
    number, words = evaluator(piece.term), piece.words
    if piece.is_set:
        return lambda run: ", ".join(word for bit, word in enumerate(words) if number(run.cells) >> bit & 1)
    if words:
        return lambda run: words[number(run.cells)]
    return lambda run: str(number(run.cells))


def _print_variation(variation: Variation, cell: int, parts: Sequence[Printer]) -> Printer:
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
    """Close the gaps that inline forms leave: one space between words, none before a mark."""
    words = _strip_lines(words)
    while "  " in words:
        words = words.replace("  ", " ")
    return SPACE_BEFORE_MARK.sub("", words)


def _strip_lines(words: str) -> str:
    """Strip spaces at the ends of lines."""
    return "\n".join(line.strip(" ") for line in words.split("\n")) if "\n" in words else words


def one_line(words: str) -> str:
    """Return a label, prompt or reason on one line."""
    return " ".join(tidy_spaces(words).split())


def paragraphs(chunks: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a turn as paragraphs, joined where `<>` stands."""
    text = "\n\n".join([words for chunk in chunks if (words := chunk.strip(" \n"))])
    return _recall_paragraphs(text) if len(text) <= LONGEST_REMEMBERED else _split_paragraphs(text)


@lru_cache(maxsize=2_000)
def _recall_paragraphs(text: str) -> tuple[str, ...]:
    return _split_paragraphs(text)


def _split_paragraphs(text: str) -> tuple[str, ...]:
    if "\n" in text:
        text = PARAGRAPHS.sub("\n\n", _strip_lines(text))
    if "<>" in text:
        text = GLUE.sub("", text)
    text = tidy_spaces(text)
    parts = text.split("\n\n") if "\n" in text else (text,)
    return tuple([paragraph.strip() for paragraph in parts if paragraph.strip()])
