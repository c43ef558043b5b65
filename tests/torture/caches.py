"""Cache entries that are cut, poisoned, sealed anew, or no files at all: commands say what they say without them."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from engine.program.cache import PROGRAMS, PROOFS, STORIES
from engine.program.codec import LAZY, read_program
from tests.program.blocks import pack_blocks, unpack_blocks
from tests.torture._commands import Ended, Workshop, workshop
from tests.torture._row import Row

TRIALS, FEWEST = 400, 14
SEED = 11
SECONDS = 20
LONGEST = 600
COMMANDS = ("play", "play, json lines", "replay", "replay, verified", "saves check", "test", "verify-proof")
"""What reads the cache."""
_FAULTLESS = (0, 1, 3, 4)
_VALUE = re.compile(rb'-?\d+|"[^"]*"|null')

Damage = Callable[[random.Random, Path], None]


def run(scale: float) -> Row:
    """The reader that believes whatever it is given must come to grief or to another program."""
    chosen, bad, control = random.Random(SEED), [], 0
    with tempfile.TemporaryDirectory() as base:
        shop = workshop(Path(base))
        usual = {name: shop.run(name) for name in COMMANDS}
        entries = {file: file.read_bytes() for file in sorted((shop.cache / "samarra").rglob("*.*"))}
        assert {file.suffix for file in entries} >= {PROGRAMS.ending, PROOFS.ending}, entries
        for proof in (file for file in entries if file.suffix == PROOFS.ending):
            proof.unlink()
        without_proof = {name: shop.run(name) for name in COMMANDS}
        _put_back(entries)
        for number in range(max(FEWEST, round(TRIALS * scale))):
            damage, name = DAMAGES[number % len(DAMAGES)], COMMANDS[number % len(COMMANDS)]
            file = [*entries][number // len(DAMAGES) % len(entries)]
            damage(chosen, file)
            control += _is_believed_wrongly(file, entries[file])
            right = without_proof if file.suffix == PROOFS.ending else usual
            problem = _problem(shop, name, right[name], is_sealed=damage is sealed)
            bad += [f"{damage.__name__}, {name}: {problem}"] if problem else []
            _put_back(entries)
    for problem in bad[:20]:
        sys.stderr.write(problem[:LONGEST] + "\n")
    return Row("caches", max(FEWEST, round(TRIALS * scale)), len(bad), control)


def _problem(shop: Workshop, name: str, usual: Ended, is_sealed: bool) -> str:
    """What is wrong the first time, or the second; an entry that is sealed anew may be played, or told once."""
    for _ in range(2 if is_sealed else 1):
        try:
            ended = shop.run(name, seconds=SECONDS)
        except subprocess.TimeoutExpired:
            return "it hangs"
        if ended.is_a_fault or ended.code not in _FAULTLESS:
            return repr(ended)
        if not is_sealed and ended != usual:
            return f"{ended!r} instead of {usual!r}"
    return repr(ended) if ended.code == 4 else ""


def cut(chosen: random.Random, file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: chosen.randrange(len(whole))])


def flipped(chosen: random.Random, file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[chosen.randrange(len(whole))] ^= 1 << chosen.randrange(8)
    file.write_bytes(whole)


def sealed(chosen: random.Random, file: Path) -> None:
    """Some values are others, and the checksum is right."""
    head, _, body = file.read_bytes().partition(b"\n")
    cache = next(cache for cache in (PROGRAMS, PROOFS, STORIES) if f" {cache.kind} ".encode() in head)
    is_program = cache is PROGRAMS
    body = b"\0".join(unpack_blocks(body)) if is_program else body
    places = [*_VALUE.finditer(body)]
    for place in sorted(chosen.sample(places, chosen.randint(1, 4)), key=lambda one: -one.start()):
        other = chosen.choice((b"-1", b"9" * 9, b"null", b'"?"', b"[1,2]", b"[99]", chosen.choice(places).group()))
        body = body[: place.start()] + other + body[place.end() :]
    body = pack_blocks(body.split(b"\0")) if is_program else body
    file.write_bytes(cache._header(body) + b"\n" + body)


def emptied(chosen: random.Random, file: Path) -> None:
    file.write_bytes(b"")


def pipe(chosen: random.Random, file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def linked_to_a_device(chosen: random.Random, file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def linked(chosen: random.Random, file: Path) -> None:
    other = file.parent / "other"
    other.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(other)


def folder(chosen: random.Random, file: Path) -> None:
    file.unlink()
    file.mkdir()


def huge(chosen: random.Random, file: Path) -> None:
    os.truncate(file, 10**11)


DAMAGES: tuple[Damage, ...] = (sealed, cut, sealed, flipped, sealed, pipe, linked_to_a_device, sealed, linked, folder,
                               sealed, huge, emptied)  # fmt: skip


def _is_believed_wrongly(file: Path, whole: bytes) -> bool:
    """What a reader without a checksum makes of an entry."""
    if file.is_symlink() or not file.is_file() or file.stat().st_size > len(whole) * 2 or file.suffix == ".proof":
        return False
    body = file.read_bytes().partition(b"\n")[2]
    try:
        program = read_program(body)
        for name in LAZY:
            list(getattr(program, name))
    except Exception:
        return True
    return body != whole.partition(b"\n")[2]


def _put_back(entries: dict[Path, bytes]) -> None:
    for file, whole in entries.items():
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        else:
            file.unlink(missing_ok=True)
        file.write_bytes(whole)
