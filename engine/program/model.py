"""The flat machine: numbered instructions over cells, with every name of the author resolved.

A run stops (rests) at `Offer`, `Ask` and `End`. The stack holds two kinds of frame: a call frame is the address to
return to; a follow frame, made when a choice of another scene or a storylet is picked, is the address of what follows
the list. `Go` drops follow frames down to the nearest call frame; `Return` pops whichever frame is on top.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.diagnostics.span import Span
from engine.expressions.language.kinds import Kind
from engine.expressions.language.terms import Statement, Term
from engine.program.prose import Prose
from engine.program.tables import Act, Epigraph, Note, Status
from engine.records import dataclass, field
from engine.story import promises


@dataclass(frozen=True, slots=True)
class EnterScene:
    """Count a visit of a scene or storylet."""

    scene: str


@dataclass(frozen=True, slots=True)
class Say:
    """Print."""

    prose: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Set:
    """Change cells."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Continue with the next instruction if the condition holds, else at `otherwise`."""

    condition: Term
    otherwise: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Continue at another address."""

    target: int


@dataclass(frozen=True, slots=True)
class Go:
    """Continue with a scene, and drop follow frames."""

    scene: str


@dataclass(frozen=True, slots=True)
class Call:
    """Run a scene, and return to the next instruction."""

    scene: str


@dataclass(frozen=True, slots=True)
class Return:
    """The end of a scene: pop a frame and continue there. Without a frame the game is stuck; checks exclude it."""


@dataclass(frozen=True, slots=True)
class Back:
    """`go: back`: drop follow frames, and pop a call frame."""


@dataclass(frozen=True, slots=True)
class Random:
    """Draw one of the targets by weight."""

    weights: tuple[int, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Rest until the player has typed a text."""

    symbol: str
    prompt: Prose
    limit: int


@dataclass(frozen=True, slots=True)
class CheckRules:
    """The end of the body of a choice: check the rules, if they have not been checked since the choice was taken."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of an offer."""

    choice: int
    """Its position in `Program.choices`."""
    follows: bool
    """Taking it pushes a follow frame, since the choice is written elsewhere (`use`)."""


@dataclass(frozen=True, slots=True)
class DrawFrom:
    """The storylets of a deck, highest priority first and then in file order."""

    deck: str
    choices: tuple[int, ...]
    """Positions in `Program.choices`, one per storylet."""
    limit: int
    shuffle: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Rest until a choice is taken."""

    entries: tuple[Pick | DrawFrom, ...]
    otherwise: int
    """The address to continue at when nothing is on offer; -1 if the game then stops here."""
    after: int
    """The address after a choice written elsewhere: that after the list, in a hub the offer itself; -1 if none."""


@dataclass(frozen=True, slots=True)
class End:
    """A final state."""

    scene: str


Instruction = (
    EnterScene | Say | Set | Branch | Jump | Go | Call | Return | Back | Random | Ask | CheckRules | Offer | End
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Anything that can be taken: a choice, or a storylet offered by its deck."""

    id: str
    """Unique within the list it is offered in."""
    address: str
    """`scene.outer.inner`, unique in the story; for a storylet, its id."""
    label: Prose
    when: Term | None
    locked: Prose
    """The reason shown when `when` does not hold; empty if the choice is then not shown at all."""
    once: bool
    body: int
    """The address of its body."""
    scene: str
    """The scene or storylet that contains it, and whose visits its label reads."""
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the state. The first cell is always `turns`."""

    symbol: str
    kind: Kind | None
    """A variable's kind; None for the machine's own counts and flags."""
    start: int


@dataclass(frozen=True, slots=True)
class TextCell:
    """One text variable."""

    symbol: str
    start: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Continue with a scene when a condition becomes true."""

    condition: Term
    scene: str
    """Where it goes."""
    flag: str
    """The symbol of the cell that holds whether the condition was true when last checked."""
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene or storylet: the range of its code, and what a frame shows of it."""

    id: str
    is_storylet: bool
    start: int
    end: int
    """Its code is `code[start:end]`."""
    title: str
    act: int
    """Position in `Program.acts`, or -1."""
    place: str
    date: str
    mark: str
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    epigraph: str
    ending: str
    rules: tuple[int, ...]
    """The rules that watch it, in the order in which they are checked."""
    logic: str
    """Fingerprint of what it does."""
    text: str
    """Fingerprint of what it says."""
    span: Span


Promise = promises.Promise[Term, str]
"""One line of `prove:`, ready for the search; scenes are given by their ids."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Program:
    """A compiled story; two are equal if their fingerprints are."""

    title: str
    id: str
    version: str
    language: str
    author: str
    about: Prose
    start: str
    opening: tuple[str, ...]
    cells: tuple[Cell, ...]
    texts: tuple[TextCell, ...]
    code: Sequence[Instruction]
    scenes: Sequence[Scene]
    scene_starts: Mapping[str, int]
    """The address each scene starts at, by its id, in the order of `scenes`."""
    choices: Sequence[Choice]
    rules: tuple[Rule, ...]
    acts: tuple[Act, ...]
    epigraphs: Sequence[Epigraph]
    notes: Sequence[Note]
    status: tuple[Status, ...]
    promises: Sequence[Promise]
    fingerprint: str
    """Of the whole program: changes when anything that is played or shown changes."""
    memo: dict[Callable[[Program], object], Any] = field(default_factory=dict, init=False, repr=False)
    """What functions have computed from the program, by function; no part of the program itself."""
