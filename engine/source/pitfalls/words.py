"""How words must be written so that YAML leaves them alone."""

from __future__ import annotations

import re

COLON = re.compile(r":(?=\s|$)")
"""A colon that parts a key from its value."""
HASH = re.compile(r"(?<=\s)#")
"""A sign that begins a comment."""
SIGNS = frozenset("{}[]*&!@%`|>#,\"'")
"""What no plain text can begin with."""

_COLON_OR_HASH = re.compile(f"{COLON.pattern}|{HASH.pattern}")
_DASH = re.compile(r"[-?:](?:\s|$)")
_OPENS = re.compile(r"(?:^|(?<=[\s(\[{‘“—–-]))\"")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_SINGLE = re.compile(r"'(?:[^']|'')*+'")
_SAID = re.compile(r"'(.*?[,.;:!?…—-])'(?=\s|$)")


def first_mark(text: str) -> int:
    """Where the first colon with a space after it or comment sign stands, -1 if nowhere."""
    found = _COLON_OR_HASH.search(text)
    return found.start() if found else -1


def begins_with_sign(text: str) -> bool:
    """Whether YAML takes the first character for one of its own signs."""
    return text[:1] in SIGNS or bool(_DASH.match(text))


def needs_quotes(text: str) -> bool:
    """Whether YAML would misread the text without quotation marks round it."""
    return not text or text != text.strip() or begins_with_sign(text) or first_mark(text) >= 0


def as_one_line(text: str) -> str:
    """The text as a key or a short value."""
    return "'" + text.replace("'", "''") + "'" if needs_quotes(text) else text


def typographic(text: str) -> str:
    """Straight double quotation marks turned into opening and closing ones."""
    return _OPENS.sub("“", text).replace('"', "”")


def typographic_label(text: str) -> str:
    """The same, with a single mark at the start turned too: a plain key cannot begin with a straight one."""
    text = typographic(text)
    if not text.startswith("'"):
        return text
    said = _SAID.match(text)
    return f"‘{said.group(1)}’{text[said.end() :]}" if said else "’" + text[1:]


def closing(text: str, start: int = 0) -> int:
    """Where the mark that opens at `start` is closed in the text, -1 if it is not."""
    quoted = (_DOUBLE if text[start] == '"' else _SINGLE).match(text, start)
    return quoted.end() - 1 if quoted else -1
