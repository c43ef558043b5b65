"""A story whose files did not change is recognised without reading them; one that changed in any way is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import engine
from engine.program import story_stamp as stamps
from engine.program.story_stamp import story_stamp

ROOT = "story: Rooms\nstart: hall\nscenes:\n  hall:\n    ending: Out\n    text: {}.\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems do not tell when a file's names changed")


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "RECENT", 0)
    folder = tmp_path / "story"
    (folder / "deeper").mkdir(parents=True)
    (folder / "story.yaml").write_text(ROOT.format("One"), encoding="utf-8")
    (folder / "deeper" / "part.yaml").write_text("scenes:\n  attic:\n    ending: Up\n", encoding="utf-8")
    return folder


CHANGES: dict[str, Callable[[Path], object]] = {
    "another text of the same length": lambda folder: (folder / "story.yaml").write_text(ROOT.format("Two")),
    "the same time and length": lambda folder: rewrite_at_the_same_time(folder / "story.yaml"),
    "another file": lambda folder: (folder / "new.yaml").write_text(""),
    "a file taken away": lambda folder: (folder / "deeper" / "part.yaml").unlink(),
    "another name": lambda folder: (folder / "deeper" / "part.yaml").rename(folder / "deeper" / "other.yaml"),
    "another folder": lambda folder: (folder / "new").mkdir(),
    "a link": lambda folder: (folder / "link").symlink_to(folder),
    "another ending": lambda folder: (folder / "more.yml").write_text(""),
}


def rewrite_at_the_same_time(file: Path) -> None:
    status = file.stat()
    file.write_text(ROOT.format("Two"), encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_any_kind_changes_the_stamp(change: Callable[[Path], object], story: Path) -> None:
    before = story_stamp(str(story), "engine")
    assert before is not None
    change(story)
    assert story_stamp(str(story), "engine") != before


def test_the_stamp_of_what_stays_the_same_stays_the_same(story: Path) -> None:
    before = story_stamp(str(story), "engine")
    (story / ".hidden").write_text("")
    assert story_stamp(str(story), "engine") == before != story_stamp(str(story), "another engine")
    assert story_stamp(str(story / "story.yaml"), "engine") not in (None, before)


def test_a_file_changed_moments_ago_has_no_stamp(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "RECENT", 10**18)
    assert story_stamp(str(story), "engine") is None


def test_what_cannot_be_listed_has_no_stamp(tmp_path: Path) -> None:
    assert story_stamp(str(tmp_path / "nowhere"), "engine") is None
    assert story_stamp("a\0b", "engine") is None


def test_an_unchanged_story_is_loaded_without_reading_it(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = engine.load(story)
    with monkeypatch.context() as patch:
        patch.setattr("engine.pipeline._gather", None)
        assert engine.load(story).fingerprint == first.fingerprint
    rewrite_at_the_same_time(story / "story.yaml")
    assert engine.load(story).fingerprint != first.fingerprint
