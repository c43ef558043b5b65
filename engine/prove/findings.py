"""Turn the findings of a report into diagnostics, for editors and code hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.diagnostics.diagnostic import Diagnostic
from engine.program.model import Program
from engine.prove.report import Report, UnreachedResult


def findings(report: Report, program: Program) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each broken or open promise, soft lock, endless run and unreachable thing."""
    return tuple(_findings(report, program))


def _findings(report: Report, program: Program) -> Iterator[Diagnostic]:
    spans = {scene.id: scene.span for scene in program.scenes}
    for promise in report.properties:
        if promise.holds is None:
            yield Diagnostic("open-promise", f"`{promise.text}` is not settled: {promise.reason}", promise.span)
        elif not promise.holds:
            yield Diagnostic("broken-promise", f"`{promise.text}` does not hold: {promise.reason}", promise.span)
    for item in report.never:
        yield _never(item)
    for lock in report.soft_locks:
        hope = f"; the last hope goes with `{lock.fatal}`, turn {lock.fatal_turn}" if lock.fatal else ""
        message = f"a player can stand in `{lock.scene}` with no way to any ending{hope}"
        yield Diagnostic("soft-lock", message, spans[lock.scene])
    for scene in report.endless:
        message = f"after a choice in `{scene}` the story can run on without ever coming to another"
        yield Diagnostic("endless-run", message, spans[scene])


def _never(item: UnreachedResult) -> Diagnostic:
    match item.kind:
        case "scene":
            return Diagnostic("never-scene", f"the scene `{item.id}` is entered in no playthrough", item.span)
        case "choice":
            return Diagnostic("never-choice", f"the choice `{item.id}` is on offer in no playthrough", item.span)
        case "prose":
            return Diagnostic("never-prose", f"“{item.id}” prints in no playthrough", item.span)
        case unknown:
            assert_never(unknown)
