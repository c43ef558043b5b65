"""Saves as text that is safe to show: a line of a list, a page, a verdict with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.show import counted, safe_line
from engine.saves.edits.compatibility import Compatibility
from engine.saves.format.document import SaveSummary
from engine.saves.shelf.lookup import ListedSave

_MINUTE, _HOUR = 60, 3600


def save_line(listed: ListedSave, names_story: bool = False) -> str:
    """Return the line of a save in a list, with its story where there are several."""
    if listed.save is None:
        return safe_line(f"{listed.name}: {listed.reason}")
    summary = listed.save.document.summary
    story = f"{listed.save.document.edition.title}, " if names_story else ""
    parts = [
        f"{listed.name}: {story}{place_text(summary)}",
        f"turn {summary.turn}",
        counted(summary.words, "word"),
        duration_text(summary.seconds),
    ]
    return safe_line(", ".join(parts))


def save_page(listed: ListedSave) -> str:
    """Return all of a whole save that a reader may want to know, a line each."""
    assert listed.save is not None
    document = listed.save.document
    edition, summary, parent = document.edition, document.summary, document.parent
    rows = {
        "story": f"{edition.title} ({edition.story}), version {edition.version}",
        "scene": place_text(summary),
        "date": summary.when,
        "turn": str(summary.turn),
        "ending": summary.ending,
        "words": str(summary.words),
        "played": duration_text(summary.seconds),
        "generation": str(document.generation),
        "parent": parent and f"{parent.slot}, turn {parent.turn}, checksum {parent.checksum}",
        "checksum": listed.save.checksum,
        "unreadable": f"the last {counted(listed.save.lost_turns, 'turn')}" if listed.save.lost_turns else "",
    }
    return "\n".join(
        [safe_line(listed.name), *(safe_line(f"  {name}: {value}") for name, value in rows.items() if value)]
    )


def verdict_lines(verdict: Compatibility) -> Iterator[str]:
    """Yield what becomes of a save, then the reasons."""
    summary = verdict.resumes
    if summary is None:
        yield safe_line(f"{verdict.name}: {verdict.kind}")
    else:
        verb = "goes on from the start of " if verdict.is_moved else "goes on at "
        yield safe_line(f"{verdict.name}: {verdict.kind}; {verb}{place_text(summary)}, turn {summary.turn}")
    for sentence in (*verdict.messages, *(change.sentence for change in reversed(verdict.differences))):
        yield safe_line(f"  {sentence}")


def place_text(summary: SaveSummary) -> str:
    """Return the scene, by its title if it has one."""
    place = f"“{summary.title}”" if summary.title else summary.scene
    return f"the end, {place}" if summary.ending else place


def duration_text(seconds: int) -> str:
    """Return how long a game has been played."""
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE} min"
