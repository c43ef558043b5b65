"""A file of the story is not UTF-8.

Every file is UTF-8, whatever its language. Editors offer the encoding when a file is saved.
The example cannot be printed here: this page is UTF-8 itself.
"""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span


def fault(span: Span, byte: int) -> Diagnostic:
    message = f"this file is not UTF-8: byte {byte:02X} stands where no character can"
    return Diagnostic("not-utf8", message, span, "save it again with the encoding UTF-8")
