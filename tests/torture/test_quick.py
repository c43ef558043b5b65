"""The harnesses that try to break reading and showing a story, in small; `make torture` runs them in full."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.discovery import load_plug
from engine.pipeline import load
from tests.torture.__main__ import harnesses

HARNESSES = (
    "hostile_stories", "expressions", "escapes", "signals", "outputs", "caches", "others_files", "patterns", "signs",
    "complexity",
)  # fmt: skip
LOST = """
import os, time
from engine.cli.signals import exit_on_signals
class Lost:
    def __del__(self):
        os.kill(os.getpid(), 15)
        list(map(str, range(100)))
with exit_on_signals():
    Lost()
    time.sleep(20)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are limited, signalled and given terminals")
@pytest.mark.parametrize("name", HARNESSES)
def test_nothing_goes_wrong_and_the_control_does(name: str) -> None:
    row = load_plug("tests.torture", name).run(0)
    assert row.done, row
    assert not row.bad, row
    assert row.control, row


def test_every_module_of_the_folder_is_a_harness() -> None:
    assert set(HARNESSES) < set(harnesses())
    assert all(callable(load_plug("tests.torture", name).run) for name in harnesses())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to be lost")
def test_a_signal_that_comes_where_nothing_can_be_raised_is_not_lost() -> None:
    ended = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, check=False, timeout=15)
    assert ended.returncode == 143, ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the harness forks")
def test_the_game_that_is_given_signs_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.torture._sign_readers import GAME

    monkeypatch.setenv("SAMARRA_CACHE", str(tmp_path / "cache"))
    story = tmp_path / "s.yaml"
    story.write_text(GAME, encoding="utf-8")
    assert load(story).title == "S"
