"""Diagnostics about expressions, statements and declarations; each function makes one."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic


class ExpressionFault(Exception):
    """The first mistake in the text of an expression, a statement or a declaration."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
