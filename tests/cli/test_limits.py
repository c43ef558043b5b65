"""Every command that can take long keeps to the same limits, and says which of them ended it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from engine.cli import main
from engine.cli.entry import error_message, exit_code_of
from engine.cli.support.limits import spending
from engine.errors import LimitError
from engine.prove.budget import Budget, Caps
from tests.torture._blow_up import BLOW_UPS, chain_of_calls, counters

COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "prove": lambda story: ["prove", story],
    "prove --prose": lambda story: ["prove", story, "--prose"],
    "diff": lambda story: ["diff", story, story],
    "stats": lambda story: ["stats", story],
    "test --cover": lambda story: ["test", story, "--cover", f"{story}.cover"],
}


@pytest.fixture
def endless(tmp_path: Path) -> str:
    """A story with far more states than can be seen."""
    file = tmp_path / "story.yaml"
    file.write_text(counters(), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("option", "least"), [("--max-time", "0"), ("--max-memory", "0"), ("--max-states", "9")])
def test_a_limit_ends_the_command_and_is_reported(
    endless: str, command: str, option: str, least: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMANDS[command](endless), f"{option}={least}"]) == 5
    told = capsys.readouterr()
    assert f"stopped by {option} {least} while " in told.out + told.err


def test_a_certificate_is_verified_within_limits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, certificate = tmp_path / "story.yaml", tmp_path / "proof.json"
    story.write_text(counters(1, 5), encoding="utf-8")
    assert main(["prove", str(story), "--certificate", str(certificate)]) == 0
    assert main(["verify-proof", str(story), str(certificate)]) == 0
    capsys.readouterr()
    assert main(["verify-proof", str(story), str(certificate), "--max-time", "0"]) == 5
    assert "stopped by --max-time 0 while " in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_calls_that_go_too_deep_are_reported_with_their_scene(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.yaml"
    story.write_text(chain_of_calls(100), encoding="utf-8")
    assert main(COMMANDS[command](str(story))) == 5
    assert "scene `s64`: calls go deeper than 64 here" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="there is no such timer here")
def test_a_limit_reaches_work_that_never_asks() -> None:
    with pytest.raises(LimitError, match="--max-time 0"), spending(Budget(Caps(seconds=0.0))):
        while True:
            pass


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="there is no such timer here")
def test_an_import_is_never_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a module would stay behind, and everything that imports it afterwards would fail."""
    source = "import signal\nsignal.raise_signal(signal.SIGALRM)\nwhole = True\n"
    tmp_path.joinpath("imported_within_limits.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with spending(Budget(Caps(seconds=0.0))):
        assert import_module("imported_within_limits").whole
        with pytest.raises(LimitError, match="--max-time 0"):
            signal.raise_signal(signal.SIGALRM)


def test_memory_that_is_gone_is_reported_as_that() -> None:
    assert exit_code_of(MemoryError()) == 4
    assert "the system gives no more memory" in error_message(MemoryError(), os.environ)
    with pytest.raises(LimitError, match="the system gives no more memory"), spending(Budget()):
        raise MemoryError


@pytest.mark.parametrize("wrong", ["--max-states=-1", "--max-memory=much", "--max-time=nan"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_limit_that_is_none_is_a_wrong_use(endless: str, command: str, wrong: str) -> None:
    assert main([*COMMANDS[command](endless), wrong]) == 2


def test_there_are_stories_to_blow_up() -> None:
    assert len(BLOW_UPS) > 15
