"""Programs of stories written in a test."""

from __future__ import annotations

import tempfile
from pathlib import Path

from engine.pipeline import build
from engine.program.model import Program


def compiled(text: str) -> Program:
    """The program of a single-file story; only its scenes and what is declared have to be written."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "story.yaml"
        file.write_text(f"story: A test\nstart: hall\n{text}", encoding="utf-8")
        built = build(file)
    assert built.program is not None, [found.message for found in built.diagnostics]
    return built.program
