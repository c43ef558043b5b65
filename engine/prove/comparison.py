"""Two proofs, of a story before and after it was changed, as what that changed of what can happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from engine.program.model import Program
from engine.prove.report import EndingResult, Report


@dataclass(frozen=True, slots=True)
class Version:
    """A proof, and the ids of what stands in the story it is of."""

    report: Report
    scenes: frozenset[str]
    choices: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """All of it was seen."""
        return self.report.verdict == "proved"

    def live(self, kind: str) -> frozenset[str]:
        """The scenes or choices that some playthrough comes to."""
        return (self.scenes if kind == "scene" else self.choices) - self.never(kind)

    def never(self, kind: str) -> frozenset[str]:
        """Those that none does."""
        return frozenset(found.id for found in self.report.never if found.kind == kind)


def version_of(program: Program, report: Report) -> Version:
    """A program with its proof."""
    scenes, choices = (scene.id for scene in program.scenes), (choice.address for choice in program.choices)
    return Version(report, frozenset(scenes), frozenset(choices))


@dataclass(frozen=True, slots=True)
class ChanceChange:
    """An ending whose chance or whose shortest way is another."""

    ending: str
    before: Fraction | int
    after: Fraction | int


@dataclass(frozen=True, slots=True)
class ProofComparison:
    """What is different; ids sorted, but promises as they are written."""

    lost: tuple[str, ...]
    """Endings that could be reached."""
    gained: tuple[str, ...]
    chances: tuple[ChanceChange, ...]
    turns: tuple[ChanceChange, ...]
    """Endings reached in another least number of turns."""
    dead: tuple[tuple[str, str], ...]
    """What is there and was not dead before, and no playthrough comes to now: its kind and its id."""
    alive: tuple[tuple[str, str], ...]
    """What was there and dead, and now some playthrough comes to."""
    broken: tuple[str, ...]
    """Promises that do not hold, and held or were not made."""
    mended: tuple[str, ...]
    locks: tuple[str, ...]
    """Scenes where players can now stand with no way to any ending, or after which the story now runs on for ever."""
    unlocked: tuple[str, ...]
    is_partial: bool
    """One of the stories was not seen whole: of what it could still show nothing is said."""

    @property
    def is_worse(self) -> bool:
        """Something is lost or broken."""
        return bool(self.lost or self.dead or self.broken or self.locks)

    @property
    def is_same(self) -> bool:
        """Nothing is different."""
        changes = (self.gained, self.chances, self.turns, self.alive, self.mended, self.unlocked)
        return not self.is_worse and not any(changes)


def compare(old: Version, new: Version) -> ProofComparison:
    """What can happen in the new version against what could in the old."""
    is_whole = old.is_whole and new.is_whole
    before, after = _reached(old), _reached(new)
    both = sorted(before.keys() & after.keys())
    return ProofComparison(
        lost=tuple(sorted(before.keys() - after.keys())) if new.is_whole else (),
        gained=tuple(sorted(after.keys() - before.keys())) if old.is_whole else (),
        chances=tuple(_chances(before, after, both)),
        turns=tuple(_turns(before, after, both)) if is_whole else (),
        dead=tuple(_fresh(old, new)) if is_whole else (),
        alive=tuple(_alive(old, new)) if is_whole else (),
        broken=_promises(new, False, _settled(old, False)),
        mended=tuple(text for text in _promises(new, True, ()) if text in _settled(old, False)),
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


def _fresh(old: Version, new: Version) -> Iterator[tuple[str, str]]:
    for kind in ("scene", "choice"):
        yield from ((kind, id) for id in sorted(new.never(kind) - old.never(kind)))


def _alive(old: Version, new: Version) -> Iterator[tuple[str, str]]:
    for kind in ("scene", "choice"):
        yield from ((kind, id) for id in sorted(old.never(kind) & new.live(kind)))


def _settled(version: Version, holds: bool) -> tuple[str, ...]:
    return tuple(found.text for found in version.report.properties if found.holds is holds)


def _promises(version: Version, holds: bool, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in _settled(version, holds) if text not in known)


def _stuck(version: Version) -> frozenset[str]:
    return frozenset((*(lock.scene for lock in version.report.soft_locks), *version.report.endless))
