"""Gathering reads the regular files of one folder and nothing else, whatever lies there."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.diagnostics.diagnostic import Diagnostic
from engine.examination import examine
from engine.source import gather as gathering
from engine.source.gather import gather


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "story.yaml").write_text("story: The door\n", encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return [Path(text.path).relative_to(folder).as_posix() for text in gather(folder).texts]


def codes_of(path: Path) -> list[tuple[str, str]]:
    return [(found.code, Path(found.span.file).name) for found in gather(path).diagnostics]


def test_the_root_comes_first_and_the_parts_in_the_order_of_their_paths(story: Path) -> None:
    (story / "a").mkdir()
    for name in ("b.yaml", "a.yaml", "a/z.yaml", "zz.yaml", "notes.txt"):
        (story / name).write_text("", encoding="utf-8")
    assert names(story) == ["story.yaml", "a.yaml", "a/z.yaml", "b.yaml", "zz.yaml"]
    assert [text.is_root for text in gather(story).texts] == [True, False, False, False, False]


def test_one_file_alone_is_a_story(story: Path) -> None:
    (story / "part.yaml").write_text("", encoding="utf-8")
    gathered = gather(story / "story.yaml")
    assert [(text.is_root, text.data) for text in gathered.texts] == [(True, b"story: The door\n")]


def test_hidden_files_are_passed_over(story: Path) -> None:
    (story / ".git").mkdir()
    (story / ".git" / "x.yaml").write_text("", encoding="utf-8")
    (story / ".#story.yaml").symlink_to("nobody@nowhere")
    assert names(story) == ["story.yaml"]
    assert codes_of(story) == []


def test_a_path_to_nothing_is_reported(tmp_path: Path) -> None:
    assert codes_of(tmp_path / "nowhere") == [("missing-story", "nowhere")]
    assert codes_of(tmp_path / ("x" * 5_000)) != []
    assert codes_of(Path("a\0b")) != []


def test_a_folder_without_a_root_is_reported_with_the_name_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "Story.yml").write_text("", encoding="utf-8")
    (found,) = [found for found in gather(tmp_path).diagnostics if found.code == "missing-story"]
    assert found.help == "rename `Story.yml` to `story.yaml`"


def test_links_are_refused_wherever_they_lead(story: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret", encoding="utf-8")
    (story / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (story / "folder").symlink_to(tmp_path)
    assert names(story) == ["story.yaml"]
    assert sorted(codes_of(story)) == [("not-read", "folder"), ("not-read", "out.yaml")]


def test_a_root_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").symlink_to("/etc/hostname")
    assert gather(tmp_path).texts == ()
    assert codes_of(tmp_path / "story.yaml") == [("not-read", "story.yaml")]


def test_a_pipe_a_socket_and_a_folder_are_named_and_do_not_make_the_reader_wait(story: Path) -> None:
    os.mkfifo(story / "pipe.yaml")
    (story / "folder.yaml").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(story)
        listening.bind("socket.yaml")
        os.chdir(here)
        messages = {Path(found.span.file).name: found.message for found in gather(story).diagnostics}
    assert messages == {
        "pipe.yaml": "this is a pipe, not a file",
        "folder.yaml": "this is a folder, not a file",
        "socket.yaml": "this is a socket, not a file",
    }


def test_a_device_is_refused() -> None:
    assert [found.message for found in gather(Path("/dev/zero")).diagnostics] == ["this is a device, not a file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(story: Path) -> None:
    (story / "part.yaml").touch(mode=0)
    assert codes_of(story) == [("not-read", "part.yaml")]


def test_the_other_ending_of_yaml_files_is_a_warning(story: Path) -> None:
    (story / "part.yml").write_text("", encoding="utf-8")
    (found,) = gather(story).diagnostics
    assert (found.code, found.severity) == ("not-read", "warning")
    assert found.help == "rename it to `part.yaml`"


def test_an_ending_in_capitals_is_a_warning_too(story: Path) -> None:
    (story / "PART.YAML").write_text("", encoding="utf-8")
    (found,) = gather(story).diagnostics
    assert (found.code, found.severity) == ("not-read", "warning")
    assert found.message == "this file ends in `.YAML`, so it is no part of the story"
    assert found.help == "rename it to `PART.yaml`"


COMPOSED, APART = "Caf\u00e9.yaml", "Cafe\u0301.yaml"


@pytest.mark.parametrize("name", [COMPOSED, APART], ids=["composed", "apart"])
def test_parts_stand_in_one_order_and_under_one_name_on_a_disk_that_takes_letters_apart(story: Path, name: str) -> None:
    for part in (name, "Cafes.yaml", "Caf\u00ea.yaml", "b.yaml"):
        (story / part).write_text("", encoding="utf-8")
    assert names(story) == ["story.yaml", "Cafes.yaml", COMPOSED, "Caf\u00ea.yaml", "b.yaml"]


@pytest.mark.parametrize("turn", range(4))
def test_the_order_in_which_the_disk_lists_files_changes_nothing(
    story: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    for name in ("B.yaml", "a.yaml", "c.yaml", "d.yml"):
        (story / name).write_text("", encoding="utf-8")
    expected = gather(story)
    monkeypatch.setattr(gathering, "_entries", _turned(gathering._entries, turn))
    assert gather(story) == expected


def _turned(
    list_entries: Callable[[Path, list[Diagnostic]], Iterator[os.DirEntry[str]]], turn: int
) -> Callable[[Path, list[Diagnostic]], Iterator[os.DirEntry[str]]]:
    def turned(folder: Path, refused: list[Diagnostic]) -> Iterator[os.DirEntry[str]]:
        entries = sorted(list_entries(folder, refused), key=lambda entry: entry.name)
        yield from entries[turn:] + entries[:turn]

    return turned


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rome.yaml", "rome.yaml"), (COMPOSED, APART), ("\u00c9.yaml", "e\u0301.yaml"), ("Notes/a.yaml", "notes/A.yaml")],
)
def test_two_parts_whose_names_are_one_elsewhere_are_refused(story: Path, one: str, other: str) -> None:
    for name in (one, other):
        (story / name).parent.mkdir(exist_ok=True)
        (story / name).write_text("", encoding="utf-8")
    if len(list(story.rglob("*.yaml"))) < 3:
        pytest.skip("this disk takes the two names for one itself")
    ((code, _),) = codes_of(story)
    assert code == "alike-file-names"


def test_folders_that_differ_only_in_case_may_hold_parts_of_other_names(story: Path) -> None:
    for name in ("Notes/a.yaml", "notes/b.yaml"):
        (story / name).parent.mkdir()
        (story / name).write_text("", encoding="utf-8")
    assert codes_of(story) == []


def test_the_root_is_written_in_small_letters_on_every_disk(tmp_path: Path) -> None:
    (tmp_path / "Story.yaml").write_text("", encoding="utf-8")
    assert codes_of(tmp_path) == [("missing-story", "story.yaml")]


def test_the_other_ending_is_reported_when_the_story_is_built(story: Path) -> None:
    (story / "story.yaml").write_text("story: The door\nstart: hall\nscenes:\n  hall: {ending: Out}\n")
    (story / "part.yml").touch()
    assert [found.code for found in examine(story).diagnostics] == ["not-read"]


def test_a_file_over_two_megabytes_is_refused_unread(story: Path) -> None:
    (story / "part.yaml").write_bytes(b"a" * 2_000_001)
    (story / "fits.yaml").write_bytes(b"#" * 2_000_000)
    assert codes_of(story) == [("file-too-large", "part.yaml")]


def test_files_over_twenty_megabytes_together_are_refused(story: Path) -> None:
    for number in range(11):
        (story / f"part{number:02}.yaml").write_bytes(b"#" * 1_990_000)
    assert codes_of(story) == [("story-too-large", "part10.yaml")]


def test_more_than_a_hundred_files_are_refused(story: Path) -> None:
    for number in range(100):
        (story / f"{number}.yaml").touch()
    assert codes_of(story) == [("too-many-files", "story.yaml")]


def test_a_folder_full_of_other_things_is_not_searched_for_ever(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "ENTRIES_LIMIT", 10)
    for number in range(20):
        (story / f"{number}.txt").touch()
    assert ("too-many-files", "story.yaml") in codes_of(story)


def test_a_file_name_is_shown_without_what_a_terminal_would_obey(story: Path) -> None:
    (story / "a\x1b[2J\u202e.yaml").write_text("", encoding="utf-8")
    (Path(os.fsdecode(os.fsencode(story) + b"/b\xff.yaml"))).write_text("", encoding="utf-8")
    shown = [Path(text.path).name for text in gather(story).texts]
    assert shown == ["story.yaml", "a^[[2J<U+202E>.yaml", "b<U+DCFF>.yaml"]
