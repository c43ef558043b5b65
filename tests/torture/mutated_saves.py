"""Spoiled saves and autosaves, half with a mended checksum: refused in a sentence, or loaded as they were saved."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import SamarraError
from engine.program.model import Program
from engine.runtime.session import Session
from engine.runtime.state import State
from engine.saves.edits.restore import restore
from engine.saves.format.autosave_file import seal
from engine.saves.format.save_file import checksum, encode
from engine.saves.format.snapshot import state_of
from engine.saves.format.snapshot_json import snapshot_from
from engine.saves.recorder import save_of
from engine.saves.session_saves import SessionSaves
from engine.saves.shelf.lookup import look_up_save
from engine.saves.shelf.shelf import Shelf
from tests.saves.mill import mill, played, step
from tests.torture._memory_disk import File, MemoryDisk
from tests.torture._row import Row

MANY, FEWEST = 50_000, 600
FOLDER = Path("saves")

Load = Callable[[Program, str, bytes], State]


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of ours, and the states that it may rightly stand for."""

    name: str
    file: bytes
    right: frozenset[State]


def run(scale: float) -> Row:
    """Every loaded game must be one that was saved; a reader that looks at no checksum must be found out."""
    trials = max(FEWEST, int(MANY * scale))
    return Row("mutated saves", trials, wrong(soundly, trials), wrong(trustingly, FEWEST))


def wrong(loads: Load, trials: int) -> int:
    """How many spoiled files are loaded as another game, or end in anything but a sentence."""
    dice, program, samples = random.Random(11), mill(), _samples()
    bad = 0
    for at in range(trials):
        sample = samples[at % len(samples)]
        spoiled = _spoiled(sample.file, dice)
        try:
            bad += loads(program, sample.name, _mended(spoiled) if at // 2 % 2 else spoiled) not in sample.right
        except SamarraError:
            continue
        except Exception:
            bad += 1
    return bad


def soundly(program: Program, name: str, file: bytes) -> State:
    """As a game loads."""
    shelf = Shelf(FOLDER, MemoryDisk(files={name: File(file, file)}))
    kept = look_up_save(shelf, "auto" if name.endswith(".journal") else "night", program.id)
    return restore(program, kept.document).steps[-1].state


def trustingly(program: Program, name: str, file: bytes) -> State:
    """A control: believes the snapshot if it can be read at all."""
    try:
        body = json.loads(file.partition(b"\n")[2])
        state = state_of(program, snapshot_from(body["snapshot"]))
    except (ValueError, KeyError, TypeError):
        state = None
    if state is None:
        raise SamarraError("it cannot be read")
    return state


def _samples() -> tuple[Sample, ...]:
    games = [played(mill(), seed, steps) for seed, steps in ((1, 0), (3, 9), (5, 26))]
    saves = [
        Sample("night.save", encode(replace(save_of(game), generation=1)), frozenset({game.state})) for game in games
    ]
    return (*saves, _autosave(6, 12), _autosave(7, 25))


def _autosave(seed: int, steps: int) -> Sample:
    """With some steps undone on the way; any moment of the game is one it may fall back to."""
    disk, dice = MemoryDisk(), random.Random(seed)
    saves = SessionSaves(Shelf(FOLDER, disk))
    session = Session(mill(), seed, saves)
    states = {session.state}
    for at in range(steps):
        step(session, dice.randrange(2**16))
        states.add(session.state)
        if at % 5 == 4:
            session.do({"undo": 2})
            states.add(session.state)
    name = next(name for name in disk.names(FOLDER) if name.endswith(".journal"))
    return Sample(name, disk.files[name].data, frozenset(states))


def _spoiled(file: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        file = dice.choice(_WAYS)(file, dice)
    return file


def _mended(file: bytes) -> bytes:
    """The file with its checksums made good, as far as it still has any."""
    head, _, body = file.partition(b"\n")
    if b"autosave" in head:
        return head + b"\n" + _resealed(body)
    try:
        header = json.loads(head) | {"length": len(body), "checksum": checksum(body)}
    except (ValueError, TypeError, RecursionError):
        return file
    return json.dumps(header).encode() + b"\n" + body


def _resealed(body: bytes) -> bytes:
    before, lines = "", []
    for line in body.split(b"\n")[:-1]:
        text = line.partition(b" ")[2]
        before = seal(before, text)
        lines.append(before.encode() + b" " + text + b"\n")
    return b"".join(lines)


def _flip(file: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(file) or 1)
    return file[:at] + bytes([file[at] ^ 1 << dice.randrange(8)]) + file[at + 1 :] if file else file


def _cut(file: bytes, dice: random.Random) -> bytes:
    return file[: dice.randrange(len(file) + 1)]


def _lose(file: bytes, dice: random.Random) -> bytes:
    at, size = dice.randrange(len(file) + 1), dice.randrange(1, 40)
    return file[:at] + file[at + size :]


def _repeat(file: bytes, dice: random.Random) -> bytes:
    at, size = dice.randrange(len(file) + 1), dice.randrange(1, 200)
    return file[: at + size] + file[at:]


def _digit(file: bytes, dice: random.Random) -> bytes:
    """Another digit, a letter or a word where one was: still JSON, most of the time."""
    places = [at for at, byte in enumerate(file) if byte in b"0123456789"]
    at = dice.choice(places or [0])
    return file[:at] + dice.choice((b"0", b"7", b"-1", b"1e9", b"99999999999999999999", b"null", b'"')) + file[at + 1 :]


def _word(file: bytes, dice: random.Random) -> bytes:
    old, new = dice.choice(_WORDS)
    where = file.split(old)
    at = dice.randrange(len(where))
    return old.join(where[: at + 1]) + (new if at + 1 < len(where) else b"") + old.join(where[at + 1 :])


def _line(file: bytes, dice: random.Random) -> bytes:
    lines = file.split(b"\n")
    lines.pop(dice.randrange(len(lines)))
    return b"\n".join(lines)


def _swap(file: bytes, dice: random.Random) -> bytes:
    lines = file.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


_WORDS: Sequence[tuple[bytes, bytes]] = (
    (b"true", b"false"), (b"false", b"true"), (b"yard", b"loft"), (b"grain", b"gain"), (b"still", b"north"),
    (b"choose", b"answer"), (b"[", b"{"), (b"]", b"[]"), (b"null", b"{}"), (b"rye", b"oats"), (b"list", b"ask"),
)  # fmt: skip
_WAYS = (_flip, _cut, _lose, _repeat, _digit, _digit, _word, _word, _line, _swap)
