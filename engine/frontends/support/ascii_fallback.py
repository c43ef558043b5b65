"""Replaces characters that an output cannot show by ones it can: typewriter quotes, letters without accents."""

from __future__ import annotations

import codecs
import unicodedata

PLAINER = "samarra.plainer"
"""The name of the error handler, for `str.encode` and for streams."""

_TYPED = str.maketrans("“”„‘’–·›\u00a0", '"""\'\'--> ') | {ord("—"): "--", ord("…"): "..."}


def showable(text: str, encoding: str | None) -> str:
    """Return a text with only the characters an encoding has; a stream without an encoding takes any."""
    encoding = encoding or "utf-8"
    return text.encode(encoding, PLAINER).decode(encoding)


def ascii_fallback(error: UnicodeError) -> tuple[str, int]:
    """Return what replaces the characters an encoding lacks: a question mark where nothing is near."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_replacement(character) for character in error.object[error.start : error.end]), error.end


def _replacement(character: str) -> str:
    text = unicodedata.normalize("NFKD", character.translate(_TYPED))
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return bare if bare.isascii() and bare else "?"


codecs.register_error(PLAINER, ascii_fallback)
