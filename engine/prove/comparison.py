"""Compare the proofs of a story before and after a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from engine.program.model import Program
from engine.prove.report import EndingResult, Report


@dataclass(frozen=True, slots=True)
class Version:
    """A proof, with the ids of the scenes and choices of its story."""

    report: Report
    scenes: frozenset[str]
    choices: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Return whether the search saw every state."""
        return self.report.verdict == "proved"

    def live(self, kind: str) -> frozenset[str]:
        """Return the ids of the scenes or choices that some playthrough reaches."""
        return (self.scenes if kind == "scene" else self.choices) - self.never(kind)

    def never(self, kind: str) -> frozenset[str]:
        """Return the ids of those that no playthrough reaches."""
        return frozenset(unreached.id for unreached in self.report.never if unreached.kind == kind)


def version_of(program: Program, report: Report) -> Version:
    """Return a program together with its proof."""
    scenes, choices = (scene.id for scene in program.scenes), (choice.address for choice in program.choices)
    return Version(report, frozenset(scenes), frozenset(choices))


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
    before, after = _reached(old), _reached(new)
    both = sorted(before.keys() & after.keys())
    return ProofComparison(
        lost=tuple(sorted(before.keys() - after.keys())) if new.is_whole else (),
        gained=tuple(sorted(after.keys() - before.keys())) if old.is_whole else (),
        chances=tuple(_chances(before, after, both)),
        turns=tuple(_turns(before, after, both)) if is_whole else (),
        dead=tuple(_dead(old, new)) if is_whole else (),
        alive=tuple(_alive(old, new)) if is_whole else (),
        broken=_other_promises(new, False, _promises_that(old, False)),
        mended=tuple(text for text in _other_promises(new, True, ()) if text in _promises_that(old, False)),
        locks=tuple(sorted(_stuck(new) - _stuck(old))) if old.is_whole else (),
        unlocked=tuple(sorted(_stuck(old) - _stuck(new))) if new.is_whole else (),
        is_partial=not is_whole,
    )


def _reached(version: Version) -> dict[str, EndingResult]:
    return {ending.id: ending for ending in version.report.endings if ending.least_turns is not None}


def _chances(
    before: dict[str, EndingResult], after: dict[str, EndingResult], endings: Iterable[str]
) -> Iterator[ChanceChange]:
    for ending in endings:
        old, new = before[ending].probability, after[ending].probability
        if old is not None and new is not None and old != new:
            yield ChanceChange(ending, old, new)


def _turns(
    before: dict[str, EndingResult], after: dict[str, EndingResult], endings: Iterable[str]
) -> Iterator[ChanceChange]:
    for ending in endings:
        old, new = before[ending].least_turns, after[ending].least_turns
        if old is not None and new is not None and old != new:
            yield ChanceChange(ending, old, new)


def _dead(old: Version, new: Version) -> Iterator[tuple[str, str]]:
    for kind in ("scene", "choice"):
        yield from ((kind, id) for id in sorted(new.never(kind) - old.never(kind)))


def _alive(old: Version, new: Version) -> Iterator[tuple[str, str]]:
    for kind in ("scene", "choice"):
        yield from ((kind, id) for id in sorted(old.never(kind) & new.live(kind)))


def _promises_that(version: Version, holds: bool) -> tuple[str, ...]:
    return tuple(promise.text for promise in version.report.properties if promise.holds is holds)


def _other_promises(version: Version, holds: bool, others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in _promises_that(version, holds) if text not in others)


def _stuck(version: Version) -> frozenset[str]:
    return frozenset((*(lock.scene for lock in version.report.soft_locks), *version.report.endless))
