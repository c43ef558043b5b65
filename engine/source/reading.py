"""One path into the bytes of a regular file, or the reason it is refused."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics.diagnostic import Diagnostic
from engine.source.messages.files import file_too_large, kind_not_read, link_not_read, refused_by_system
from engine.source.texts import FILE_LIMIT
from engine.storage.disk import RealDisk
from engine.storage.read_regular import NotRegular, TooLarge, read_regular


def read_file(path: Path, shown: str) -> bytes | Diagnostic:
    """Return the bytes at `path`; what is no file, and a file over the limit, is refused without waiting."""
    try:
        return read_regular(RealDisk(), path, FILE_LIMIT)
    except NotRegular as other:
        return link_not_read(shown) if other.kind == "link" else kind_not_read(shown, str(other))
    except TooLarge:
        return file_too_large(shown, FILE_LIMIT)
    except (OSError, ValueError) as trouble:
        return refused_by_system(shown, getattr(trouble, "strerror", None) or "")
