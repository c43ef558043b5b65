"""The position of a parser among the tokens, and the limits on what it builds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.expressions.messages import ExpressionError, expression_too_large
from engine.expressions.syntax.tokens import Place, Token
from engine.language import DEEPEST_EXPRESSION, MOST_PARTS

unfinished = partial(Diagnostic, "unfinished-expression")


class Cursor:
    """Reads tokens one after another and refuses an expression beyond the limits; the mutable state of a parser."""

    def __init__(self, tokens: tuple[Token, ...], place: Place) -> None:
        self._tokens = tokens
        self._place = place
        self._next = 0
        self._nodes = 0
        self._nesting = 0

    @property
    def token(self) -> Token:
        """Return the next token."""
        return self._tokens[self._next]

    def nearby(self, steps: int) -> Token:
        """Return the token some steps from the next one; the first or last if the steps lead beyond."""
        return self._tokens[max(0, min(self._next + steps, len(self._tokens) - 1))]

    def take(self) -> Token:
        """Consume the next token and return it; the last is returned every time."""
        token = self.token
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def take_if(self, text: str) -> bool:
        """Consume the next token if it is this sign or word; return whether it was."""
        if not self.is_at(text):
            return False
        self.take()
        return True

    def is_at(self, *texts: str) -> bool:
        """Return whether the next token is one of these signs or words."""
        return self.token.kind in {"sign", "word"} and self.token.text in texts

    def expect(self, text: str, why: str) -> Token:
        """Consume this sign; raise ExpressionError if another token is next."""
        if not self.is_at(text):
            raise ExpressionError(unfinished(f"`{text}` is missing {why}", self.place(self.token)))
        return self.take()

    def place(self, token: Token) -> Span:
        return self._place(token.start, token.end)

    def grow(self, at: Token) -> Span:
        """Count one more part of the expression, and return its span; raise ExpressionError beyond the limit."""
        self._nodes += 1
        if self._nodes > MOST_PARTS:
            raise ExpressionError(expression_too_large(f"this has more than {MOST_PARTS} parts", self.place(at)))
        return self.place(at)

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Count one level of nesting while inside; raise ExpressionError beyond the limit."""
        self._nesting += 1
        if self._nesting > DEEPEST_EXPRESSION:
            message = f"this is more than {DEEPEST_EXPRESSION} levels deep"
            raise ExpressionError(expression_too_large(message, self.place(self.token)))
        yield
        self._nesting -= 1
