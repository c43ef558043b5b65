"""Diagnostics on the files of a story and on what its YAML may not hold: one function makes each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span

_CONTROLS = {0: "NUL", 7: "BEL", 8: "backspace", 9: "TAB", 10: "line feed", 12: "form feed", 13: "return", 27: "ESC"}
_WORDS = re.compile(r"([a-z_][a-z0-9_]*)(?::|\s+)(\S.*)")

_not_read = partial(Diagnostic, "not-read")
_forbidden_character = partial(Diagnostic, "forbidden-character")
_too_long = partial(Diagnostic, "too-long")

alias = partial(
    Diagnostic, "alias", "this `*` repeats a value named elsewhere, and a story has no such values",
    help="write the value itself, or put text in emphasis under `text: |`",
)  # fmt: skip
directive = partial(
    Diagnostic, "directive", "a line that begins with `%` is an order to YAML, and a story has none",
    help="delete the line, or indent it as text",
)  # fmt: skip
empty_escape = partial(_forbidden_character, "this escape stands for no character", help="write the character itself")
key_not_text = partial(
    Diagnostic, "key-not-text", "a list or mapping stands where a key should",
    help="put a label that begins with `[` or `{` between single quotation marks",
)  # fmt: skip
merge_key = partial(
    Diagnostic, "merge-key", "`<<` takes over the keys of another mapping, and a story does not",
    help="write the keys themselves",
)  # fmt: skip
not_a_mapping = partial(
    Diagnostic, "not-a-mapping",
    "a file of a story is made of keys such as `scenes:`, and this one begins with something else",
    help="begin it with `scenes:` or another key",
)  # fmt: skip
second_document = partial(
    Diagnostic, "second-document", "this begins a second document, and a file holds one",
    help="delete the line, or indent it as part of the text",
)  # fmt: skip
"""Mistakes that are always said in the same words; each is called with its span."""


def missing_story(file: str, like: Sequence[str] = ()) -> Diagnostic:
    """Refuse a folder without a root; `like` are the names in it that the author probably meant for one."""
    helps = f"rename `{like[0]}` to `story.yaml`" if like else "a story is a folder with a `story.yaml`, or one file"
    return Diagnostic("missing-story", "there is no story here", _top_of(file), helps)


def link_not_read(file: str) -> Diagnostic:
    return _not_read("this is a link, and links are not followed", _top_of(file), "put the file itself here")


def kind_not_read(file: str, what: str) -> Diagnostic:
    """Refuse something that is no regular file; `what` names it."""
    return _not_read(f"this is {what}, not a file", _top_of(file), "rename it or move it out of the story")


def refused_by_system(file: str, reason: str) -> Diagnostic:
    why = f": {reason.lower()}" if reason else ""
    return _not_read(f"this cannot be read{why}", _top_of(file))


def other_file_ending(file: str) -> Diagnostic:
    """Warn of a part with another ending of YAML files: `.yml`, or capitals."""
    name, _, ending = file.rpartition("/")[2].rpartition(".")
    message = f"this file ends in {quoted('.' + ending)}, so it is no part of the story"
    return _not_read(message, _top_of(file), f"rename it to {quoted(name + '.yaml')}", "warning")


def alike_file_names(file: str, other: str) -> Diagnostic:
    """Refuse a part whose name many disks take for that of another part."""
    message = f"the name of this file differs from that of {quoted(other)} only in the case or the form of its letters"
    return Diagnostic("alike-file-names", message, _top_of(file), "rename it: where these are one name, a file is lost")


def not_utf8(span: Span, byte: int) -> Diagnostic:
    message = f"this file is not UTF-8: byte {byte:02X} stands where no character can"
    return Diagnostic("not-utf8", message, span, "save it again with the encoding UTF-8")


def file_too_large(file: str, limit: int) -> Diagnostic:
    """Refuse a file; `limit` is in bytes."""
    message = f"this file is larger than {limit // 1_000_000} MB"
    return Diagnostic("file-too-large", message, _top_of(file), "split it into several files")


def story_too_large(file: str, limit: int) -> Diagnostic:
    """Refuse a story; `limit` is in bytes."""
    message = f"with this file the story is larger than {limit // 1_000_000} MB"
    return Diagnostic("story-too-large", message, _top_of(file), "make two stories of it")


def too_many_files(file: str, limit: int) -> Diagnostic:
    """Refuse a folder; `limit` is the number of files that would be accepted."""
    message = f"the folder of this story holds more than {limit:,} files"
    return Diagnostic("too-many-files", message, _top_of(file), "keep the story in a folder of its own, in fewer files")


def anchor(span: Span, name: str) -> Diagnostic:
    message = f"{quoted('&' + name)} is an anchor, and a story has none"
    return Diagnostic("anchor", message, span, "delete it, or put text that begins with `&` under `text: |`")


def deep_nesting(span: Span, limit: int) -> Diagnostic:
    message = f"this is nested more than {limit} deep"
    return Diagnostic("deep-nesting", message, span, "move what is inside to a scene of its own, and go there")


def duplicate_key(span: Span, key: str, first: Span) -> Diagnostic:
    """Refuse a key that its mapping has already; `first` is its first place."""
    message = f"{quoted(key)} stands here for the second time; the first is in line {first.line}"
    return Diagnostic("duplicate-key", message, span, "keep one of the two", also=(first,))


def forbidden_character(span: Span, character: str) -> Diagnostic:
    message = f"the character {_name(character)} cannot stand here"
    return _forbidden_character(message, span, "delete it")


def character_as_space(span: Span, character: str, mend: Mend) -> Diagnostic:
    """Refuse a character that looks like the plain space YAML wants in its place."""
    message = f"an unseen character stands here, {_name(character)}, where YAML wants a plain space"
    return _forbidden_character(message, span, "write a plain space", mend=mend)


def _name(character: str) -> str:
    code = ord(character)
    name = _CONTROLS.get(code) or unicodedata.name(character, "").lower()
    return f"U+{code:04X} ({name})" if name else f"U+{code:04X}"


def not_yaml(span: Span, message: str = "", helps: str = "") -> Diagnostic:
    """Refuse text that is no YAML; `message` and `helps` say more about it if they can."""
    return Diagnostic(
        "not-yaml", message or "this cannot be understood as YAML", span, helps or "check the lines above"
    )


def line_without_key(file: str, line: int, text: str) -> Diagnostic:
    """Refuse a line without anything YAML reads as a key, where a key is required."""
    line_text = text.strip()
    words = _WORDS.fullmatch(line_text)
    mended = f"{words[1]}: {words[2]}" if words else f"{line_text}:"
    start = len(text) - len(text.lstrip()) + 1
    message = f"{quoted(line_text)} is no key: a key ends with a colon, and a space parts it from its value"
    return not_yaml(Span(file, line, start, line, start + len(line_text)), message, f"write {quoted(mended)}")


def tag(span: Span, name: str) -> Diagnostic:
    message = f"{quoted(name)} is a tag, and a story has none"
    return Diagnostic(
        "tag",
        message,
        span,
        "delete it; an expression says `not`, and text that begins with `!` stands under `text: |`",
    )


def file_too_long(span: Span, limit: int, what: str) -> Diagnostic:
    """Refuse a file; `what` names what it has more than `limit` of: lines, or keys and values."""
    return _too_long(f"from here on the file has more than {limit:,} {what}", span, "split it into several files")


def story_too_long(span: Span, limit: int) -> Diagnostic:
    """Refuse the whole story; `limit` is in keys and values."""
    message = f"with this file the story has more than {limit:,} keys and values"
    return _too_long(message, span, "make two stories of it")


def text_too_long(span: Span, limit: int) -> Diagnostic:
    return _too_long(f"this text is longer than {limit:,} characters", span, "split it in two")


def key_too_long(span: Span, limit: int) -> Diagnostic:
    return _too_long(f"this is longer than {limit} characters", span, "shorten it, and say the rest in a text")


def _top_of(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)
