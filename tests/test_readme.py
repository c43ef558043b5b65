"""What the two READMEs say is so: every block is run or read, every command, key and function is told."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree

import pytest

import engine
from engine import language
from engine.cli.commands.new import STARTER
from engine.cli.parsing import command_names, parse_arguments
from engine.language import FUNCTIONS
from engine.pipeline import build
from engine.runtime.commands import NAMES, decode_command
from engine.runtime.frame import frame_object
from tests.examples import Example, examples_in, write_story

TOP = Path(__file__).parent.parent
PAGES = (TOP / "README.md", TOP / "story" / "README.md")
STORIES = [(page, example) for page in PAGES for example in examples_in(page, "yaml")]
LEFT_OPEN = {
    "unreachable-scene", "unused-variable", "never-read-variable", "unused-epigraph", "never-varies", "no-ending",
}  # fmt: skip
"""Findings that a fragment may leave open, since the rest of its story is not there."""
LANGUAGE = {
    *language.ROOT_KEYS, *language.SECTIONS, "act", *language.LINE_BEGINNINGS, *language.PROMISE_KEYS,
}  # fmt: skip
ELSEWHERE = {"pip"}
"""Programs of the shell blocks that are not ours."""


def name_of(story: tuple[Path, Example]) -> str:
    page, example = story
    return f"{page.relative_to(TOP).as_posix()}:{example.line}"


@pytest.fixture
def my_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What `samarra new my-story` leaves in an empty folder, and that folder to stand in."""
    folder = tmp_path / "my-story"
    folder.mkdir()
    (folder / "story.yaml").write_text(STARTER.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_pages_have_examples() -> None:
    assert len(STORIES) > 20
    assert {example.place for _, example in STORIES} >= {None, "root", "part", "scenes", "scene", "choices"}


@pytest.mark.parametrize("story", STORIES, ids=name_of)
def test_every_example_of_a_story_is_sound(story: tuple[Path, Example], tmp_path: Path) -> None:
    _, example = story
    built = build(write_story(example, tmp_path))
    left_open = LEFT_OPEN if example.place else set()
    assert [found.message for found in built.diagnostics if found.code not in left_open] == []
    assert built.program is not None


@pytest.mark.parametrize("story", STORIES, ids=name_of)
def test_every_example_of_a_story_can_be_begun(story: tuple[Path, Example], tmp_path: Path) -> None:
    session = engine.play(engine.load(write_story(story[1], tmp_path)))
    assert session.frame.scene


@pytest.mark.parametrize("key", sorted(LANGUAGE | set(FUNCTIONS) | set(language.MARKS)))
def test_the_authors_reference_tells_every_word_of_the_language(key: str) -> None:
    reference = (TOP / "story" / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"`{key}\b[^`]*`", reference)


def test_every_shell_line_is_understood() -> None:
    targets = re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    lines = [line for page in PAGES for example in examples_in(page, "sh") for line in example.text.splitlines()]
    assert lines
    for line in lines:
        program, *words = shlex.split(line, comments=True)
        match program:
            case "samarra":
                assert parse_arguments(words)
            case "make":
                assert set(words) <= set(targets)
            case "python":
                assert (TOP / words[1].replace(".", "/")).with_suffix(".py").exists() or (TOP / words[1]).is_dir()
            case _:
                assert program in ELSEWHERE


def test_every_python_block_runs(my_story: Path) -> None:
    blocks = examples_in(TOP / "README.md", "python")
    assert blocks
    for block in blocks:
        exec(compile(block.text, f"README.md:{block.line}", "exec"), {})


def test_the_frame_shown_is_the_frame_given(my_story: Path) -> None:
    (shown,) = (json.loads(block.text) for block in examples_in(TOP / "README.md", "json"))
    assert shown == frame_object(engine.play(engine.load(my_story)).frame)
    table = (TOP / "README.md").read_text(encoding="utf-8")
    assert [key for key in shown if f"`{key}`" not in table] == []


def test_every_command_of_a_program_is_shown() -> None:
    (block,) = examples_in(TOP / "README.md", "jsonl")
    commands = [json.loads(line) for line in block.text.splitlines()]
    assert [decode_command(command) for command in commands]
    assert {name for command in commands for name in command} == set(NAMES)


def test_every_command_of_the_command_line_is_reported() -> None:
    page = (TOP / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `samarra ([a-z-]+)", page, re.MULTILINE)) == set(command_names())


def test_the_picture_is_of_the_shipped_story() -> None:
    page = (TOP / "README.md").read_text(encoding="utf-8")
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", page)
    words = ["".join(text.itertext()) for text in ElementTree.parse(TOP / picture).getroot()]
    story = "\n".join(path.read_text(encoding="utf-8") for path in (TOP / "story").glob("*.yaml"))
    titles = set(re.findall(r"^    title: (.+)$", story, re.MULTILINE))
    assert titles & set(words)


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        anchors = {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert target[1:] in anchors if target.startswith("#") else (page.parent / target).exists(), target


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
