"""One module per mistake an expression, a statement or a declaration can hold; its docstring is its manual page."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic


class ExpressionFault(Exception):
    """The first mistake met while reading an expression, a statement or a declaration."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
