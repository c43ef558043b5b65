"""Saves in words: a line in a list, a page of one, a verdict with its reasons; all of it safe to show."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.show import counted, safe_line
from engine.saves.document import Shown
from engine.saves.listing import Listed
from engine.saves.verdicts import Verdict

_MINUTE, _HOUR = 60, 3600


def line_of(one: Listed, names_story: bool = False) -> str:
    """A save in a list; of its story too where there are several."""
    if one.kept is None:
        return safe_line(f"{one.name}: {one.why}")
    shown = one.kept.document.shown
    story = f"{one.kept.document.edition.title}, " if names_story else ""
    parts = [
        f"{one.name}: {story}{where(shown)}",
        f"turn {shown.turn}",
        counted(shown.words, "word"),
        played(shown.seconds),
    ]
    return safe_line(", ".join(parts))


def lines_of(one: Listed) -> str:
    """All of a save that a reader may want to know."""
    assert one.kept is not None
    document = one.kept.document
    edition, shown, parent = document.edition, document.shown, document.parent
    told = {
        "story": f"{edition.title} ({edition.story}), version {edition.version}",
        "scene": where(shown),
        "date": shown.when,
        "turn": str(shown.turn),
        "ending": shown.ending,
        "words": str(shown.words),
        "played": played(shown.seconds),
        "generation": str(document.generation),
        "parent": parent and f"{parent.slot}, turn {parent.turn}, checksum {parent.checksum}",
        "checksum": one.kept.checksum,
        "unreadable": f"the last {counted(one.kept.lost, 'turn')}" if one.kept.lost else "",
    }
    return "\n".join([safe_line(one.name), *(safe_line(f"  {name}: {what}") for name, what in told.items() if what)])


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """What becomes of a save, and under it why."""
    there = verdict.resumes
    if there is None:
        yield safe_line(f"{verdict.name}: {verdict.kind}")
    else:
        moved = "goes on from the start of " if verdict.is_moved else "goes on at "
        yield safe_line(f"{verdict.name}: {verdict.kind}; {moved}{where(there)}, turn {there.turn}")
    for sentence in (*verdict.told, *(one.sentence for one in reversed(verdict.differences))):
        yield safe_line(f"  {sentence}")


def where(shown: Shown) -> str:
    """The scene, by its title if it has one."""
    place = f"“{shown.title}”" if shown.title else shown.scene
    return f"the end, {place}" if shown.ending else place


def played(seconds: int) -> str:
    """How long a game has been played."""
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE} min"
