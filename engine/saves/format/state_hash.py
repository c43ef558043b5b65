"""Computes the hash of a state: sixteen hex digits that are the same wherever a story is played the same way.

It is the hash of the JSON of the state's snapshot, without spaces and with sorted keys. While a game is played, that
JSON is kept in pieces, so that a move costs what it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from engine.hashing import blake2b
from engine.program.model import Program
from engine.runtime.state import State, VisitLog, visit_counts
from engine.saves.format.snapshot import Snapshot
from engine.saves.format.snapshot_json import snapshot_object
from engine.saves.format.snapshot_layout import Change, Part, canonical_json, change_text, json_of, snapshot_layout

_CHUNK = 256
"""Cells that are compared at once."""
Value = TypeVar("Value", int, str)


def snapshot_hash(snapshot: Snapshot) -> str:
    """Return the hash of a snapshot."""
    return _digest(canonical_json(snapshot_object(snapshot)))


def state_hash(program: Program, state: State) -> str:
    """Return the hash of a state, equal to that of its snapshot."""
    return TrackedSnapshot(program, state).hash()


class TrackedSnapshot:
    """The snapshot of a game as pieces of JSON, kept from one state of the game to the next."""

    def __init__(self, program: Program, state: State) -> None:
        self.state, self._layout = state, snapshot_layout(program)
        self._place, self._stack = self._layout.point(state.point), list(map(self._layout.frame, state.stack))
        self._parts = {name: Part(count) for name, count in self._layout.counts.items()}
        self._visits: dict[str, int] = {}
        self._put(list(enumerate(state.cells)), list(enumerate(state.texts)), visit_counts(state.visits))

    def move_to(self, state: State) -> tuple[str, set[str]]:
        """Turn to another state of the game; return what differs, as JSON, and the scenes visited or returned to.

        Of a mapping: the new values by name, null for a name that is gone; of a set: the names added and removed.
        """
        before, changes = self.state, dict[str, list[Change]]()
        for member, value in self._turn_to(state):
            changes.setdefault(member.part, []).append((member, value))
        scenes = {member.name for member, count in changes.get("visits", ()) if count}
        if state.point != before.point:
            scenes.add(self._place.scene)
        if state.stack != before.stack:
            scenes.update(place.scene for place in self._stack)
        fields = self._changed_fields(before, changes)
        return f"{{{','.join(fields)}}}" if fields else "", scenes

    def _changed_fields(self, before: State, changes: Mapping[str, list[Change]]) -> list[str]:
        """Return the fields that differ from those of the state before, in the order of a snapshot."""
        state, fields = self.state, list[str]()
        if state.point != before.point:
            fields.append(f'"place":{self._place.line}')
        if state.stack != before.stack:
            fields.append(f'"stack":[{",".join([place.line for place in self._stack])}]')
        if state.cells[0] != before.cells[0]:
            fields.append(f'"turns":{state.cells[0]}')
        for part in self._parts:
            if part in changes:
                fields.append(f'"{part}":{change_text(part, changes[part])}')
        if state.seed != before.seed:
            fields.append(f'"seed":{state.seed}')
        if state.draws != before.draws:
            fields.append(f'"draws":{state.draws}')
        if state.rules_pending != before.rules_pending:
            fields.append(f'"looking":{json_of(state.rules_pending)}')
        return fields

    def visits_at(self, state: State) -> dict[str, int]:
        """Return how often each scene had been visited at another state of the game."""
        counts = self._visits | _changed_counts(self._visits, self.state.visits, state.visits)
        return {scene: count for scene, count in counts.items() if count}

    def hash_of(self, state: State) -> str:
        """Turn to another state of the game, and return its hash."""
        self._turn_to(state)
        return self.hash()

    def hash(self) -> str:
        """Return the hash of the state."""
        state, parts = self.state, self._parts
        stack = ",".join([place.text for place in self._stack]) if self._stack else ""
        return _digest(
            f'{{"draws":{state.draws},"looking":{"true" if state.rules_pending else "false"},'
            f'"place":{self._place.text},"rules":[{parts["rules"].text()}],"seed":{state.seed},'
            f'"stack":[{stack}],"took":[{parts["took"].text()}],"turns":{state.cells[0]},'
            f'"variables":{{{parts["variables"].text()}}},"visits":{{{parts["visits"].text()}}}}}'
        )

    def _turn_to(self, state: State) -> list[Change]:
        """Turn to another state of the game, and return the values that differ."""
        before, self.state = self.state, state
        self._place, self._stack = self._layout.point(state.point), list(map(self._layout.frame, state.stack))
        return self._put(
            _differences(before.cells, state.cells),
            _differences(before.texts, state.texts),
            _changed_counts(self._visits, before.visits, state.visits),
        )

    def _put(
        self, cells: list[tuple[int, int]], texts: list[tuple[int, str]], visits: Mapping[str, int]
    ) -> list[Change]:
        """Put new values in their places, and return them; None stands for what is not there."""
        layout, parts = self._layout, self._parts
        values: list[Change] = [
            (member, member.value(number)) for at, number in cells if (member := layout.cells.get(at))
        ]
        values += [(layout.texts[at], text) for at, text in texts]
        values += [(layout.visit(scene), count or None) for scene, count in visits.items()]
        self._visits.update(visits)
        for member, value in values:
            parts[member.part].put(member.place, member.piece(value))
        return values


def _differences(before: tuple[Value, ...], after: tuple[Value, ...]) -> list[tuple[int, Value]]:
    """Return the index and the new value of each item that differs; equal chunks are passed over at once."""
    differences: list[tuple[int, Value]] = []
    for first in range(0, len(after), _CHUNK):
        old, new = before[first : first + _CHUNK], after[first : first + _CHUNK]
        if old != new:
            differences += [(first + at, value) for at, value in enumerate(new) if value != old[at]]
    return differences


def _changed_counts(counts: Mapping[str, int], before: VisitLog, after: VisitLog) -> dict[str, int]:
    """Return the new counts of the scenes that were visited, or whose visits were taken back.

    One log mostly continues the other, and only what it continues it with is read.
    """
    ahead, behind = after, before
    visits_made, visits_undone = list[str](), list[str]()
    while ahead is not before and behind is not after:
        if not isinstance(ahead, tuple) and not isinstance(behind, tuple):
            now = visit_counts(after)
            return {scene: now.get(scene, 0) for scene in {*counts, *now} if now.get(scene, 0) != counts.get(scene, 0)}
        if isinstance(ahead, tuple):
            visits_made.append(ahead[0])
            ahead = ahead[1]
        if isinstance(behind, tuple):
            visits_undone.append(behind[0])
            behind = behind[1]
    new_counts: dict[str, int] = {}
    for scene in visits_made if ahead is before else visits_undone:
        new_counts[scene] = new_counts.get(scene, counts.get(scene, 0)) + (1 if ahead is before else -1)
    return new_counts


def _digest(text: str) -> str:
    return blake2b(text.encode("ascii"), digest_size=8).hexdigest()
