"""Turns a checked Story into a Program: the flat machine and the tables beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from engine.expressions.language.symbols import TURNS, rule_symbol, symbols_of, took_symbol, visits_symbol
from engine.expressions.language.terms import Term
from engine.program import model, tables
from engine.program.assembler import Assembler
from engine.program.cells_read import prose_symbols, statement_symbols
from engine.program.compile_blocks import BlockCompiler, Destination
from engine.program.compile_choices import OfferTable
from engine.program.compile_prose import compile_prose
from engine.program.compile_tables import acts_of, epigraphs_of, notes_of, promises_of, status_of
from engine.program.fingerprint import program_fingerprint
from engine.program.scene_fingerprint import scene_fingerprints
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.model import Scene, Story, Storylet, Variable
from engine.story.promises import Always, Before, Never, Reach, Within, condition_in

Page = tables.Note | tables.Status | tables.Epigraph | model.Promise
"""What is read beside the scenes."""


def compile_story(resolved: ResolvedStory) -> model.Program:
    """Compile a story in which neither the resolver nor the checks found an error.

    The compiled code follows the order of the story; scenes first, then storylets.
    """
    sheet = Assembler()
    offers = OfferTable(resolved, sheet)
    offers.fill()
    writer = BlockCompiler(resolved, sheet, offers)
    ranges = [_write_scene(scene, writer) for scene in resolved.story.scenes]
    ranges += [_write_storylet(storylet, writer) for storylet in resolved.story.storylets]
    sheet.finish()
    return _program(resolved, sheet, ranges)


def _write_scene(scene: Scene, writer: BlockCompiler) -> tuple[int, int]:
    start = writer.sheet.add(model.EnterScene(scene.id.text))
    writer.write(scene.body, Destination(scene.id.text))
    writer.sheet.add(model.End(scene.id.text) if scene.ending else model.Return())
    return start, len(writer.sheet.code)


def _write_storylet(storylet: Storylet, writer: BlockCompiler) -> tuple[int, int]:
    sheet = writer.sheet
    sheet.place_label(writer.offers.body_label(storylet))
    start = sheet.add(model.EnterScene(storylet.id.text))
    writer.write(storylet.body, Destination(storylet.id.text, in_body=True))
    sheet.add(model.CheckRules())
    sheet.add(model.Return())
    return start, len(sheet.code)


def _program(resolved: ResolvedStory, sheet: Assembler, ranges: list[tuple[int, int]]) -> model.Program:
    story = resolved.story
    rules = _rules(resolved)
    notes, status, epigraphs = notes_of(resolved), status_of(resolved), epigraphs_of(resolved)
    promises, about = promises_of(resolved), compile_prose(story.about, resolved, "")
    read = {*_symbols_read(sheet, rules, chain(notes, status, epigraphs, promises)), *prose_symbols(about)}
    bare = model.Program(
        title=story.title,
        id=story.id,
        version=story.version,
        language=story.language,
        author=story.author,
        about=about,
        start=story.start.text,
        opening=tuple(name.text for name in story.opening),
        cells=_cells(story, sheet, read),
        texts=tuple(model.TextCell(v.name.text, v.start) for v in story.variables if isinstance(v.start, str)),
        code=tuple(sheet.code),
        scenes=_scenes(story, sheet, ranges),
        choices=tuple(sheet.choices),
        rules=rules,
        acts=acts_of(story),
        epigraphs=epigraphs,
        notes=notes,
        status=status,
        promises=promises,
        fingerprint="",
    )
    return program_fingerprint(bare)


def _rules(resolved: ResolvedStory) -> tuple[model.Rule, ...]:
    return tuple(
        model.Rule(resolved.term_of(rule.condition), rule.go.text, rule_symbol(number), rule.span)
        for number, rule in enumerate(resolved.story.rules)
    )


def _watching(story: Story, act: int | None, file: str) -> tuple[int, ...]:
    watching = [
        (-rule.priority, number)
        for number, rule in enumerate(story.rules)
        if rule.in_root or (rule.act == act if rule.act is not None else rule.file == file)
    ]
    return tuple(number for _, number in sorted(watching))


def _scenes(story: Story, sheet: Assembler, ranges: list[tuple[int, int]]) -> tuple[model.Scene, ...]:
    written: list[Scene | Storylet] = [*story.scenes, *story.storylets]
    return tuple(_scene(one, story, sheet, start, end) for one, (start, end) in zip(written, ranges, strict=True))


def _scene(one: Scene | Storylet, story: Story, sheet: Assembler, start: int, end: int) -> model.Scene:
    shown = one if isinstance(one, Scene) else None
    logic, text = scene_fingerprints(one, sheet, start, end)
    return model.Scene(
        id=one.id.text,
        is_storylet=shown is None,
        start=start,
        end=end,
        title=one.title,
        act=-1 if one.act is None else one.act,
        place=shown.place if shown else "",
        date=shown.date if shown else "",
        mark=(shown.mark or "") if shown else "",
        tags=shown.tags if shown else (),
        sources=shown.sources if shown else (),
        epigraph=shown.epigraph.text if shown and shown.epigraph else "",
        ending=shown.ending.text if shown and shown.ending else "",
        rules=_watching(story, one.act, one.file),
        logic=logic,
        text=text,
        span=one.span,
    )


def _cells(story: Story, sheet: Assembler, read: set[str]) -> tuple[model.Cell, ...]:
    visits = [one.id.text for one in story.scenes] + [one.id.text for one in story.storylets]
    taken = [took_symbol(choice.address) for choice in sheet.choices]
    flags = [choice.once for choice in sheet.choices]
    kept = [symbol for symbol, once in zip(taken, flags, strict=True) if once or symbol in read]
    counts = [TURNS, *map(visits_symbol, visits), *kept, *map(rule_symbol, range(len(story.rules)))]
    variables = [_variable_cell(variable) for variable in story.variables if isinstance(variable.start, int)]
    machine = [model.Cell(symbol, None, 0) for symbol in counts]
    return (machine[0], *variables, *machine[1:])


def _variable_cell(variable: Variable) -> model.Cell:
    return model.Cell(variable.name.text, variable.kind, int(variable.start))


def _symbols_read(sheet: Assembler, rules: Iterable[model.Rule], pages: Iterable[Page]) -> Iterator[str]:
    for instruction in sheet.code:
        match instruction:
            case model.Branch(condition):
                yield from symbols_of(condition)
            case model.Say(prose) | model.Ask(prompt=prose):
                yield from prose_symbols(prose)
            case model.Set(statements):
                yield from chain.from_iterable(statement_symbols(one) for one in statements)
            case model.EnterScene() | model.Jump() | model.Go() | model.Call() | model.Return() | model.Back():
                pass
            case model.Random() | model.CheckRules() | model.Offer() | model.End():
                pass
            case unknown:
                assert_never(unknown)
    for choice in sheet.choices:
        yield from chain(prose_symbols(choice.label), prose_symbols(choice.locked), _guard_symbols(choice.when))
    for rule in rules:
        yield from symbols_of(rule.condition)
    for page in pages:
        yield from _page_symbols(page)


def _guard_symbols(term: Term | None) -> frozenset[str]:
    return frozenset() if term is None else symbols_of(term)


def _page_symbols(page: Page) -> frozenset[str]:
    match page:
        case tables.Note(when=when, text=text):
            return _guard_symbols(when) | prose_symbols(text)
        case tables.Status(value=prose) | tables.Epigraph(text=prose):
            return prose_symbols(prose)
        case Always() | Never() | Reach() | Within() | Before():
            return _guard_symbols(condition_in(page))
        case unknown:
            assert_never(unknown)
