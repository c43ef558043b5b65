"""A story as its author thinks of it: frozen, every name still a name with its place."""

from __future__ import annotations

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import Kind
from engine.expressions.language.tree import WrittenExpression
from engine.language import Mark, StatusForm
from engine.records import dataclass, field
from engine.story import promises
from engine.story.blocks import Block, PlacedName, Prose


@dataclass(frozen=True, slots=True)
class Variable:
    name: PlacedName
    kind: Kind
    start: int | str
    """In the encoding of its kind; a string for a text."""


@dataclass(frozen=True, slots=True)
class Derived:
    name: PlacedName
    expression: WrittenExpression


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One item of the status line."""

    label: str
    value: WrittenExpression
    form: StatusForm


@dataclass(frozen=True, slots=True)
class Act:
    """The scenes of one file, as a composite state."""

    title: str
    epigraph: PlacedName | None
    date: str
    file: str


@dataclass(frozen=True, slots=True)
class Epigraph:
    id: PlacedName
    text: Prose
    source: str


@dataclass(frozen=True, slots=True)
class Note:
    """A page that the player can read from when its condition first holds at rest."""

    id: PlacedName
    title: str
    when: WrittenExpression | None
    text: Prose
    sources: tuple[str, ...]
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Scene:
    id: PlacedName
    title: str
    tags: tuple[str, ...]
    place: str
    date: str
    epigraph: PlacedName | None
    sources: tuple[str, ...]
    mark: Mark | None
    ending: PlacedName | None
    """The ending's title, if the scene is a final state."""
    body: Block
    act: int | None
    """The place of its act in `Story.acts`."""
    file: str
    span: Span
    memo: list[object] = field(default_factory=list, init=False, repr=False, compare=False)
    """What `contents_of` has collected; no part of it."""


@dataclass(frozen=True, slots=True)
class Storylet:
    id: PlacedName
    title: str
    deck: PlacedName
    when: WrittenExpression | None
    priority: int
    once: bool
    label: Prose
    body: Block
    act: int | None
    file: str
    span: Span
    memo: list[object] = field(default_factory=list, init=False, repr=False, compare=False)
    """What `contents_of` has collected; no part of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`whenever`: leads to a scene when a condition becomes true."""

    condition: WrittenExpression
    go: PlacedName
    priority: int
    act: int | None
    file: str
    in_root: bool
    """A rule of the root file watches every scene; another those of its act, or of its file if that has no act."""
    span: Span


Promise = promises.Promise[WrittenExpression, PlacedName]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that the author wrote, in the order of the files."""

    title: str
    id: str
    version: str
    language: str
    author: str
    about: Prose | None
    """The content note."""
    start: PlacedName
    opening: tuple[PlacedName, ...]
    """Epigraphs shown before the first scene."""
    status: tuple[StatusLine, ...]
    acts: tuple[Act, ...]
    variables: tuple[Variable, ...]
    derived: tuple[Derived, ...]
    epigraphs: tuple[Epigraph, ...]
    notes: tuple[Note, ...]
    scenes: tuple[Scene, ...]
    storylets: tuple[Storylet, ...]
    rules: tuple[Rule, ...]
    promises: tuple[Promise, ...]
    span: Span
    """The root file's first line."""
