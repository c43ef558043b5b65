"""Turn the findings of a report into diagnostics, for editors and code hosts."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.program.model import Program
from engine.prove.report import PromiseResult, Report, SoftLockResult, UnreachedResult


def broken_promise(promise: PromiseResult) -> Diagnostic:
    return Diagnostic("broken-promise", f"`{promise.text}` does not hold: {promise.reason}", promise.span)


def endless_run(scene: str, span: Span) -> Diagnostic:
    message = f"after a choice in `{scene}` the story can run on without ever coming to another"
    return Diagnostic("endless-run", message, span)


def never_choice(choice: UnreachedResult) -> Diagnostic:
    return Diagnostic("never-choice", f"the choice `{choice.id}` is on offer in no playthrough", choice.span)


def never_prose(prose: UnreachedResult) -> Diagnostic:
    return Diagnostic("never-prose", f"“{prose.id}” prints in no playthrough", prose.span)


def never_scene(scene: UnreachedResult) -> Diagnostic:
    return Diagnostic("never-scene", f"the scene `{scene.id}` is entered in no playthrough", scene.span)


def open_promise(promise: PromiseResult) -> Diagnostic:
    return Diagnostic("open-promise", f"`{promise.text}` is not settled: {promise.reason}", promise.span)


def soft_lock(lock: SoftLockResult, span: Span) -> Diagnostic:
    hope = f"; the last hope goes with `{lock.fatal}`, turn {lock.fatal_turn}" if lock.fatal else ""
    return Diagnostic("soft-lock", f"a player can stand in `{lock.scene}` with no way to any ending{hope}", span)


NEVER = {"scene": never_scene, "choice": never_choice, "prose": never_prose}


def findings(report: Report, program: Program) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each broken or open promise, soft lock, endless run and unreachable thing."""
    never = (NEVER[unreached.kind](unreached) for unreached in report.never)
    return (*_promises(report), *never, *_locks(report, program))


def _promises(report: Report) -> Iterator[Diagnostic]:
    for promise in report.properties:
        if promise.holds is not True:
            yield (open_promise if promise.holds is None else broken_promise)(promise)


def _locks(report: Report, program: Program) -> Iterator[Diagnostic]:
    spans = {scene.id: scene.span for scene in program.scenes}
    yield from (soft_lock(lock, spans[lock.scene]) for lock in report.soft_locks)
    yield from (endless_run(scene, spans[scene]) for scene in report.endless)
