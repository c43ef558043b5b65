"""A folder of saves that is full of other people's files: no command changes one, or it is kept aside and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main
from tests.cli.test_saves import STORY

NAMES = (
    "auto.the-door.journal", "auto.the-door.prev.journal", "auto.other.journal", "mine.save", "mine.prev.save", ".lock",
    ".auto.the-door.lock", ".draft-1.tmp", ".samarra-1-2.tmp", f".samarra-{'0' * 32}.tmp", "notes.txt", "day.save",
)  # fmt: skip
LOOKING = (
    ["saves", "list"], ["saves", "show", "mine"], ["saves", "show", "auto"], ["saves", "rm", "mine"],
    ["saves", "rm", "auto"], ["saves", "rm", "auto.the-door.journal"], ["saves", "export", "mine", "out.save"],
    ["saves", "import", "day.save", "--as", "mine"], ["saves", "import", "day.save"],
)  # fmt: skip
PLAYING = (
    ["replay", "mine"], ["replay", "auto"], ["replay", "mine", "--take-over"], ["play", "--plain", "--resume"],
    ["play", "--plain", "--load", "mine"],
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "story.yaml").write_text(STORY, encoding="utf-8")
    (tmp_path / "choices.txt").write_text("wait\n", encoding="utf-8")
    saves = tmp_path / "saves"
    saves.mkdir()
    for name in NAMES:
        (saves / name).write_text(f"diary {name}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMARRA_SAVES", str(saves))
    return saves


def bodies(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("words", [*LOOKING, *PLAYING], ids=" ".join)
def test_a_command_that_finds_no_save_leaves_everything_as_it_is(folder: Path, words: list[str]) -> None:
    before = bodies(folder)
    story = ["story.yaml"] if words[0] == "play" else ["--story", "story.yaml"]
    main([*words[:1], *story, *words[1:]] if words[0] == "play" else [*words, *story])
    assert bodies(folder) == before


def test_recording_there_keeps_aside_what_is_in_the_way_and_tells_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bodies(folder)
    assert main(["record", "story.yaml", "choices.txt", "--save", "mine"]) == 0
    assert main(["record", "story.yaml", "choices.txt", "--save", str(folder / "day.save"), "--force"]) == 0
    told = capsys.readouterr().err
    for name in ("mine.save", "mine.prev.save", "day.save"):
        assert f"is kept aside as `{name}.aside-1`" in told
    assert set(before.values()) <= set(bodies(folder).values())


def test_a_save_recorded_in_a_file_again_keeps_the_one_before(folder: Path) -> None:
    words = ["record", "story.yaml", "choices.txt", "--save", str(folder / "new.save"), "--force"]
    assert main(words) == 0
    first = (folder / "new.save").read_bytes()
    Path("choices.txt").write_text("wait\nwait\n", encoding="utf-8")
    assert main(words) == 0
    assert (folder / "new.prev.save").read_bytes() == first
    assert main(words) == 0
    assert (folder / "new.prev.save").read_bytes() == first


@pytest.mark.parametrize(
    "words",
    [
        ["record", "story.yaml", "choices.txt", "--save", "con"],
        ["record", "story.yaml", "choices.txt", "--save", "./nul.save"],
        ["saves", "export", "mine", "aux.save", "--story", "story.yaml"],
        ["saves", "import", "day.save", "--as", "lpt1", "--story", "story.yaml"],
    ],
    ids=" ".join,
)
def test_a_name_that_windows_takes_for_a_device_is_refused(
    folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(Path.cwd().iterdir())
    if "import" in words:
        main(["record", "story.yaml", "choices.txt", "--save", "./day.save"])
        before = set(Path.cwd().iterdir())
    assert main(words) == 2
    assert "means something else on some systems" in capsys.readouterr().err
    assert set(Path.cwd().iterdir()) == before
