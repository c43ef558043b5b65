"""Signals at any moment of a game at a terminal: the terminal is given back as it was, and the saves are whole."""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

from engine.errors import SamarraError
from engine.saves.shelf.lookup import list_saves
from engine.saves.shelf.shelf import shelf_in
from tests.frontends.pseudo_terminal import PseudoTerminal
from tests.torture._row import Row

MANY = 300
FEWEST = 12
BARE = 4
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
WITHIN = 2.5
"""Seconds after its start in which a signal may come."""
KEYS = "1save one\r2\x1a1save two\r\x1a2"
STORY = """\
story: The gate
start: gate
scenes:
  gate:
    text: Late.
    choices:
      - Wait: yard
      - Look: gate
  yard:
    text: Cold.
    choices:
      - Turn back: gate
      - Stay: yard
      - Leave: out
  out: {ending: Out}
"""


def run(scale: float) -> Row:
    """As many interrupted games as wanted; the same done to a bare prompt must leave the terminal spoiled."""
    count = max(FEWEST, int(MANY * scale))
    with ThreadPoolExecutor(cpu_count()) as pool:
        bad = [problem for problem in pool.map(interrupted, range(count)) if problem]
        control = sum(map(bool, pool.map(_bare, range(BARE))))
    for problem in bad[:10]:
        sys.stderr.write(problem + "\n")
    return Row("signals", count, len(bad), control)


def interrupted(number: int) -> str:
    """What is wrong after a game that a signal ended; nothing if all is well."""
    dice = random.Random(number)
    with tempfile.TemporaryDirectory() as base:
        story = Path(base, "story.yaml")
        story.write_text(STORY, encoding="utf-8")
        words = ["play", str(story), "--new", "--seed", "1", "--saves", str(Path(base, "saves"))]
        seat = PseudoTerminal(words, environment={"SAMARRA_CACHE": base})
        try:
            _play_on(seat, dice, dice.random() * WITHIN)
            sent = dice.choice(SIGNALS)
            seat.process.send_signal(sent)
            if dice.random() < 0.3:
                seat.process.send_signal(dice.choice(SIGNALS))
            seat.wait_for_end()
            return _trouble(seat) or _damage(Path(base, "saves"))
        except (AssertionError, SamarraError) as trouble:
            return f"game {number}: {trouble}"
        finally:
            seat.close()


def _play_on(seat: PseudoTerminal, dice: random.Random, seconds: float) -> None:
    """Keys at odd moments, for so long."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if dice.random() < 0.5:
            seat.press(dice.choice(KEYS.split("\r")) + "\r")
        seat.settle(min(left, 0.02))


def _trouble(seat: PseudoTerminal) -> str:
    code = seat.process.returncode
    if b"KeyboardInterrupt" in seat.raw and b"\x1b" not in seat.raw:
        return ""  # Python itself was still starting, and nothing of ours had begun
    if not seat.is_restored():
        return f"ended with {code}, terminal not restored"
    opened, closed = seat.raw.rfind(b"\x1b[?2004h"), seat.raw.rfind(b"\x1b[?2004l")
    if opened > closed or seat.raw.rfind(b"\x1b[?1049h") > seat.raw.rfind(b"\x1b[?1049l"):
        return f"ended with {code}, pastes or screen not restored"
    return f"ended with {code}: a traceback" if b"Traceback" in seat.raw else ""


def _damage(folder: Path) -> str:
    """A save that cannot be read."""
    if not folder.is_dir():
        return ""
    for path in folder.rglob("*"):
        if path.name.startswith(".") and path.suffix == ".tmp":
            return f"{path.name} is left behind"
    return "".join(f"{one.name} is damaged: {one.reason}" for one in list_saves(shelf_in(folder)) if one.save is None)


def _bare(number: int) -> bool:
    """Whether a prompt without any care leaves the terminal spoiled."""
    seat = PseudoTerminal([], module="tests.torture._bare_prompt")
    try:
        seat.wait_for("say")
        seat.process.send_signal((signal.SIGTERM, signal.SIGHUP)[number % 2])
        seat.wait_for_end()
        return bool(_trouble(seat))
    finally:
        seat.close()
