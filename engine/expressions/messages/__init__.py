"""What is wrong with an expression, as diagnostics: one function makes each, and `manual` has a page on each code."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic


class ExpressionFault(Exception):
    """The first mistake met while reading an expression, a statement or a declaration."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
