"""Write words so that YAML takes them as they are."""

from __future__ import annotations

import re

COLON = re.compile(r":(?=\s|$)")
"""A colon that ends a key."""
HASH = re.compile(r"(?<=\s)#")
"""A sign that begins a comment."""
SIGNS = frozenset("{}[]*&!@%`|>#,\"'")
"""The characters that no plain text can begin with."""

_COLON_OR_HASH = re.compile(f"{COLON.pattern}|{HASH.pattern}")
_DASH = re.compile(r"[-?:](?:\s|$)")
_OPENS = re.compile(r"(?:^|(?<=[\s(\[{‘“—–-]))\"")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_SINGLE = re.compile(r"'(?:[^']|'')*+'")
_QUOTATION = re.compile(r"'(.*?[,.;:!?…—-])'(?=\s|$)")


def first_mark(text: str) -> int:
    """Return the place of the first colon with a space after it or comment sign, -1 if there is none."""
    mark = _COLON_OR_HASH.search(text)
    return mark.start() if mark else -1


def begins_with_sign(text: str) -> bool:
    """Tell whether YAML takes the first character for one of its own signs."""
    return text[:1] in SIGNS or bool(_DASH.match(text))


def needs_quotes(text: str) -> bool:
    """Tell whether YAML would misread the text without quotation marks round it."""
    return not text or text != text.strip() or begins_with_sign(text) or first_mark(text) >= 0


def as_one_line(text: str) -> str:
    """Return the text as a key or a short value."""
    return "'" + text.replace("'", "''") + "'" if needs_quotes(text) else text


def typographic(text: str) -> str:
    """Turn straight double quotation marks into opening and closing ones."""
    return _OPENS.sub("“", text).replace('"', "”")


def typographic_label(text: str) -> str:
    """Turn a single mark at the start too: a plain key cannot begin with a straight one."""
    text = typographic(text)
    if not text.startswith("'"):
        return text
    quotation = _QUOTATION.match(text)
    return f"‘{quotation.group(1)}’{text[quotation.end() :]}" if quotation else "’" + text[1:]


def closing(text: str, start: int = 0) -> int:
    """Return the place of the mark that closes the one at `start`, -1 if there is none."""
    quoted = (_DOUBLE if text[start] == '"' else _SINGLE).match(text, start)
    return quoted.end() - 1 if quoted else -1
