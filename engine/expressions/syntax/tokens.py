"""Split the text of an expression into tokens with their offsets, and refuse any sign that has no meaning in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.diagnostics.span import Span
from engine.expressions.messages import ExpressionFault
from engine.expressions.messages.declarations import malformed_name
from engine.expressions.messages.syntax import (
    literal_too_large,
    not_a_number,
    not_an_operator,
    quoted_text,
    single_equals,
    too_many_characters,
)
from engine.expressions.syntax import characters
from engine.language import FARTHEST, ID, KEYWORDS, LONGEST_EXPRESSION, LONGEST_ID, REFERRING

Place = Callable[[int, int], Span]
"""The span of `text[start:end]`."""
TokenKind = Literal["number", "name", "word", "sign", "reference", "end"]

FOREIGN_SIGNS = {
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "~": "not",
    "===": "==", "!==": "!=", "<>": "!=", "=>": ">=", "=<": "<=", "/": "//",
}  # fmt: skip
"""Operators of other languages, and what to write instead."""
UNSUPPORTED_SIGNS = frozenset({"**", "^", "?", "**=", "//=", "*=", "/=", "%=", "+=", "-="})
"""Operators of other languages that an expression has no equivalent of."""
FOREIGN_WORDS = {"is": "==", "isnt": "!=", "eq": "==", "mod": "%", "in": "has", "contains": "has", "xor": "!="}
"""Words that can only be meant as operators after a value, and what to write instead."""

_NUMBER = re.compile(r"[0-9][0-9A-Za-z_]*(?:\.(?!\.)[0-9A-Za-z_]*)?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SIGN = re.compile(r"===|!==|\*\*=?|//=?|&&|\|\||==|!=|<=|>=|<>|=>|=<|[-+*/%]=|[-+*/%<>=!&|^~?(),.:;\[\]{}#@$\\`]")
_REFERENCE = re.compile(r"[\w.\-]+")
_QUOTED = re.compile(r"(['\"])(?:(?!\1).)*\1?|[“”„«][^“”»]*[“”»]?|[‘’‚][^‘’]*[‘’]?", re.DOTALL)
_PLAIN_NAME = re.compile(ID)


@dataclass(frozen=True, slots=True)
class Token:
    kind: TokenKind
    """A `word` is one of the keywords; the `end` token is empty."""
    text: str
    start: int
    end: int


def is_name(text: str) -> bool:
    """Return whether a variable, derived value or member may have this name."""
    return len(text) <= LONGEST_ID and _PLAIN_NAME.fullmatch(text) is not None and text not in KEYWORDS


def tokenize(text: str, place: Place) -> tuple[Token, ...]:
    """Return the tokens of one expression or statement, with an `end` token last; raise ExpressionFault."""
    if len(text) > LONGEST_EXPRESSION:
        raise ExpressionFault(too_many_characters(place(0, len(text)), len(text)))
    for offset, character in enumerate(text):
        if characters.is_hidden(character):
            raise characters.refuse(character, place(offset, offset + 1))
    return (*_tokens(text, place), Token("end", "", len(text.rstrip()), len(text.rstrip())))


def _tokens(text: str, place: Place) -> Iterator[Token]:
    before = ("", "")
    offset = _skip_space(text, 0)
    while offset < len(text):
        refers = before[0] in REFERRING and before[1] == "("
        token = _reference(text, offset) if refers else None
        token = token or _token(text, offset, place, before[1])
        yield token
        before = (before[1], token.text)
        offset = _skip_space(text, token.end)


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t\n\r":
        offset += 1
    return offset


def _reference(text: str, offset: int) -> Token | None:
    match = _REFERENCE.match(text, offset)
    return Token("reference", match.group(), offset, match.end()) if match else None


def _token(text: str, offset: int, place: Place, before: str) -> Token:
    if match := _NUMBER.match(text, offset):
        return _number(match, place)
    if match := _NAME.match(text, offset):
        return _name(match, place, before in {"==", "!="})
    if match := _SIGN.match(text, offset):
        return Token("sign", match.group(), offset, match.end())
    if match := _QUOTED.match(text, offset):
        raise ExpressionFault(quoted_text(place(offset, match.end()), match.group()))
    raise characters.refuse(text[offset], place(offset, offset + 1))


def _number(match: re.Match[str], place: Place) -> Token:
    text = match.group()
    if not text.isdigit():
        raise ExpressionFault(not_a_number(place(*match.span()), text))
    if int(text) > FARTHEST:
        raise ExpressionFault(literal_too_large(place(*match.span()), text))
    return Token("number", text, *match.span())


def _name(match: re.Match[str], place: Place, is_compared: bool) -> Token:
    text = match.group()
    if text in KEYWORDS:
        return Token("word", text, *match.span())
    if text.lower() in KEYWORDS:
        raise ExpressionFault(not_an_operator(place(*match.span()), text, text.lower()))
    if not is_name(text):
        raise ExpressionFault(malformed_name(place(*match.span()), text, is_compared))
    return Token("name", text, *match.span())


def refuse_foreign_operator(token: Token, place: Callable[[Token], Span]) -> None:
    """Raise ExpressionFault if a token is an operator of another language."""
    if token.kind != "sign":
        return
    if token.text == "=":
        raise ExpressionFault(single_equals(place(token)))
    if token.text in FOREIGN_SIGNS or token.text in UNSUPPORTED_SIGNS:
        raise ExpressionFault(not_an_operator(place(token), token.text, FOREIGN_SIGNS.get(token.text)))
