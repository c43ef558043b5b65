"""A report's findings as diagnostics, to be shown where editors and forges show them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.program.model import Program
from engine.prove.report import Report, SoftLockFound


def findings(report: Report, program: Program) -> tuple[Diagnostic, ...]:
    """One diagnostic for each broken promise, soft lock, endless chain, and thing no playthrough comes to."""
    return (*_promises(report), *_never(report), *_stuck(report, program))


def _promises(report: Report) -> Iterator[Diagnostic]:
    for found in report.properties:
        if found.holds is False:
            yield Diagnostic("broken-promise", f"`{found.text}` does not hold: {found.reason}", found.span)
        elif found.holds is None:
            yield Diagnostic("open-promise", f"`{found.text}` is not settled: {found.reason}", found.span)


def _never(report: Report) -> Iterator[Diagnostic]:
    for found in report.never:
        seen = {"scene": "is ever entered in", "choice": "is ever on offer in", "prose": "ever prints in"}[found.kind]
        message = f"the {found.kind} `{found.id}` {seen.replace('ever ', '')} no playthrough"
        yield Diagnostic(f"never-{found.kind}", message, found.span)


def _stuck(report: Report, program: Program) -> Iterator[Diagnostic]:
    spans = {scene.id: scene.span for scene in program.scenes}
    for lock in report.soft_locks:
        yield Diagnostic("soft-lock", _lock(lock), spans[lock.scene])
    for scene in report.endless:
        message = f"after a choice in `{scene}` the story can run on without ever coming to another"
        yield Diagnostic("endless-run", message, spans[scene])


def _lock(lock: SoftLockFound) -> str:
    fatal = f"; the last hope goes with `{lock.fatal}`, turn {lock.fatal_turn}" if lock.fatal else ""
    return f"a player can stand in `{lock.scene}` with no way to any ending{fatal}"
