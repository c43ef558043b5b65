"""Files that commands read and write: only files, whole or not at all, never over another unless that is asked for."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.cli import main
from engine.storage.disk import RealDisk
from tests.torture._commands import write_stories

WRITING = {
    "saves export": ("saves export mine FILE --story story", "out.save"),
    "replay --transcript": ("replay mine --story story --transcript FILE", "page.md"),
    "replay --choices": ("replay mine --story story --choices FILE", "way.txt"),
    "prove --certificate": ("prove story --certificate FILE", "proof.json"),
    "prove --witnesses": ("prove story --witnesses .", "ending-z.save"),
    "test --cover": ("test story --cover .", "cover-01.txt"),
    "record --save": ("record story choices.txt --save ./FILE", "way.save"),
    "new": ("new begun", "begun/story.yaml"),
}
"""What each writes, and where; all but the last refuse a file that is there by its name."""
READING = {
    "record": "record story FILE --save other",
    "verify-proof": "verify-proof story FILE",
    "saves import": "saves import FILE --as other --story story",
    "saves show": "saves show ./FILE --story story",
    "replay": "replay ./FILE --story story",
    "play --load": "play story --plain --load ./FILE",
    "check": "check FILE",
    "test --walkthroughs": "test story --walkthroughs FILES",
}
Write = Callable[..., int]
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names, nor alarms")


@pytest.fixture(autouse=True)
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """A folder with stories and a save, which every test works in and leaves within a minute."""
    for folder in (tmp_path / "story" / "walkthroughs", tmp_path / "FILES"):
        folder.mkdir(parents=True)
    write_stories(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMARRA_SAVES", str(tmp_path / "saves"))
    assert main(["record", "story", "choices.txt", "--save", "mine"]) == 0
    capsys.readouterr()
    if sys.platform != "win32":
        signal.alarm(60)
    yield tmp_path
    if sys.platform != "win32":
        signal.alarm(0)


def write(name: str, *more: str) -> int:
    command, file = WRITING[name]
    return main([*command.replace("FILE", file).split(), *more])


@pytest.mark.parametrize("name", WRITING)
def test_what_is_written_is_said(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert write(name) in (0, 1)
    assert Path(WRITING[name][1]).is_file()
    assert any(line.startswith("wrote ") and WRITING[name][1] in line for line in capsys.readouterr().err.splitlines())


@pytest.mark.parametrize("name", [name for name in WRITING if name != "new"])
def test_a_file_that_is_there_stays_unless_it_is_forced(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(WRITING[name][1])
    file.write_text("a diary", encoding="utf-8")
    assert write(name) == 4
    assert f"{file.name} is there already; --force writes over it" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "a diary"
    assert write(name, "--force") in (0, 1)
    assert file.read_bytes() != b"a diary"


def test_a_story_is_begun_in_a_folder_with_other_files_only_when_that_is_forced() -> None:
    Path("begun").mkdir()
    Path("begun/diary.md").write_text("a diary", encoding="utf-8")
    assert [write("new"), write("new", "--force")] == [2, 0]
    assert sorted(file.name for file in Path("begun").iterdir()) == ["diary.md", "story.yaml"]


@on_posix
@pytest.mark.parametrize("name", [name for name in WRITING if name != "new"])
@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("a pipe", os.mkfifo),
        ("a folder", os.mkdir),
        ("a link", lambda file: Path(file).symlink_to("diary.md")),
    ],
    ids=["pipe", "folder", "link"],
)
def test_only_files_are_written_over(
    name: str, kind: str, make: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("diary.md").write_text("a diary", encoding="utf-8")
    make(WRITING[name][1])
    assert write(name, "--force") == 4
    assert f"is {kind}, not a file" in capsys.readouterr().err
    assert Path("diary.md").read_text(encoding="utf-8") == "a diary"


@pytest.mark.parametrize("name", [name for name in WRITING if name != "new"])
def test_a_full_disk_leaves_what_was_there_and_nothing_else(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(disk: RealDisk, file: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def there() -> list[Path]:
        return sorted(file for file in Path().rglob("*") if not file.name.endswith(".lock"))

    before = there()
    monkeypatch.setattr(RealDisk, "write", refuse)
    assert write(name) == 4
    told = capsys.readouterr().err
    assert WRITING[name][1] in told
    assert "no space left on device" in told
    assert there() == before
    Path(WRITING[name][1]).write_text("a diary", encoding="utf-8")
    assert write(name, "--force") == 4
    assert Path(WRITING[name][1]).read_text(encoding="utf-8") == "a diary"


def test_a_mended_story_keeps_its_permissions_and_nothing_lies_beside_it() -> None:
    Path("bare.yaml").write_text(
        "story: T\nstart: a\nscenes:\n  a:\n    text: Here: there\n    choices:\n      - Go: z\n  z: {ending: Z}\n",
        encoding="utf-8",
    )
    Path("bare.yaml").chmod(0o640)
    before = sorted(Path().iterdir())
    main(["fix", "bare.yaml"])
    assert "text: Here: there" not in Path("bare.yaml").read_text(encoding="utf-8")
    assert Path("bare.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(Path().iterdir()) == before


@on_posix
@pytest.mark.parametrize("command", READING.values(), ids=list(READING))
@pytest.mark.parametrize(
    "make",
    [
        os.mkfifo,
        os.mkdir,
        lambda file: Path(file).symlink_to("/dev/zero"),
        lambda file: Path(file).symlink_to("choices.txt"),
    ],
    ids=["pipe", "folder", "link to a device", "link"],
)
def test_only_files_are_read_and_nothing_waits(
    command: str, make: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    make("FILES/FILE.txt")
    assert main(command.replace("FILES", "\0").replace("FILE", "FILES/FILE.txt").replace("\0", "FILES").split())
    assert "FILE.txt" in capsys.readouterr().err


@on_posix
@pytest.mark.parametrize("command", [command for name, command in READING.items() if name != "test --walkthroughs"])
def test_a_file_that_is_far_too_large_is_not_read(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open("FILE", "wb") as file:  # noqa: PTH123
        file.truncate(100_000_000_000)
    assert main(command.split())
    told = capsys.readouterr().err
    assert "too large" in told or "larger than" in told


@on_posix
def test_walkthroughs_that_are_links_out_of_the_story_are_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("story/walkthroughs/out.txt").symlink_to("/etc/passwd")
    assert main(["test", "story"]) == 4
    assert "out.txt is a link" in capsys.readouterr().err
    Path("walkthroughs").symlink_to("story/walkthroughs")
    assert main(["test", "edited.yaml"]) == 4
    assert "walkthroughs is a link" in capsys.readouterr().err
