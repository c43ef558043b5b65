"""Characters that an output cannot show, told with ones it can: typewriter quotation marks, letters without marks."""

from __future__ import annotations

import codecs
import unicodedata

PLAINER = "samarra.plainer"
"""The name of the error handler, for `str.encode` and for streams."""

_TYPED = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "—": "--",
        "–": "-",
        "…": "...",
        "·": "-",
        "›": ">",
        "\u00a0": " ",
    }
)


def showable(text: str, encoding: str | None) -> str:
    """A text with only characters that an encoding has; a stream without one takes any."""
    encoding = encoding or "utf-8"
    return text.encode(encoding, PLAINER).decode(encoding)


def ascii_fallback(fault: UnicodeError) -> tuple[str, int]:
    """What stands for the characters an encoding has not; a question mark where nothing comes near."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    return "".join(_shown(one) for one in fault.object[fault.start : fault.end]), fault.end


def _shown(character: str) -> str:
    typed = unicodedata.normalize("NFKD", character.translate(_TYPED))
    bare = "".join(one for one in typed if not unicodedata.combining(one))
    return bare if bare.isascii() and bare else "?"


codecs.register_error(PLAINER, ascii_fallback)
