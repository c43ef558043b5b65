"""Fingerprints: short words that change when what they stand for does, and the one of a whole program."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from engine.diagnostics.span import Span
from engine.program import model
from engine.program.codec import NUMBER_OF, encode_program


def digest(value: Any) -> str:
    """Sixteen hex digits of BLAKE2b over canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def placeless(encoded: Any) -> Any:
    """Encoded records without the places they were written at."""
    if not isinstance(encoded, list):
        return encoded
    return None if encoded and encoded[0] == NUMBER_OF[Span] else [placeless(part) for part in encoded]


def program_fingerprint(bare: model.Program) -> model.Program:
    """The program with its fingerprint filled in: line numbers do not count, anything played or shown does."""
    return replace(bare, fingerprint=digest({name: placeless(value) for name, value in encode_program(bare).items()}))
