"""Words that begin with one of YAML's own signs."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic, Mend
from engine.diagnostics.span import Span
from engine.source.messages.pitfalls import (
    text_read_as_alias,
    text_read_as_anchor,
    text_read_as_list,
    text_read_as_mapping,
    text_read_as_tag,
    text_with_sign,
)

_BY_SIGN = {
    "{": text_read_as_mapping,
    "[": text_read_as_list,
    "*": text_read_as_alias,
    "&": text_read_as_anchor,
    "!": text_read_as_tag,
}


def sign_fault(span: Span, words: str, mend: Mend | None) -> Diagnostic:
    """What YAML makes of words that begin so."""
    known = _BY_SIGN.get(words[0])
    return known(span, mend) if known else text_with_sign(span, words[0], mend)
