"""The formats a command can write are the modules of a folder, or the rows of one table."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

import engine.diagnostics.render as diagnostic_formats
import engine.prove.render as report_formats
from engine.cli import main
from engine.cli.support import formats
from engine.cli.support.formats import Result

STORY = "story: The door\nstart: hall\nscenes:\n  hall:\n    ending: Outside\n    text: |\n      Air.\n"
OF_RESULTS = {"diff": ["STORY", "STORY"], "stats": ["STORY"], "saves": ["list", "--saves", "FOLDER"]}


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("package", [report_formats, diagnostic_formats], ids=lambda package: str(package.__name__))
def test_a_module_put_into_a_folder_of_formats_is_a_format_of_the_command(
    package: ModuleType, story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", story, "--format", "aloud"]) == 2
    (tmp_path / "aloud.py").write_text("def render(*parts):\n    return 'READ ALOUD'\n", encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    capsys.readouterr()
    assert main(["prove", story, "--format", "aloud"]) == 0
    assert capsys.readouterr().out == "READ ALOUD\n"
    assert main(["prove", "--help"]) == 0
    assert "{text,json,aloud,github,sarif}" in capsys.readouterr().out


@pytest.mark.parametrize("command", OF_RESULTS)
def test_a_row_of_the_table_is_a_format_of_every_command_that_answers_with_a_result(
    command: str, story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [{"STORY": story, "FOLDER": str(tmp_path)}.get(word, word) for word in OF_RESULTS[command]]
    assert main([command, *words, "--format", "repr"]) == 2
    monkeypatch.setitem(formats.RENDERERS, "repr", lambda result: f"value: {result.value!r}")
    capsys.readouterr()
    assert main([command, *words, "--format", "repr"]) == 0
    assert capsys.readouterr().out.startswith("value: ")


def test_a_result_is_lines_or_json() -> None:
    result = Result("one\ntwo", {"lines": 2})
    assert formats.RENDERERS["text"](result) == "one\ntwo"
    assert json.loads(formats.RENDERERS["json"](result)) == {"lines": 2}
