"""A file replaced as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def rewrite(path: Path, data: bytes) -> None:
    """Puts other bytes in a file by way of a new one beside it, with the old one's permissions."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
