"""Programs of stories written in a test."""

from __future__ import annotations

import tempfile
from pathlib import Path

from engine.pipeline import build
from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.prover import prove_graph
from engine.prove.report import Report
from engine.prove.search.state_graph import StateGraph

HEAD = "story: A test\nstart: hall\n"


def compiled(text: str, head: str = HEAD) -> Program:
    """The program of a single-file story; only its scenes and what is declared have to be written."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "story.yaml"
        file.write_text(head + text, encoding="utf-8")
        built = build(file)
    assert built.program is not None, [found.message for found in built.diagnostics]
    return built.program


def searched(program: Program, budget: Budget | None = None) -> tuple[Report, StateGraph]:
    """A proof and its search, which saw the start at least."""
    report, search = prove_graph(program, budget)
    assert search is not None
    return report, search
