"""What leaves a command: safe for every terminal, and said wherever it cannot be written."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import main
from engine.cli.streams import prepare_streams

HOSTILE = "Tit\u202ele\u2066\u200b\ufeff\u3164"
STORY = f"""\
story: "{HOSTILE}"
start: a
scenes:
  a:
    title: "{HOSTILE}"
    choices:
      - Go: z
  z:
    ending: "{HOSTILE}"
"""


@pytest.fixture
def story(tmp_path: Path) -> str:
    file = tmp_path / "story.yaml"
    file.write_text(STORY, encoding="utf-8")
    return str(file)


COMMANDS = (
    "check {}", "prove {}", "prove {} --format json", "prove {} --format sarif", "stats {}", "graph {}",
    "export {} --as mermaid", "export {} --as schema", "diff {} {}", "diff {} {} --format json",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_lets_a_character_out_that_turns_a_line_round_or_is_not_seen(
    command: str, story: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(command.replace("{}", story).split())
    told = capsys.readouterr()
    assert not set("\u202e\u2066\u200b\ufeff\u3164") & set(told.out + told.err)


def test_a_title_is_shown_with_such_characters_spelled_out(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["graph", story])
    assert "Tit<U+202E>le" in capsys.readouterr().out


def test_json_keeps_them_by_escapes(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", story, "--as", "schema"])
    assert "Tit\\u202ele" in capsys.readouterr().out


def ended(words: list[str], typed: bytes = b"", **streams: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "engine", *words], input=typed, timeout=60, **streams)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("words", [["--version"], ["--help"], ["play", "--help"], ["explain"]], ids=" ".join)
def test_a_full_disk_is_reported_with_the_name_of_the_stream(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        came = ended(words, stdout=full, stderr=subprocess.PIPE)
    assert (came.returncode, came.stderr) == (4, b"samarra: standard output: no space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
@pytest.mark.parametrize("words", [["--version"], ["--help"], ["explain"]], ids=" ".join)
def test_a_reader_that_is_gone_is_reported_by_the_exit_code_alone(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    came = ended(words, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (came.returncode, came.stderr) == (141, b"")


def test_input_that_is_not_of_the_encoding_asked_for_is_reported(story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-16")
    came = ended(["play", story, "--plain", "--new"], b"1\n", capture_output=True)
    assert came.returncode == 4
    assert "standard input is not utf-16 text" in came.stderr.decode("utf-16")


@pytest.mark.parametrize(("platform", "code"), [("win32", 141), ("linux", 4)])
def test_windows_says_of_a_reader_that_is_gone_that_an_argument_is_wrong(
    platform: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "stdout", Gone())
    assert main(["explain"]) == code


@pytest.mark.parametrize(("named", "encoding"), [("", "utf-8"), ("latin-1", "latin-1")])
def test_pipes_on_windows_are_utf_8_unless_the_environment_names_another(
    named: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PYTHONIOENCODING", named)
    pipe = io.TextIOWrapper(io.BytesIO(), encoding=named or "cp1252")
    monkeypatch.setattr(sys, "stdout", pipe)
    prepare_streams()
    assert pipe.encoding == encoding
