"""Compile a checked Story to a Program: the flat machine and the tables beside it."""

from __future__ import annotations

from typing import assert_never

from engine.expressions.language.kinds import NumberKind
from engine.expressions.language.symbols import TURNS, rule_symbol, took_symbol, visited_scene, visits_symbol
from engine.program import model
from engine.program.assembler import Assembler
from engine.program.codec import LAZY, TableEncoder, encode_tables
from engine.program.compile_blocks import BlockCompiler, BlockContext
from engine.program.compile_choices import OfferTable
from engine.program.compile_prose import compile_prose, compile_value
from engine.program.fingerprint import SceneCode, program_fingerprint, scene_fingerprints
from engine.program.queries import symbols_in
from engine.program.tables import Act, Epigraph, Note, Status
from engine.records import replace
from engine.story import model as story_model
from engine.story.analysis.resolved_story import ResolvedStory
from engine.story.model import Promise, Rule, Scene, StatusLine, Story, Storylet, Variable
from engine.story.promises import Always, Before, Never, Reach, Within
from engine.story.walk import Part, parts_of


def compile_story(resolved: ResolvedStory) -> model.Program:
    """Compile a story in which neither the resolver nor the checks found an error.

    The compiled code follows the order of the story; scenes first, then storylets.
    """
    assembler = Assembler()
    offers = OfferTable(resolved, assembler)
    offers.fill()
    compiler = BlockCompiler(resolved, assembler, offers)
    ranges = [_compile_scene(scene, compiler) for scene in resolved.story.scenes]
    ranges += [_compile_storylet(storylet, compiler) for storylet in resolved.story.storylets]
    assembler.finish()
    return _program(resolved, assembler, ranges)


def _compile_scene(scene: Scene, compiler: BlockCompiler) -> tuple[int, int]:
    start = compiler.assembler.add(model.EnterScene(scene.id.text))
    compiler.compile_block(scene.body, BlockContext(scene.id.text))
    compiler.assembler.add(model.End(scene.id.text) if scene.ending else model.Return())
    return start, len(compiler.assembler.code)


def _compile_storylet(storylet: Storylet, compiler: BlockCompiler) -> tuple[int, int]:
    assembler = compiler.assembler
    assembler.place_label(compiler.offers.body_label(storylet))
    start = assembler.add(model.EnterScene(storylet.id.text))
    compiler.compile_block(storylet.body, BlockContext(storylet.id.text, in_body=True))
    assembler.add(model.CheckRules())
    assembler.add(model.Return())
    return start, len(assembler.code)


def _program(resolved: ResolvedStory, assembler: Assembler, ranges: list[tuple[int, int]]) -> model.Program:
    story = resolved.story
    tables = {name: TableEncoder() for name in LAZY}
    program = model.Program(
        title=story.title,
        id=story.id,
        version=story.version,
        language=story.language,
        author=story.author,
        about=compile_prose(story.about, resolved, ""),
        start=story.start.text,
        opening=tuple(name.text for name in story.opening),
        cells=(),
        texts=tuple(model.TextCell(v.name.text, v.start) for v in story.variables if isinstance(v.start, str)),
        code=tuple(assembler.code),
        scenes=_scenes(story, assembler, ranges, tables),
        scene_starts={part.id.text: start for part, (start, _) in zip(parts_of(story), ranges, strict=True)},
        choices=tuple(assembler.choices),
        rules=tuple(_rule(rule, number, resolved) for number, rule in enumerate(story.rules)),
        acts=tuple(Act(act.title, act.epigraph.text if act.epigraph else "", act.date) for act in story.acts),
        epigraphs=tuple(Epigraph(e.id.text, compile_prose(e.text, resolved, ""), e.source) for e in story.epigraphs),
        notes=tuple(_note(note, resolved) for note in story.notes),
        status=tuple(_status(line, resolved) for line in story.status),
        promises=tuple(_promise(promise, resolved) for promise in story.promises),
        fingerprint="",
    )
    return _finish(program, story, tables)


def _finish(bare: model.Program, story: Story, tables: dict[str, TableEncoder]) -> model.Program:
    """Add the cells and the fingerprint, and leave the encoded tables for whoever writes the program down."""
    for name in ("epigraphs", "notes", "promises"):
        tables[name] = TableEncoder(getattr(bare, name))
    symbols_read = symbols_in(bare)
    cells = _cells(story, bare, symbols_read)
    fingerprint = program_fingerprint(replace(bare, cells=cells), tables)
    needed = tuple(cell for cell in cells if _is_needed(cell, symbols_read))
    program = replace(bare, cells=needed, fingerprint=fingerprint)
    program.memo[encode_tables] = tables
    return program


def _scenes(
    story: Story, assembler: Assembler, ranges: list[tuple[int, int]], tables: dict[str, TableEncoder]
) -> tuple[model.Scene, ...]:
    choices, encoded_choices = assembler.choices, [tables["choices"].add(choice) for choice in assembler.choices]
    scenes = []
    for part, (start, end) in zip(parts_of(story), ranges, strict=True):
        code = assembler.code[start:end]
        encoded = [tables["code"].add(instruction) for instruction in code]
        own_choice = assembler.storylet_choices.get(part.id.text, -1)
        prints = scene_fingerprints(part, own_choice, SceneCode(start, code, encoded, choices, encoded_choices))
        scenes.append(_scene(part, story, (start, end), prints))
        tables["scenes"].add(scenes[-1])
    return tuple(scenes)


def _rule(rule: Rule, number: int, resolved: ResolvedStory) -> model.Rule:
    return model.Rule(resolved.term_of(rule.condition), rule.go.text, rule_symbol(number), rule.span)


def _rules_of(story: Story, act: int | None, file: str) -> tuple[int, ...]:
    """Return the rules that watch a scene of an act and a file, by falling priority."""
    numbers = [
        (-rule.priority, number)
        for number, rule in enumerate(story.rules)
        if rule.in_root or (rule.act == act if rule.act is not None else rule.file == file)
    ]
    return tuple(number for _, number in sorted(numbers))


def _scene(part: Part, story: Story, extent: tuple[int, int], prints: tuple[str, str]) -> model.Scene:
    scene = part if isinstance(part, Scene) else None
    (start, end), (logic, text) = extent, prints
    return model.Scene(
        id=part.id.text,
        is_storylet=scene is None,
        start=start,
        end=end,
        title=part.title,
        act=-1 if part.act is None else part.act,
        place=scene.place if scene else "",
        date=scene.date if scene else "",
        mark=(scene.mark or "") if scene else "",
        tags=scene.tags if scene else (),
        sources=scene.sources if scene else (),
        epigraph=scene.epigraph.text if scene and scene.epigraph else "",
        ending=scene.ending.text if scene and scene.ending else "",
        rules=_rules_of(story, part.act, part.file),
        logic=logic,
        text=text,
        span=part.span,
    )


def _cells(story: Story, program: model.Program, symbols_read: frozenset[str]) -> tuple[model.Cell, ...]:
    """Return the cells of a state; whether a choice has been taken has one only where something depends on it."""
    visits = [visits_symbol(scene.id) for scene in program.scenes]
    taken = [(took_symbol(choice.address), choice.once) for choice in program.choices]
    flags = [symbol for symbol, once in taken if once or symbol in symbols_read]
    variables = [_variable_cell(variable) for variable in story.variables if isinstance(variable.start, int)]
    counts = [model.Cell(symbol, None, 0) for symbol in (*visits, *flags, *(rule.flag for rule in program.rules))]
    return (model.Cell(TURNS, None, 0), *variables, *counts)


def _is_needed(cell: model.Cell, symbols_read: frozenset[str]) -> bool:
    """Return whether a state holds a cell: the visits that nothing reads are in the fingerprint alone."""
    return visited_scene(cell.symbol) is None or cell.symbol in symbols_read


def _variable_cell(variable: Variable) -> model.Cell:
    return model.Cell(variable.name.text, variable.kind, int(variable.start))


def _note(note: story_model.Note, resolved: ResolvedStory) -> Note:
    return Note(
        id=note.id.text,
        title=note.title,
        when=None if note.when is None else resolved.term_of(note.when),
        text=compile_prose(note.text, resolved, ""),
        mark=note.mark or "",
        sources=note.sources,
        span=note.id.span,
    )


def _status(line: StatusLine, resolved: ResolvedStory) -> Status:
    kind = resolved.kind_of(line.value)
    high = kind.high if isinstance(kind, NumberKind) else 0
    return Status(line.label, (compile_value(line.value, resolved),), line.form, high)


def _promise(promise: Promise, resolved: ResolvedStory) -> model.Promise:
    match promise:
        case Always(condition, span):
            return Always(resolved.term_of(condition), span)
        case Never(condition, span):
            return Never(resolved.term_of(condition), span)
        case Reach(scene, span):
            return Reach(scene.text, span)
        case Within(ending, turns, span):
            return Within(ending.text, turns, span)
        case Before(first, then, span):
            return Before(first.text, then.text, span)
        case unknown:
            assert_never(unknown)
