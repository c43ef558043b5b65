"""The board in a window that gets narrower, seen in tmux, which breaks its lines anew as most terminals do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.frontends.terminal.screen import count_added_rows, rewraps_lines

STORY = """\
story: The gate
start: gate
vars: {doubt: 0..5 = 2, name: text = Nobody}
status:
  - {label: Doubt, value: doubt, as: bar}
  - {label: Known to all the street as, value: name, as: words}
scenes:
  gate:
    text: It is late.
    choices:
      - Wait: yard
  yard: {ending: The yard, text: Cold.}
"""
PATIENCE = 20.0

Tmux = Callable[..., str]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Runs a word of tmux on a server of its own, in which a game is played at 80 by 24."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    story = tmp_path / "story.yaml"
    story.write_text(STORY, encoding="utf-8")
    folders = {"HOME": str(tmp_path), "SAMARRA_SAVES": str(tmp_path), "SAMARRA_CACHE": str(tmp_path)}
    environment = {**os.environ, **folders, "LANG": "C.UTF-8"}

    def say(*words: str) -> str:
        command = ["tmux", "-u", "-f", "/dev/null", "-L", f"samarra-{os.getpid()}", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=20).stdout

    say("new-session", "-d", "-x", "80", "-y", "24", sys.executable, "-m", "engine", "play", str(story))
    yield say
    say("kill-server")


def shown(tmux: Tmux, is_there: Callable[[str], bool]) -> str:
    until = time.monotonic() + PATIENCE
    while not is_there(screen := tmux("capture-pane", "-p")):
        assert time.monotonic() < until, screen
        time.sleep(0.05)
    return screen


def test_nothing_of_the_panel_is_left_when_the_window_gets_narrower(tmux: Tmux) -> None:
    shown(tmux, lambda screen: "? for help" in screen)
    tmux("resize-window", "-x", "40", "-y", "15")
    narrow = shown(tmux, lambda screen: "\n › ? for help" in screen)
    tmux("resize-window", "-x", "80", "-y", "24")
    wide = shown(tmux, lambda screen: "\n       › ? for help" in screen)
    for screen in (narrow, wide):
        assert screen.count("Doubt") == screen.count("Known to") == 1
        assert "It is late." in screen


def test_lines_take_more_rows_only_where_they_are_wider_than_the_window() -> None:
    assert count_added_rows([0, 39, 40, 41, 80, 81], 40) == 0 + 0 + 0 + 1 + 1 + 2


@pytest.mark.parametrize(
    ("environment", "is_so"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(390)"}, False),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "XTERM_VERSION": "XTerm(390)"}, True),
    ],
)
def test_a_terminal_that_cuts_lines_off_is_known_by_its_environment(environment: dict[str, str], is_so: bool) -> None:
    assert rewraps_lines(environment) is is_so
