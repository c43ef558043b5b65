"""The hash that names cache entries, states and saves, without OpenSSL, which `hashlib` loads with it in 3 ms."""

from __future__ import annotations

try:
    from _blake2 import blake2b as blake2b
except ImportError:  # an interpreter without CPython's own module
    from hashlib import blake2b as blake2b
