"""A model whose states can be counted without the engine: rooms in a ring, counters that go up and down, flags.

The story it is printed as promises something of every variable, so that a proof may leave none of them out of a state.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOMS, COUNTERS, HIGH, FLAGS = 18, 4, 7, 3


@dataclass(frozen=True, slots=True)
class Action:
    """Moves one counter by one, perhaps sets a flag, perhaps asks for one, and goes to a room."""

    counter: int
    by: int
    needs: int | None
    """The flag that must be true."""
    sets: tuple[int, bool] | None
    to: int


def actions() -> list[list[Action]]:
    """Return the actions of every room, three or four in each."""
    chance = random.Random(7)
    return [list(_actions(room, chance)) for room in range(ROOMS)]


def _actions(room: int, chance: random.Random) -> Iterator[Action]:
    yield Action(room % COUNTERS, 1, None, None, (room + 1) % ROOMS)
    yield Action(chance.randrange(COUNTERS), -1, None, (room % FLAGS, chance.random() < 0.5), (room + 1) % ROOMS)
    yield Action(chance.randrange(COUNTERS), 1, room % FLAGS, ((room + 1) % FLAGS, False), chance.randrange(ROOMS))
    yield Action(chance.randrange(COUNTERS), -1, None, ((room + 2) % FLAGS, True), chance.randrange(ROOMS))


def write_data(file: Path) -> None:
    """Write the model as plain data, for drivers of other engines."""
    rows = [[asdict(action) for action in row] for row in actions()]
    file.write_text(json.dumps({"counters": COUNTERS, "high": HIGH, "flags": FLAGS, "rooms": rows}), encoding="utf-8")


def model_story() -> str:
    """Return the model as a story without an ending."""
    names = [f"c{number}" for number in range(COUNTERS)]
    flags = [f"f{number}" for number in range(FLAGS)]
    lines = ["story: Rooms", "start: r0", "vars:", *(f"  {name}: 0..{HIGH} = {HIGH // 2}" for name in names)]
    lines += [*(f"  {flag}: false" for flag in flags), "prove:"]
    lines += [f"  - never: {' + '.join(names)} > 999 and {' and '.join(flags)}", "scenes:"]
    for room, row in enumerate(actions()):
        lines += [f"  r{room}:", f"    text: Room {room}.", "    choices:"]
        for number, action in enumerate(row):
            lines += [f"      - Go {number}:", f"          when: {_guard(action)}", f"          set: {_change(action)}"]
            lines += [f"          go: r{action.to}"]
    return "\n".join(lines) + "\n"


def _guard(action: Action) -> str:
    bound = f"c{action.counter} < {HIGH}" if action.by > 0 else f"c{action.counter} > 0"
    return bound if action.needs is None else f"{bound} and f{action.needs}"


def _change(action: Action) -> str:
    moved = f"c{action.counter} {'+' if action.by > 0 else '-'}= 1"
    return moved if action.sets is None else f"{moved}; f{action.sets[0]} = {str(action.sets[1]).lower()}"


def count_states() -> int:
    """Search the model breadth first, as anyone would by hand: tuples in a set."""
    rows = actions()
    first = (0, (HIGH // 2,) * COUNTERS, (False,) * FLAGS)
    seen = {first}
    waiting = [first]
    for room, counters, flags in waiting:  # the loop itself appends to it
        for action in rows[room]:
            value = counters[action.counter] + action.by
            if not 0 <= value <= HIGH or (action.needs is not None and not flags[action.needs]):
                continue
            state = (action.to, _with(counters, action.counter, value), _set(flags, action))
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return len(seen)


def _with(counters: tuple[int, ...], at: int, value: int) -> tuple[int, ...]:
    return (*counters[:at], value, *counters[at + 1 :])


def _set(flags: tuple[bool, ...], action: Action) -> tuple[bool, ...]:
    if action.sets is None:
        return flags
    at, value = action.sets
    return (*flags[:at], value, *flags[at + 1 :])
