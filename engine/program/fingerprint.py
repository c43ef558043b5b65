"""Fingerprints: short hashes of encoded records, and the fingerprint of a whole program."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from engine.diagnostics.span import Span
from engine.program import model
from engine.program.codec import NUMBER_OF, encode, encode_program
from engine.story.promises import Within, condition_in, endings_in, key_of, scenes_in

_PROMISE = 42
"""The record number of every promise in fingerprints, whatever its type."""


def digest(value: Any) -> str:
    """Return sixteen hex digits of BLAKE2b over canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def placeless(encoded: Any) -> Any:
    """Return encoded records without their spans."""
    if not isinstance(encoded, list):
        return encoded
    return None if encoded and encoded[0] == NUMBER_OF[Span] else [placeless(part) for part in encoded]


def program_fingerprint(bare: model.Program) -> model.Program:
    """Return the program with its fingerprint filled in: line numbers do not count, anything played or shown does."""
    encoded = encode_program(bare) | {"promises": [0, *map(_encode_promise, bare.promises)]}
    return replace(bare, fingerprint=digest({name: placeless(value) for name, value in encoded.items()}))


def _encode_promise(promise: model.Promise) -> Any:
    """Encode a promise in the one shape fingerprints have always had: its key, condition, scenes and turns."""
    turns = promise.turns if isinstance(promise, Within) else 0
    scenes = (*scenes_in(promise), *endings_in(promise))
    return [_PROMISE, key_of(promise), encode(condition_in(promise)), encode(scenes), turns, encode(promise.span)]
