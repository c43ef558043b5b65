"""Typesets pages as lines of rich text, broken here and never read as markup, and cuts them into screenfuls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from rich.text import Text

from engine.diagnostics.show import cell_width
from engine.frontends.terminal.measure import Measure, Signs
from engine.presentation.blocks import (
    ActTitle,
    Document,
    EndingCard,
    EpigraphCard,
    Heading,
    PageBlock,
    Paragraph,
    Pause,
    TitlePage,
)
from engine.presentation.emphasis import TextRun, split_runs, without_emphasis
from engine.presentation.pages import PageBlocks
from engine.presentation.wrapping import break_points

TextBlock = list[Text]
"""Lines that stay together where possible: a paragraph, or a heading with the paragraph after it."""

NEW_SCREENFUL: TextBlock = []
"""The next block begins a new screenful, unless everything fits on one."""

HINT_ROWS = 1
"""Rows left free for the line that says how to continue."""
ACCENT = "red"
"""Rubrics, as in old books; readable on light and on dark."""
SUBDUED = "italic"


def typeset_page(page: PageBlocks, measure: Measure, signs: Signs) -> list[TextBlock]:
    """Return the blocks of a page, an empty line after each; a heading stays with what follows it."""
    blocks: list[TextBlock] = []
    heads: TextBlock = []
    for part in page:
        if isinstance(part, ActTitle | Heading) and blocks and not heads:
            heads = [Text("")]
        heads += [*_typeset_block(part, measure, signs), Text("")]
        if not isinstance(part, ActTitle | Heading):
            blocks.append(heads)
            heads = []
    return [*blocks, heads] if heads else blocks


def typeset_notice(page: PageBlocks, measure: Measure, signs: Signs) -> list[TextBlock]:
    """Return a page that is not the story, indented, with a rule down its side."""
    lines = [line for block in typeset_page(page, Measure(measure.width - 2, 0), signs) for line in block]
    side = (f"{measure.indent}{signs.bar} ", ACCENT)
    return [[Text.assemble(side, line)] for line in lines[:-1]] + [[Text("")]]


def typeset_help(words: Sequence[tuple[str, str]], measure: Measure) -> list[TextBlock]:
    """Return words and what they do, in two columns where there is room for them."""
    column = max(cell_width(word) for word, _ in words) + 2
    if measure.width < 2 * column:
        texts = (Text.assemble((word, "bold"), "  ", meaning) for word, meaning in words)
        return [*(_wrap_text(text, measure, measure.indent) for text in texts), [Text("")]]
    blocks: list[TextBlock] = []
    for word, meaning in words:
        meanings = _wrap_text(Text(meaning), _inset(measure, column), "")
        leads = [Text(word.ljust(column), style="bold"), *(Text(" " * column) for _ in meanings[1:])]
        blocks.append([Text.assemble(measure.indent, lead, line) for lead, line in zip(leads, meanings, strict=True)])
    return [*blocks, [Text("")]]


def _typeset_block(part: PageBlock, measure: Measure, signs: Signs) -> list[Text]:
    match part:
        case TitlePage(title, author, about):
            return _title_page(title, author, about, measure)
        case EpigraphCard(lines, source):
            return _epigraph(lines, source, measure)
        case ActTitle(title):
            rule = signs.rule * min(12, measure.width)
            return [_centred(rule, ACCENT, measure), *_centred_lines(title, f"bold {ACCENT}", measure)]
        case Heading(title, details):
            return _heading(title, details, measure, signs)
        case Paragraph(lines):
            return [line for line_text in lines for line in _wrap_text(_text(line_text), measure, measure.indent)]
        case Document(lines):
            side = measure.indent + "  " + signs.bar + " "
            return [line for line_text in lines for line in _wrap_text(_text(line_text), _inset(measure, 4), side)]
        case Pause():
            return [_centred(signs.rule * min(5, measure.width), "", measure)]
        case EndingCard(title):
            return _ending(title, measure, signs)
        case unknown:
            assert_never(unknown)


def _title_page(title: str, author: str, about: tuple[str, ...], measure: Measure) -> list[Text]:
    lines = [Text(""), *_centred_lines(title, "bold", measure)]
    lines += _centred_lines(author, SUBDUED, measure) if author else []
    for text in about:
        lines += [Text(""), *_wrap_text(Text(without_emphasis(text), style=SUBDUED), measure, measure.indent)]
    return lines


def _epigraph(lines: tuple[str, ...], source: str, measure: Measure) -> list[Text]:
    inner = _inset(measure, 4)
    indent = measure.indent + "    "
    texts = (_text(line, SUBDUED) for line in lines)
    words = [line for text in texts for line in _wrap_text(text, inner, indent)]
    return [*words, *(_wrap_text(Text(f"— {source}"), inner, indent) if source else [])]


def _heading(title: str, details: tuple[str, ...], measure: Measure, signs: Signs) -> list[Text]:
    titles = _wrap_text(_text(title, "bold"), measure, measure.indent) if title else []
    under = f" {signs.dot} ".join(details)
    return [*titles, *(_wrap_text(Text(under, style=SUBDUED), measure, measure.indent) if under else [])]


def _ending(title: str, measure: Measure, signs: Signs) -> list[Text]:
    rule = _centred(signs.rule * min(24, measure.width), ACCENT, measure)
    titles = _centred_lines(title, "bold", measure)
    return [rule, _centred("The end", SUBDUED, measure), *titles, rule]


def _text(words: str, base: str = "") -> Text:
    text = Text(style=base)
    for run in split_runs(words):
        text.append(run.text, _style(run, base))
    return text


def _style(run: TextRun, base: str) -> str:
    """Return the style of a run: emphasis inside italics is upright, as printers do it."""
    slanted = "not italic" if base == SUBDUED else "italic"
    return " ".join(style for style in (slanted * run.is_emphasised, "bold" * run.is_strong) if style)


def _wrap_text(text: Text, measure: Measure, indent: str) -> list[Text]:
    """Return a text in lines no wider than the measure, each after its indent."""
    return [Text(indent) + line for line in _lines(text, measure)]


def _lines(text: Text, measure: Measure) -> list[Text]:
    """Return a text in lines, cut in one go: a slice of rich text takes as long as the whole of it."""
    offsets = [at for start_and_end in break_points(text.plain, measure.width) for at in start_and_end]
    return list(text.divide(offsets))[1::2]


def _centred(words: str, style: str, measure: Measure) -> Text:
    return Text(" " * (measure.margin + (measure.width - cell_width(words)) // 2)) + Text(words, style=style)


def _centred_lines(words: str, style: str, measure: Measure) -> list[Text]:
    text = without_emphasis(words)
    return [_centred(text[start:end], style, measure) for start, end in break_points(text, measure.width)]


def _inset(measure: Measure, by: int) -> Measure:
    return Measure(max(2, measure.width - by), measure.margin)


def screenfuls(blocks: Sequence[TextBlock], rows: int, foot: int) -> list[TextBlock]:
    """Return the lines of each screenful; the last leaves room for `foot` rows, if need be on its own screen."""
    if sum(len(block) for block in blocks) + foot <= rows:
        return [[line for block in blocks for line in block]]
    room = max(1, rows - HINT_ROWS)
    cut: list[list[TextBlock]] = [[]]
    for block in blocks:
        if block is NEW_SCREENFUL or _height(cut[-1]) + len(block) > room:
            cut.append([])
        for at in range(0, len(block), room):
            _put(cut, block[at : at + room], room)
    _keep_with_foot(cut, rows, foot)
    return [[line for block in screenful for line in block] for screenful in cut if screenful or screenful is cut[-1]]


def _put(cut: list[list[TextBlock]], piece: TextBlock, room: int) -> None:
    if _height(cut[-1]) + len(piece) > room:
        cut.append([])
    cut[-1].append(piece)


def _keep_with_foot(cut: list[list[TextBlock]], rows: int, foot: int) -> None:
    """Move the last block down to the foot if only those two fit together; else leave the foot alone."""
    if _height(cut[-1]) + foot <= rows:
        return
    last = cut[-1]
    cut.append([last.pop()] if len(last) > 1 and len(last[-1]) + foot <= rows else [])


def _height(screenful: list[TextBlock]) -> int:
    return sum(len(block) for block in screenful)
