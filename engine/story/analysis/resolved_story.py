"""Resolve every expression of a story in its scope: terms for the compiler, faults and guards for the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.language.kinds import Kind
from engine.expressions.language.terms import Statement, Term
from engine.expressions.language.tree import Assign, Expression, Name, WrittenExpression, WrittenStatement, nodes_of
from engine.expressions.semantics.resolve import resolve_condition, resolve_statement, resolve_value
from engine.expressions.semantics.scope import Scope
from engine.records import dataclass, field, replace
from engine.story.facts import FileFacts
from engine.story.graph import READ_ALL, Unread
from engine.story.model import Story
from engine.story.occurrences import (
    ConditionOccurrence,
    Occurrence,
    StatementOccurrence,
    ValueOccurrence,
    expressions_of,
)
from engine.story.promises import condition_in
from engine.story.walk import Part, contents_of, parts_of


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition that lets something be run, offered or shown."""

    term: Term
    span: Span


@dataclass(frozen=True, slots=True)
class Terms:
    """What the expressions and statements of one story mean, by the identity of each; faulty ones are left out."""

    of_expressions: dict[int, Term] = field(default_factory=dict)
    """Conditions and values; a text variable that is shown has a kind and no term."""
    kinds: dict[int, Kind] = field(default_factory=dict)
    """Of values alone."""
    of_statements: dict[int, Statement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResolvedStory:
    """A story and the meaning of its expressions; without diagnostics it has a term for each of them."""

    story: Story
    """The whole story, some bodies of which may not be read."""
    read_story: Story
    """What is read of it; the owner of the expressions, whose identities are the keys of the terms."""
    unread: Unread
    """What is known of the scenes that are not read."""
    occurrences: tuple[Occurrence, ...]
    """Every expression and statement that is read."""
    scope: Scope
    """What names mean outside every scene."""
    terms: Terms
    diagnostics: tuple[Diagnostic, ...]
    guards: tuple[Guard, ...]
    variables_read: frozenset[str]
    """Variables and derived values whose value is asked for; a variable that only feeds its own `set` is not read."""
    variables_changed: frozenset[str]
    """Variables that a statement sets."""

    def term_of(self, expression: WrittenExpression) -> Term:
        return self.terms.of_expressions[id(expression)]

    def kind_of(self, expression: WrittenExpression) -> Kind | None:
        """Return the kind of a shown value; None if it is faulty."""
        return self.terms.kinds.get(id(expression))

    def statement_of(self, assign: WrittenStatement) -> Statement:
        return self.terms.of_statements[id(assign)]


def resolve_story(story: Story, files: Sequence[FileFacts] = ()) -> ResolvedStory:
    """Resolve every expression and statement once, and collect what is wrong with them; `files` are not read."""
    unread = {name: part for file in files for name, part in file.parts.items()}
    scope = scope_of(story, unread)
    read_story = replace(story, scenes=tuple(scene for scene in story.scenes if scene.id.text not in unread))
    occurrences = tuple(expressions_of(read_story))
    meanings = Terms()
    diagnostics: list[Diagnostic] = []
    for owner, within in groupby(occurrences, lambda occurrence: occurrence.owner):
        scope_here = scope.at(owner)
        for occurrence in within:
            diagnostics += _resolve(occurrence, scope_here, meanings)
    return ResolvedStory(
        story=story,
        read_story=read_story,
        unread=unread,
        occurrences=occurrences,
        scope=scope,
        terms=meanings,
        diagnostics=tuple(diagnostics),
        guards=tuple(_guards(story, occurrences, meanings.of_expressions)),
        variables_read=frozenset(names_read(occurrences)).union(*(file.variables_read for file in files)),
        variables_changed=frozenset(names_changed(occurrences)).union(*(file.variables_changed for file in files)),
    )


def names_changed(occurrences: Iterable[Occurrence]) -> set[str]:
    """Return the variables that statements set."""
    statements = (occurrence.assign.tree for occurrence in occurrences if isinstance(occurrence, StatementOccurrence))
    return {assign.name.text for assign in statements}


def scope_of(story: Story, unread: Unread = READ_ALL) -> Scope:
    """Return what every name of a story can mean in an expression outside its scenes."""
    addresses = {
        part.id.text: facts.addresses if (facts := unread.get(part.id.text)) else addresses_in(part)
        for part in parts_of(story)
    }
    return Scope(
        variables={variable.name.text: variable.kind for variable in story.variables},
        derived={derived.name.text: derived.expression for derived in story.derived},
        scenes=frozenset(addresses),
        addresses=addresses,
        here=None,
    )


def addresses_in(part: Part) -> tuple[str, ...]:
    """Return the addresses of every choice in a body."""
    return tuple(addressed.address for addressed in contents_of(part).choices)


def _resolve(occurrence: Occurrence, scope: Scope, meanings: Terms) -> tuple[Diagnostic, ...]:
    """Enter the meaning of one expression or statement; return what is wrong with it."""
    match occurrence:
        case ConditionOccurrence(expression):
            resolved = resolve_condition(expression, scope)
        case ValueOccurrence(expression):
            resolved = resolve_value(expression, scope)
            if resolved.kind is not None:
                meanings.kinds[id(expression)] = resolved.kind
        case StatementOccurrence(assign):
            change = resolve_statement(assign, scope)
            if change.statement is not None:
                meanings.of_statements[id(assign)] = change.statement
            return change.diagnostics
        case unknown:
            assert_never(unknown)
    if resolved.term is not None:
        meanings.of_expressions[id(expression)] = resolved.term
    return resolved.diagnostics


def _guards(story: Story, occurrences: Iterable[Occurrence], of_expressions: Mapping[int, Term]) -> Iterator[Guard]:
    """Yield every sound condition that is no promise."""
    promises = {id(condition_in(promise)) for promise in story.promises}
    for occurrence in occurrences:
        if isinstance(occurrence, ConditionOccurrence) and id(occurrence.expression) not in promises:
            term = of_expressions.get(id(occurrence.expression))
            if term is not None:
                yield Guard(term, occurrence.expression.span)


def names_read(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    """Yield names that may be variables; a member of the same name counts too, so that nothing is blamed wrongly."""
    trees = {id(tree): tree for tree in map(tree_of, occurrences)}
    for tree in trees.values():
        own = tree.name.text if isinstance(tree, Assign) else None
        yield from (part.text for part in nodes_of(tree) if isinstance(part, Name) and part.text != own)


def tree_of(occurrence: Occurrence) -> Expression | Assign:
    return occurrence.assign.tree if isinstance(occurrence, StatementOccurrence) else occurrence.expression.tree
