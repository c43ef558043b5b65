"""Every row of the table of YAML's pitfalls has a code of its own, and a mend that means what was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.cli import main
from engine.pipeline import build, load
from engine.runtime.session import Session

STORY = """\
story: The door
start: hall
vars:
  lamp: false
scenes:
  hall:
    text: {text}
    choices:
{choice}
      - Light the lamp:
          set: lamp = true
          go: hall
      - In the light:
          when: lamp
          go: yard
      - Go on: yard
  yard:
    ending: Outside
    text: |
      Air.
"""
TEXT_LINE, CHOICE_LINE = 7, 9


@dataclass(frozen=True)
class Row:
    """One form of the table, and what the author meant by it."""

    written: str
    code: str
    meant: str | tuple[str, ...]
    """The label of a choice, or the paragraphs of a text."""
    below: int = 0
    """How far below its first line the pitfall is."""

    @property
    def is_label(self) -> bool:
        return self.written.startswith("- ")

    @property
    def line(self) -> int:
        return (CHOICE_LINE if self.is_label else TEXT_LINE) + self.below

    @property
    def story(self) -> str:
        if self.is_label:
            return STORY.format(text="A door.", choice=indented(self.written))
        return STORY.format(text=self.written, choice="      - Wait: hall")


def indented(item: str) -> str:
    return "\n".join(f"      {line}" for line in item.split("\n"))


TABLE = (
    Row('"Well, then."', "quotes-lost", ("“Well, then.”",)),
    Row('"Well, then," he begins.', "text-after-quote", ("“Well, then,” he begins.",)),
    Row("'Tis late.", "unclosed-quote", ("'Tis late.",)),
    Row("He said: go.", "colon-in-text", ("He said: go.",)),
    Row("Room #5 is open", "cut-at-hash", ("Room #5 is open",)),
    Row("- Open door #2: yard", "cut-at-hash", "Open door #2"),
    Row("- Wait:yard", "bare-choice", "Wait"),
    Row('- "Go" he said: yard', "text-after-quote", "“Go” he said"),
    Row("- Listen:\n  once: true\n  go: yard", "level-with-choice", "Listen", below=1),
    Row("{lamp ? It is lit. | It is dark.}", "text-read-as-mapping", ("It is dark.",)),
    Row("- {lamp ? Leave | Feel for} the door: yard", "text-read-as-mapping", "Feel for the door"),
    Row("[He looks up.]", "text-read-as-list", ("[He looks up.]",)),
    Row("*so* he says", "text-read-as-alias", ("*so* he says",)),
    Row("&c. and so on", "text-read-as-anchor", ("&c. and so on",)),
    Row("!now he says", "text-read-as-tag", ("!now he says",)),
    Row("@x is no name", "text-with-sign", ("@x is no name",)),
    Row("%5 of it", "text-with-sign", ("%5 of it",)),
    Row("`so` he says", "text-with-sign", ("`so` he says",)),
    Row(">\n      A door.\n\n      A wall.", "folded-text", ("A door.", "A wall.")),
    Row(">\n      He reads.\n\n      > Halt.\n      > Go back.", "folded-text", ("He reads.", "> Halt.\n> Go back.")),
    Row("|\n\t\tA door.", "tab", ("A door.",), below=1),
    Row("- Listen:\n\t\tgo: yard", "tab", "Listen", below=1),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "story.yaml"


def written(row: Row, path: Path) -> Path:
    path.write_text(row.story, encoding="utf-8")
    return path


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.written)
def test_a_pitfall_has_its_own_code_at_its_line_and_nothing_else_is_reported(row: Row, path: Path) -> None:
    found = build(written(row, path)).diagnostics
    assert [(one.code, one.span.line) for one in found] == [(row.code, row.line)]
    assert found[0].help


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.written)
def test_the_mended_story_plays_as_it_was_meant(row: Row, path: Path) -> None:
    assert main(["fix", str(written(row, path))]) == 0
    session = Session(load(path))
    if row.is_label:
        assert session.frame.choices[0].label == row.meant
        session.do({"choose": 1})
        assert session.frame.scene == "yard"
    else:
        assert session.frame.text == row.meant


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.written)
def test_mending_twice_changes_nothing_more(row: Row, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["fix", str(written(row, path))])
    once = path.read_bytes()
    capsys.readouterr()
    assert main(["fix", str(path)]) == 0
    assert path.read_bytes() == once
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("label", ['"{lamp ? Leave | Feel for} the door"', "'[Look up]'", "'Open door #2'"])
def test_quotation_marks_that_yaml_needs_are_no_pitfall(label: str, path: Path) -> None:
    row = Row(f"- {label}: yard", "", "")
    assert build(written(row, path)).diagnostics == ()
