"""What a proof finds amiss, as diagnostics."""

from __future__ import annotations

from engine.diagnostics.diagnostic import Diagnostic
from engine.diagnostics.span import Span
from engine.prove.report import PromiseResult, SoftLockResult, UnreachedResult


def broken_promise(found: PromiseResult) -> Diagnostic:
    return Diagnostic("broken-promise", f"`{found.text}` does not hold: {found.reason}", found.span)


def endless_run(scene: str, span: Span) -> Diagnostic:
    message = f"after a choice in `{scene}` the story can run on without ever coming to another"
    return Diagnostic("endless-run", message, span)


def never_choice(found: UnreachedResult) -> Diagnostic:
    return Diagnostic("never-choice", f"the choice `{found.id}` is on offer in no playthrough", found.span)


def never_prose(found: UnreachedResult) -> Diagnostic:
    return Diagnostic("never-prose", f"“{found.id}” prints in no playthrough", found.span)


def never_scene(found: UnreachedResult) -> Diagnostic:
    return Diagnostic("never-scene", f"the scene `{found.id}` is entered in no playthrough", found.span)


def open_promise(found: PromiseResult) -> Diagnostic:
    return Diagnostic("open-promise", f"`{found.text}` is not settled: {found.reason}", found.span)


def soft_lock(found: SoftLockResult, span: Span) -> Diagnostic:
    hope = f"; the last hope goes with `{found.fatal}`, turn {found.fatal_turn}" if found.fatal else ""
    return Diagnostic("soft-lock", f"a player can stand in `{found.scene}` with no way to any ending{hope}", span)
