"""Keys, values and ids that do not fit, as diagnostics: one function makes each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.near import did_you_mean, nearest
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.language import LONGEST_ID

_not_a_name = partial(Diagnostic, "not-a-name")


_ELSEWHERE = {
    **dict.fromkeys(("goto", "to", "target", "jump", "divert", "next", "scene", "passage"), ("go",)),
    **dict.fromkeys(("options", "menu", "links", "actions"), ("choices",)),
    **dict.fromkeys(("condition", "cond", "requires", "show_if", "only_if", "when", "if"), ("when", "if")),
    **dict.fromkeys(("body", "description", "desc", "prose", "content", "say"), ("text",)),
    **dict.fromkeys(("begin", "first", "entry"), ("start",)),
    **dict.fromkeys(("title", "name"), ("title", "story", "label")),
    **dict.fromkeys(("variables", "state", "flags"), ("vars",)),
    **dict.fromkeys(("effect", "effects", "do", "assign"), ("set",)),
    **dict.fromkeys(("end", "is_ending", "final"), ("ending",)),
}
"""What a key is called in other tools or other places, and what it may be called here."""

_SHAPES = {
    "text": "write the words on the lines below a `|`",
    "a list": "begin each item with `- `",
    "a mapping": "write `key: value` on the lines below, indented",
}
"""How to write what is due."""

_key_order = partial(Diagnostic, "key-order")
_misplaced_key = partial(Diagnostic, "misplaced-key")

set_list = partial(
    Diagnostic, "set-list", "`set` holds a list", help="write `set: |` and each statement on a line below, without `- `"
)


def bad_number(span: Span, key: str, text: str, low: int, high: int) -> Diagnostic:
    owner = key if " " in key else f"`{key}`"
    return Diagnostic("bad-number", f"{owner} is {quoted(text)}", span, f"a whole number from {low} to {high} is due")


def empty_value(span: Span, key: str) -> Diagnostic:
    offer = "fill it in, indented under its key, or take the key out"
    return Diagnostic("empty-value", f"{quoted(key)} is empty", span, offer)


def key_order(span: Span, key: str, above: str, is_step: bool) -> Diagnostic:
    """Refuse a key below `above`, the key it must stand before."""
    offer = f"move `{key}` above `{above}`"
    if is_step and above in {"choices", "hub"}:
        offer += ", or into `then:` below if it comes after the choices"
    return _key_order(f"`{key}` stands below `{above}`", span, offer)


def else_order(span: Span, last: str) -> Diagnostic:
    return _key_order(f"`else` stands above `{last}`", span, f"move `else` below `{last}`, to the end of the block")


def misplaced_key(span: Span, key: str, in_root: bool) -> Diagnostic:
    if in_root:
        message = f"`{key}` belongs to a part, not to the root file"
        return _misplaced_key(message, span, "move its scenes to a file of their own")
    return _misplaced_key(f"`{key}` belongs in the root file, not in a part", span, f"move `{key}` to `story.yaml`")


def missing_key(span: Span, key: str, owner: str) -> Diagnostic:
    return Diagnostic("missing-key", f"{owner} lacks `{key}`", span, f"add `{key}:`")


def unknown_key(span: Span, key: str, owner: str, allowed: Iterable[str]) -> Diagnostic:
    """Refuse a key; `allowed` are the keys to offer."""
    names = tuple(allowed)
    listed = ", ".join(f"`{name}`" for name in names)
    here = likely_key(key, names)
    offer = f"did you mean `{here}`?" if here else f"it may have {listed}" if listed else ""
    return Diagnostic("unknown-key", f"{owner} has no key {quoted(key)}", span, offer)


def likely_key(key: str, allowed: Sequence[str]) -> str | None:
    """Return the key an author who wrote this one probably had in mind."""
    elsewhere = (name for name in _ELSEWHERE.get(key.casefold(), ()) if name in allowed)
    return next(elsewhere, None) or nearest(key, allowed)


def unknown_word(span: Span, key: str, text: str, words: tuple[str, ...]) -> Diagnostic:
    listed = ", ".join(f"`{word}`" for word in words)
    offer = did_you_mean(text, words) or f"it is one of {listed}"
    return Diagnostic("unknown-word", f"`{key}` is {quoted(text)}", span, offer)


def wrong_shape(span: Span, owner: str, due: str, given: str) -> Diagnostic:
    name = owner if " " in owner else quoted(owner)
    return Diagnostic("wrong-shape", f"{name} holds {given}, where {due} is due", span, _SHAPES.get(due, ""))


def bad_choice_id(span: Span, text: str) -> Diagnostic:
    offer = f"an id holds letters, digits, `-` and `_`, no `-` at either end, {LONGEST_ID} at most"
    return Diagnostic("bad-choice-id", f"{quoted(text)} cannot be an id", span, offer)


def bad_id(span: Span, what: str, text: str) -> Diagnostic:
    offer = f"an id is lower case letters, digits and `_`, a letter first, {LONGEST_ID} at most"
    return Diagnostic("bad-id", f"{quoted(text)} cannot be the id of {what}", span, offer)


def needs_id(span: Span, label: str) -> Diagnostic:
    message = f"{quoted(label)} has no letters or digits to make an id of"
    return Diagnostic("needs-id", message, span, "give it one: `id: some-words`")


def not_a_name(span: Span, key: str, text: str) -> Diagnostic:
    where = f"in `{key}`, " if key else ""
    if text in {"on", "back"}:
        offer = "name a scene; only `go` in a block goes `on` or `back`"
        return _not_a_name(f"{where}`{text}` is no scene", span, offer)
    offer = "a name is lower case letters, digits and `_`"
    if " " in text:
        offer += "; words to print go under `text: |`"
    return _not_a_name(f"{where}{quoted(text)} is no name", span, offer)


def repeated_choice(span: Span, name: str, other: Span) -> Diagnostic:
    offer = "give one of them an `id:` of its own, first in its body"
    return Diagnostic("repeated-choice", f"another choice here has the id {quoted(name)}", span, offer, also=(other,))


def repeated_id(span: Span, name: str, what: str, first: Span) -> Diagnostic:
    """Refuse an id that is taken: `what` had it before, at `first`."""
    where = f"{first.file}:{first.line}"
    message = f"{quoted(name)} is already the {what} at {where}"
    return Diagnostic("repeated-id", message, span, "give one of the two another id", also=(first,))


def reserved_id(span: Span, what: str, text: str) -> Diagnostic:
    message = f"`{text}` is a word of the language and cannot be the id of {what}"
    return Diagnostic("reserved-id", message, span, "take another id")
