"""A report's findings as diagnostics, to be shown where editors and forges show them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.program.model import Program
from engine.prove.messages import (
    broken_promise,
    endless_run,
    never_choice,
    never_prose,
    never_scene,
    open_promise,
    soft_lock,
)
from engine.prove.report import Report

NEVER = {"scene": never_scene, "choice": never_choice, "prose": never_prose}


def findings(report: Report, program: Program) -> tuple[Diagnostic, ...]:
    """One diagnostic for each broken promise, soft lock, endless chain, and thing no playthrough comes to."""
    never = (NEVER[found.kind](found) for found in report.never)
    return (*_promises(report), *never, *_stuck(report, program))


def _promises(report: Report) -> Iterator[Diagnostic]:
    for found in report.properties:
        if found.holds is not True:
            yield (open_promise if found.holds is None else broken_promise)(found)


def _stuck(report: Report, program: Program) -> Iterator[Diagnostic]:
    spans = {scene.id: scene.span for scene in program.scenes}
    yield from (soft_lock(lock, spans[lock.scene]) for lock in report.soft_locks)
    yield from (endless_run(scene, spans[scene]) for scene in report.endless)
