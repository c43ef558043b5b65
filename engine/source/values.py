"""Whether a scalar may be a value."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.decode import FORBIDDEN
from engine.source.messages.structure import forbidden_character, text_too_long
from engine.source.nodes import Scalar
from engine.source.scalars import SCALAR_LIMIT


def value_fault(scalar: Scalar) -> Diagnostic | None:
    """What is wrong with a value, if anything: only in double quotation marks can an escape bring a character in."""
    if len(scalar.text) > SCALAR_LIMIT:
        return text_too_long(scalar.span, SCALAR_LIMIT)
    forbidden = FORBIDDEN.search(scalar.text) if scalar.style == "double" else None
    if forbidden:
        return forbidden_character(scalar.place(forbidden.start(), forbidden.end()), forbidden.group())
    return None
