"""The words and limits of the story language, each given once: keys, ids, keywords, functions, marks and forms."""

from __future__ import annotations

from typing import Literal, assert_never, get_args

from engine.records import dataclass

ID = "[a-z][a-z0-9_]*"
"""The pattern of an id: lower case letters, digits and `_`, a letter first."""
LONGEST_ID = 64

KEYWORDS = frozenset({"and", "or", "not", "has", "true", "false"})
"""Words of expressions, which no variable, derived value or member may be named."""
EMPTY = "none"
"""The word for a set without members."""
RESERVED = KEYWORDS | {EMPTY}
"""Words nothing may have for its id."""
DESTINATIONS = frozenset({"on", "back"})
"""Words that stand where a scene's name may stand and mean a place in the story."""

LONGEST_EXPRESSION = 500
"""Characters of an expression or statement."""
MOST_PARTS = 100
"""Numbers, names, operators and calls in an expression."""
DEEPEST_EXPRESSION = 32
"""Parentheses, calls and prefixes within each other."""
MOST_TERMS = 2000
"""Parts of an expression once its derived values are inlined."""
DEEPEST_TERM = 200
"""Operations within each other once derived values are inlined."""
MOST_ALTERNATIVES = 256
"""Members of `one of`."""
MOST_MEMBERS = 62
"""Members of a set; each is held in one bit."""
LONGEST_START = 200
"""Characters that a text may start with: as many as a player may ever be asked for."""
FARTHEST = 2**53
"""No number of a story lies farther from 0, neither a value nor an intermediate one."""

ROOT_KEYS = ("story", "id", "version", "language", "author", "about", "start", "opening", "status")
NamingSection = Literal["vars", "derived", "epigraphs", "notes", "scenes", "storylets"]
NAMING_SECTIONS: tuple[NamingSection, ...] = get_args(NamingSection)
"""Sections below which every key is a name that the author made up."""
Section = Literal[NamingSection, "whenever", "prove"]
SECTIONS: tuple[Section, ...] = get_args(Section)
ACT_KEYS = ("title", "epigraph", "date")
EPIGRAPH_KEYS = ("text", "source")
NOTE_KEYS = ("title", "when", "text", "sources", "mark")
STATUS_KEYS = ("label", "value", "as")
RULE_KEYS = ("if", "go", "priority")

SCENE_KEYS = ("title", "tags", "place", "date", "epigraph", "sources", "mark", "ending")
STORYLET_KEYS = ("title", "deck", "when", "priority", "once", "label")
CHOICE_KEYS = ("when", "locked", "once", "id")
StepKey = Literal["set", "text", "ask", "call", "random"]
STEPS: tuple[StepKey, ...] = get_args(StepKey)
OFFERINGS = ("choices", "hub")
BLOCK_KEYS = ("if", *STEPS, *OFFERINGS, "then", "go", "else")
ASK_KEYS = ("into", "prompt", "limit")
DRAW_KEYS = ("draw", "limit", "shuffle")
OFFERED_WORDS = ("use", "draw", "else")
"""Keys of an item in a list of choices that are no labels."""
LINE_BEGINNINGS = frozenset(
    (*BLOCK_KEYS, *SCENE_KEYS, *STORYLET_KEYS, *CHOICE_KEYS, *ASK_KEYS, *DRAW_KEYS, *OFFERED_WORDS)
)
"""Keys that a line of prose is not taken to begin with."""

PROSE_KEYS = frozenset(("text", "label", "prompt", "locked", "about"))
"""Keys whose value is prose, over as many lines as it needs."""
LINE_KEYS = frozenset(("story", "title", "ending", "source", "place", "date", "author"))
"""Keys whose value is words on one line."""
LISTED_KEYS = ("sources", "tags")
"""Keys whose value is a list of words."""

PromiseKey = Literal["always", "never", "reach", "within", "before"]
"""The word a promise begins with."""
PROMISE_KEYS: tuple[PromiseKey, ...] = get_args(PromiseKey)

Mark = Literal["record", "disputed", "invented"]
MARKS: tuple[Mark, ...] = get_args(Mark)
StatusForm = Literal["number", "bar", "words"]
STATUS_FORMS: tuple[StatusForm, ...] = get_args(StatusForm)
Variation = Literal["visits", "cycle", "first", "shuffle"]
"""`{a | b}` by the visits of its scene, `{& a | b}` round and round, `{! a | b}` each once, `{~ a | b}` drawn."""
VARIATIONS: tuple[Variation, ...] = get_args(Variation)

FunctionName = Literal["seen", "visits", "took", "turns", "count", "min", "max", "abs", "random"]
Takes = Literal["scene", "choice", "set", "numbers", "nothing"]


@dataclass(frozen=True, slots=True)
class Function:
    """A function that an expression may call."""

    name: FunctionName
    takes: Takes
    least: int
    """The number of arguments, at least."""
    most: int
    """The number of arguments, at most."""
    usage: str
    """An example, for messages."""


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function("seen", "scene", 1, 1, "seen(scene)"),
        Function("visits", "scene", 1, 1, "visits(scene)"),
        Function("took", "choice", 1, 1, "took(choice)"),
        Function("turns", "nothing", 0, 0, "turns()"),
        Function("count", "set", 1, 1, "count(set)"),
        Function("min", "numbers", 2, 99, "min(a, b)"),
        Function("max", "numbers", 2, 99, "max(a, b)"),
        Function("abs", "numbers", 1, 1, "abs(a)"),
        Function("random", "numbers", 2, 2, "random(1, 6)"),
    )
}

REFERRING = frozenset(name for name, function in FUNCTIONS.items() if function.takes in {"scene", "choice"})
"""Functions whose argument is the name of a scene or choice, not a value."""


def marker_of(variation: Variation) -> str:
    """Return the sign a form of this variation begins with; empty for the plain form."""
    match variation:
        case "visits":
            return ""
        case "cycle":
            return "&"
        case "first":
            return "!"
        case "shuffle":
            return "~"
        case unknown:
            assert_never(unknown)


def is_drawn(variation: Variation) -> bool:
    """Return whether chance decides which part is printed."""
    match variation:
        case "shuffle":
            return True
        case "visits" | "cycle" | "first":
            return False
        case unknown:
            assert_never(unknown)
