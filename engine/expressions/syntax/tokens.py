"""Split the text of an expression into tokens with their offsets, and refuse any sign that has no meaning in one.

Only printable ASCII is allowed, since other characters look alike; but a scene or choice inside `( )` may use the
letters and digits of any script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.show import quoted
from engine.diagnostics.span import Span
from engine.expressions.messages import ExpressionError, expression_too_large
from engine.language import EMPTY, FARTHEST, ID, KEYWORDS, LONGEST_EXPRESSION, LONGEST_ID, REFERRING
from engine.records import NamedTuple

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
LOOKALIKES = {
    "≥": ">=", "≤": "<=", "≠": "!=", "−": "-", "–": "-", "—": "-", "×": "*", "∧": "and", "∨": "or", "¬": "not",
    "（": "(", "）": ")", "，": ",", "；": ";", "＝": "=",
}  # fmt: skip
"""What an author or a word processor may write, and what it means."""
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs that print nothing."""

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"[ -~\t\n\r]*")
_TOKEN = re.compile(
    r"""
    (?P<sign> === | !== | \*\*=? | //=? | && | \|\| | == | != | <= | >= | <> | => | =<
        | [-+*/%]= | [-+*/%<>=!&|^~?(),.:;\[\]{}\#@$\\`] )
    | (?P<name> [A-Za-z_][A-Za-z0-9_]* )
    | (?P<number> [0-9][0-9A-Za-z_]* (?: \.(?!\.)[0-9A-Za-z_]* )? )
    | (?P<quoted> (?P<mark>['"])(?:(?!(?P=mark)).)*(?P=mark)? | [“”„«][^“”»]*[“”»]? | [‘’‚][^‘’]*[‘’]? )
    """,
    re.DOTALL | re.VERBOSE,
)
_REFERENCE = re.compile(r"[\w.\-]+")
_PLAIN_NAME = re.compile(ID)

_character_in_expression = partial(Diagnostic, "character-in-expression")
_malformed_name = partial(Diagnostic, "malformed-name")
_not_a_number = partial(Diagnostic, "not-a-number")


class Token(NamedTuple):
    kind: TokenKind
    """A `word` is one of the keywords; the `end` token is empty."""
    text: str
    start: int
    end: int


def is_name(text: str) -> bool:
    """Return whether a variable, derived value or member may have this name."""
    return len(text) <= LONGEST_ID and _PLAIN_NAME.fullmatch(text) is not None and text not in KEYWORDS


def tokenize(text: str, place: Place) -> tuple[Token, ...]:
    """Return the tokens of one expression or statement, with an `end` token last; raise ExpressionError."""
    if len(text) > LONGEST_EXPRESSION:
        message = f"this has {len(text)} characters, and {LONGEST_EXPRESSION} is the most"
        raise ExpressionError(expression_too_large(message, place(0, len(text))))
    refuse_hidden(text, place)
    return (*_tokens(text, place), Token("end", "", len(text.rstrip()), len(text.rstrip())))


def _tokens(text: str, place: Place) -> Iterator[Token]:
    before = ("", "")
    offset = _end_of_space(text, 0)
    while offset < len(text):
        refers = before[0] in REFERRING and before[1] == "("
        token = _reference(text, offset) if refers else None
        token = token or _token(text, offset, place, before[1])
        yield token
        before = (before[1], token.text)
        offset = _end_of_space(text, token.end)


def _end_of_space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def _reference(text: str, offset: int) -> Token | None:
    match = _REFERENCE.match(text, offset)
    return Token("reference", match.group(), offset, match.end()) if match else None


def _token(text: str, offset: int, place: Place, before: str) -> Token:
    match = _TOKEN.match(text, offset)
    if match is None:
        raise _refuse_character(text[offset], place(offset, offset + 1))
    if match["sign"]:
        return Token("sign", match["sign"], offset, match.end())
    if match["name"]:
        return _name(match, place, before in {"==", "!="})
    if match["number"]:
        return _number(match, place)
    raise _quoted_text(place(offset, match.end()), match.group())


def _number(match: re.Match[str], place: Place) -> Token:
    text = match.group()
    if not text.isdigit():
        raise not_a_number(place(*match.span()), text)
    if int(text) > FARTHEST:
        raise number_too_large(place(*match.span()), text)
    return Token("number", text, *match.span())


def _name(match: re.Match[str], place: Place, is_compared: bool) -> Token:
    text = match.group()
    if text in KEYWORDS:
        return Token("word", text, *match.span())
    if text.lower() in KEYWORDS:
        raise _not_an_operator(place(*match.span()), text, text.lower())
    if not is_name(text):
        raise malformed_name(place(*match.span()), text, is_compared)
    return Token("name", text, *match.span())


def refuse_foreign_operator(token: Token, place: Callable[[Token], Span]) -> None:
    """Raise ExpressionError if a token is an operator of another language."""
    if token.kind != "sign":
        return
    if token.text == "=":
        message = "`=` gives a value, and an expression only asks"
        raise ExpressionError(Diagnostic("single-equals", message, place(token), "to compare, write `==`"))
    if token.text in FOREIGN_SIGNS or token.text in UNSUPPORTED_SIGNS:
        raise _not_an_operator(place(token), token.text, FOREIGN_SIGNS.get(token.text))


def refuse_hidden(text: str, place: Place) -> None:
    """Raise ExpressionError if a text has a character that is invisible, or changes the order in which others show."""
    if _PLAIN.fullmatch(text):
        return
    for offset, character in enumerate(text):
        if _is_hidden(character):
            raise _refuse_character(character, place(offset, offset + 1))


def _is_hidden(character: str) -> bool:
    if character in " \t\n\r":
        return False
    is_unprinted = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}
    return is_unprinted or character in BLANK_LETTERS


def _refuse_character(character: str, span: Span) -> ExpressionError:
    """Return the error of a character that has no meaning in an expression, named so that an author can find it."""
    name = f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL CHARACTER')}"
    if _is_hidden(character):
        help_ = "delete it, and type what stands around it again"
        return ExpressionError(_character_in_expression(f"an unseen character stands here, {name}", span, help_))
    what = f"{quoted(character)} ({name})" if ord(character) > 126 else quoted(character)
    help_ = f"write `{LOOKALIKES[character]}`" if character in LOOKALIKES else ""
    return ExpressionError(_character_in_expression(f"{what} has no meaning here", span, help_))


def malformed_name(span: Span, text: str, is_compared: bool = False) -> ExpressionError:
    """Return the error of a name; `is_compared` if it may be meant for the words of a free text."""
    if not text:
        return ExpressionError(_malformed_name("a name is missing here", span, "write a name, or take out the comma"))
    if text == EMPTY:
        help_ = "leave it out, or give it another name"
        return ExpressionError(_malformed_name(f"`{text}` is the word for an empty set", span, help_))
    if len(text) > LONGEST_ID:
        return ExpressionError(_malformed_name(f"a name has {LONGEST_ID} characters at most", span, "shorten it"))
    lower_case = text.lower().replace("-", "_").replace(" ", "_").strip("_")
    is_plain = lower_case != text and lower_case.isascii() and lower_case.isidentifier()
    help_ = f"write {quoted(lower_case)}" if is_plain else "a name is a letter a to z, then letters, digits and `_`"
    if is_compared:
        help_ += " if it is a member of `one of`; a free text cannot be compared"
    return ExpressionError(_malformed_name(f"{quoted(text)} cannot be a name", span, help_))


def not_a_number(span: Span, text: str) -> ExpressionError:
    """Return the error of a text that is no whole number."""
    help_ = "numbers are whole" if "." in text else "write its digits and nothing else"
    message = f"{quoted(text)} is no whole number" if text else "a whole number is missing here"
    return ExpressionError(_not_a_number(message, span, help_))


def number_too_large(span: Span, text: str) -> ExpressionError:
    """Return the error of a number beyond the limit."""
    return ExpressionError(_not_a_number(f"{quoted(text, 24)} is too large", span, f"numbers go up to {FARTHEST}"))


def _not_an_operator(span: Span, text: str, instead: str | None) -> ExpressionError:
    help_ = (
        f"write `{instead}`" if instead else ("there are only `+ - * // %`, comparisons, `has`, `and`, `or` and `not`")
    )
    what = "no word of an expression" if text.isalpha() else "no operator"
    return ExpressionError(Diagnostic("not-an-operator", f"`{text}` is {what}", span, help_))


def _quoted_text(span: Span, text: str) -> ExpressionError:
    inner = text.strip("\"'“”„«»‘’‚ ")
    help_ = "compare a member of `one of` instead"
    if inner.replace("-", "_").replace(".", "_").isidentifier():
        help_ = f"write the name without quotation marks: {quoted(inner)}"
    return ExpressionError(Diagnostic("quoted-text", "an expression holds no quoted text", span, help_))
