"""Compare the proofs of a story before and after a change."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from engine.program.model import Program
from engine.prove.report import EndingResult, Report
from engine.records import dataclass

KINDS = ("scene", "choice")


@dataclass(frozen=True, slots=True)
class Version:
    """A proof, with the ids of the scenes and choices of its story."""

    report: Report
    ids: dict[str, frozenset[str]]
    """By kind."""

    @property
    def is_whole(self) -> bool:
        """Return whether the search saw every state."""
        return self.report.verdict == "proved"

    @property
    def endings(self) -> dict[str, EndingResult]:
        """Return the endings that some playthrough reaches, by id."""
        return {ending.id: ending for ending in self.report.endings if ending.least_turns is not None}

    @property
    def stuck(self) -> set[str]:
        """Return the scenes that have a soft lock, or after which the story runs on for ever."""
        return {*(lock.scene for lock in self.report.soft_locks), *self.report.endless}

    def never(self, kind: str) -> set[str]:
        """Return the ids of the scenes or choices that no playthrough reaches."""
        return {unreached.id for unreached in self.report.never if unreached.kind == kind}

    def promises(self, holds: bool) -> tuple[str, ...]:
        """Return the promises that hold, or those that are broken."""
        return tuple(promise.text for promise in self.report.properties if promise.holds is holds)


def version_of(program: Program, report: Report) -> Version:
    """Return a program together with its proof."""
    scenes, choices = (scene.id for scene in program.scenes), (choice.address for choice in program.choices)
    return Version(report, {"scene": frozenset(scenes), "choice": frozenset(choices)})


@dataclass(frozen=True, slots=True)
class ChanceChange:
    """An ending whose probability or least number of turns differs."""

    ending: str
    before: Fraction | int
    after: Fraction | int


@dataclass(frozen=True, slots=True)
class ProofComparison:
    """The differences; ids are sorted, promises keep the order of the story."""

    lost: tuple[str, ...]
    """Endings that could be reached."""
    gained: tuple[str, ...]
    chances: tuple[ChanceChange, ...]
    turns: tuple[ChanceChange, ...]
    """Endings whose least number of turns differs."""
    dead: tuple[tuple[str, str], ...]
    """What exists and was not dead before, and no playthrough reaches now: its kind and id."""
    alive: tuple[tuple[str, str], ...]
    """What existed and was dead, and some playthrough reaches now."""
    broken: tuple[str, ...]
    """Promises that do not hold now, and held or did not exist before."""
    mended: tuple[str, ...]
    locks: tuple[str, ...]
    """Scenes that now have a soft lock, or after which the story now runs on for ever."""
    unlocked: tuple[str, ...]
    is_partial: bool
    """One of the searches was incomplete: nothing is said of what it did not see."""

    @property
    def is_worse(self) -> bool:
        """Return whether anything is lost or broken."""
        return bool(self.lost or self.dead or self.broken or self.locks)

    @property
    def is_same(self) -> bool:
        """Return whether nothing differs."""
        changes = (self.gained, self.chances, self.turns, self.alive, self.mended, self.unlocked)
        return not self.is_worse and not any(changes)


def compare(old: Version, new: Version) -> ProofComparison:
    """Compare what can happen in the new version with what could happen in the old one."""
    is_whole = old.is_whole and new.is_whole
    before, after = old.endings, new.endings
    broken = old.promises(False)
    dead = ((kind, id) for kind in KINDS for id in sorted(new.never(kind) - old.never(kind)))
    alive = ((kind, id) for kind in KINDS for id in sorted((old.never(kind) & new.ids[kind]) - new.never(kind)))
    return ProofComparison(
        lost=tuple(sorted(before.keys() - after.keys())) if new.is_whole else (),
        gained=tuple(sorted(after.keys() - before.keys())) if old.is_whole else (),
        chances=_changes(before, after, lambda ending: ending.probability),
        turns=_changes(before, after, lambda ending: ending.least_turns) if is_whole else (),
        dead=tuple(dead) if is_whole else (),
        alive=tuple(alive) if is_whole else (),
        broken=tuple(text for text in new.promises(False) if text not in broken),
        mended=tuple(text for text in new.promises(True) if text in broken),
        locks=tuple(sorted(new.stuck - old.stuck)) if old.is_whole else (),
        unlocked=tuple(sorted(old.stuck - new.stuck)) if new.is_whole else (),
        is_partial=not is_whole,
    )


def _changes(
    before: dict[str, EndingResult],
    after: dict[str, EndingResult],
    value: Callable[[EndingResult], Fraction | int | None],
) -> tuple[ChanceChange, ...]:
    """Return the endings of both versions for which a value is known in both, and differs."""
    pairs = ((ending, value(before[ending]), value(after[ending])) for ending in sorted(before.keys() & after.keys()))
    return tuple(
        ChanceChange(ending, old, new)
        for ending, old, new in pairs
        if old is not None and new is not None and old != new
    )
