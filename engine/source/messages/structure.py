"""What a story's YAML may not hold, as diagnostics."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

_CONTROLS = {0: "NUL", 7: "BEL", 8: "backspace", 9: "TAB", 10: "line feed", 12: "form feed", 13: "return", 27: "ESC"}
_WORDS = re.compile(r"([a-z_][a-z0-9_]*)(?::|\s+)(\S.*)")

_forbidden_character = partial(Diagnostic, "forbidden-character")
_too_long = partial(Diagnostic, "too-long")


def alias(span: Span) -> Diagnostic:
    return Diagnostic(
        "alias",
        "this `*` repeats a value named elsewhere, and a story has no such values",
        span,
        "write the value itself, or put text in emphasis under `text: |`",
    )


def anchor(span: Span, name: str) -> Diagnostic:
    message = f"{quoted('&' + name)} is an anchor, and a story has none"
    return Diagnostic("anchor", message, span, "delete it, or put text that begins with `&` under `text: |`")


def deep_nesting(span: Span, limit: int) -> Diagnostic:
    message = f"this is nested more than {limit} deep"
    return Diagnostic("deep-nesting", message, span, "move what is inside to a scene of its own, and go there")


def directive(span: Span) -> Diagnostic:
    return Diagnostic(
        "directive",
        "a line that begins with `%` is an order to YAML, and a story has none",
        span,
        "delete the line, or indent it as text",
    )


def duplicate_key(span: Span, key: str, first: Span) -> Diagnostic:
    """Refuse a key's second place in a mapping; `first` is where it stood before."""
    message = f"{quoted(key)} stands here for the second time; the first is in line {first.line}"
    return Diagnostic("duplicate-key", message, span, "keep one of the two", also=(first,))


def forbidden_character(span: Span, character: str) -> Diagnostic:
    message = f"the character {_name(character)} cannot stand here"
    return _forbidden_character(message, span, "delete it")


def character_as_space(span: Span, character: str, mend: Mend) -> Diagnostic:
    """Refuse a character that looks like the plain space YAML wants in its place."""
    message = f"an unseen character stands here, {_name(character)}, where YAML wants a plain space"
    return _forbidden_character(message, span, "write a plain space", mend=mend)


def empty_escape(span: Span) -> Diagnostic:
    """Refuse an escape that stands for no character at all."""
    return _forbidden_character("this escape stands for no character", span, "write the character itself")


def _name(character: str) -> str:
    code = ord(character)
    known = _CONTROLS.get(code) or unicodedata.name(character, "").lower()
    return f"U+{code:04X} ({known})" if known else f"U+{code:04X}"


def key_not_text(span: Span) -> Diagnostic:
    return Diagnostic(
        "key-not-text",
        "a list or mapping stands where a key should",
        span,
        "put a label that begins with `[` or `{` between single quotation marks",
    )


def merge_key(span: Span) -> Diagnostic:
    return Diagnostic(
        "merge-key",
        "`<<` takes over the keys of another mapping, and a story does not",
        span,
        "write the keys themselves",
    )


def not_a_mapping(span: Span) -> Diagnostic:
    return Diagnostic(
        "not-a-mapping",
        "a file of a story is made of keys such as `scenes:`, and this one begins with something else",
        span,
        "begin it with `scenes:` or another key",
    )


def not_yaml(span: Span, message: str = "", helps: str = "") -> Diagnostic:
    """Refuse what is no YAML; `message` and `helps` say more where more is known."""
    return Diagnostic(
        "not-yaml", message or "this cannot be understood as YAML", span, helps or "check the lines above"
    )


def line_without_key(file: str, line: int, text: str) -> Diagnostic:
    """Refuse a line with nothing that YAML reads as a key, where one must stand."""
    said = text.strip()
    words = _WORDS.fullmatch(said)
    mended = f"{words[1]}: {words[2]}" if words else f"{said}:"
    start = len(text) - len(text.lstrip()) + 1
    message = f"{quoted(said)} is no key: a key ends with a colon, and a space parts it from its value"
    return not_yaml(Span(file, line, start, line, start + len(said)), message, f"write {quoted(mended)}")


def second_document(span: Span) -> Diagnostic:
    return Diagnostic(
        "second-document",
        "this begins a second document, and a file holds one",
        span,
        "delete the line, or indent it as part of the text",
    )


def tag(span: Span, name: str) -> Diagnostic:
    message = f"{quoted(name)} is a tag, and a story has none"
    return Diagnostic(
        "tag",
        message,
        span,
        "delete it; an expression says `not`, and text that begins with `!` stands under `text: |`",
    )


def story_too_long(span: Span, what: str) -> Diagnostic:
    """Refuse the whole story; `what` there is too much of: its lines, or its keys and values."""
    return _too_long(f"from here on the story has too many {what}", span, "make two stories of it")


def text_too_long(span: Span, limit: int) -> Diagnostic:
    """Refuse a scalar."""
    return _too_long(f"this text is longer than {limit:,} characters", span, "split it in two")


def key_too_long(span: Span, limit: int) -> Diagnostic:
    """Refuse a key or a label."""
    return _too_long(f"this is longer than {limit} characters", span, "shorten it, and say the rest in a text")
