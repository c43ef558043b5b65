"""Saves in words: a line in a list, a page of one, a verdict with its reasons; all of it safe to show."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.show import counted, safe_line
from engine.saves.edits.compatibility import Compatibility
from engine.saves.format.document import SaveSummary
from engine.saves.shelf.lookup import ListedSave

_MINUTE, _HOUR = 60, 3600


def save_line(one: ListedSave, names_story: bool = False) -> str:
    """A save in a list; of its story too where there are several."""
    if one.save is None:
        return safe_line(f"{one.name}: {one.why}")
    shown = one.save.document.summary
    story = f"{one.save.document.edition.title}, " if names_story else ""
    parts = [
        f"{one.name}: {story}{place_text(shown)}",
        f"turn {shown.turn}",
        counted(shown.words, "word"),
        duration_text(shown.seconds),
    ]
    return safe_line(", ".join(parts))


def save_lines(one: ListedSave) -> str:
    """All of a save that a reader may want to know."""
    assert one.save is not None
    document = one.save.document
    edition, shown, parent = document.edition, document.summary, document.parent
    told = {
        "story": f"{edition.title} ({edition.story}), version {edition.version}",
        "scene": place_text(shown),
        "date": shown.when,
        "turn": str(shown.turn),
        "ending": shown.ending,
        "words": str(shown.words),
        "played": duration_text(shown.seconds),
        "generation": str(document.generation),
        "parent": parent and f"{parent.slot}, turn {parent.turn}, checksum {parent.checksum}",
        "checksum": one.save.checksum,
        "unreadable": f"the last {counted(one.save.lost_turns, 'turn')}" if one.save.lost_turns else "",
    }
    return "\n".join([safe_line(one.name), *(safe_line(f"  {name}: {what}") for name, what in told.items() if what)])


def verdict_lines(verdict: Compatibility) -> Iterator[str]:
    """What becomes of a save, and under it why."""
    there = verdict.resumes
    if there is None:
        yield safe_line(f"{verdict.name}: {verdict.kind}")
    else:
        moved = "goes on from the start of " if verdict.is_moved else "goes on at "
        yield safe_line(f"{verdict.name}: {verdict.kind}; {moved}{place_text(there)}, turn {there.turn}")
    for sentence in (*verdict.messages, *(one.sentence for one in reversed(verdict.differences))):
        yield safe_line(f"  {sentence}")


def place_text(shown: SaveSummary) -> str:
    """The scene, by its title if it has one."""
    place = f"“{shown.title}”" if shown.title else shown.scene
    return f"the end, {place}" if shown.ending else place


def duration_text(seconds: int) -> str:
    """How long a game has been played."""
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE} min"
