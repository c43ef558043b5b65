"""What holds of the checks as a whole."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from engine.checks import check
from engine.diagnostics.diagnostic import Diagnostic
from engine.source.compose import compose
from engine.source.gather import gather
from engine.story.analysis.resolved_story import resolve_story
from engine.story.decode import decode
from engine.story.model import Story

SCENE = """
  s{0}:
    choices:
      - Go on: s{1}
      - Look:
          when: eyes < 3
          set: eyes += 1
          go: s{2}
      - Ask:
          choices:
            - Him:
            - Her: out
          then: s{1}
"""


def decoded(text: str, folder: Path) -> Story:
    file = folder / "story.yaml"
    file.write_text(text, encoding="utf-8")
    story, faults = decode(compose(gather(file).texts).files)
    assert story is not None, faults
    return story


def diagnose(story: Story) -> tuple[Diagnostic, ...]:
    return check(resolve_story(story))


def long_story(scenes: int) -> str:
    """Five choices in every scene, each scene leading to two others."""
    body = "".join(SCENE.format(at, (at + 1) % scenes, at * 7 % scenes) for at in range(scenes))
    return f"story: Long\nstart: s0\nvars:\n  eyes: 0..6 = 0\nscenes:{body}  out:\n    ending: Out\n"


def calls_made(story: Story) -> int:
    """How much work checking a story is, counted in calls, which no other program on the machine can slow."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        assert diagnose(story) == ()
    finally:
        sys.setprofile(None)
    return count


def test_diagnostics_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "story: S\nstart: a\nvars:\n  b: false\nscenes:\n  a: {text: Well., go: c}\n  d: {ending: D}\n  e: a\n"
    found = diagnose(decoded(text, tmp_path))
    assert [diagnostic.span.line for diagnostic in found] == sorted(diagnostic.span.line for diagnostic in found)
    assert len(found) == 2


def test_a_wrong_name_does_not_make_its_scene_unreachable(tmp_path: Path) -> None:
    text = "story: S\nstart: hall\nscenes:\n  hall: celar\n  cellar: {ending: Below}\n"
    assert codes_of(diagnose(decoded(text, tmp_path))) == ["unknown-scene"]


def test_a_chain_of_thousands_of_calls_is_followed_without_recursion(tmp_path: Path) -> None:
    calls = "".join(f"  s{at}: {{call: s{at + 1}}}\n" for at in range(3000))
    text = f"story: S\nstart: begin\nscenes:\n  begin: [{{call: s0}}, end]\n{calls}  s3000:\n  end: {{ending: End}}\n"
    assert diagnose(decoded(text, tmp_path)) == ()


def test_the_work_grows_no_faster_than_the_story(tmp_path: Path) -> None:
    small, large = decoded(long_story(50), tmp_path), decoded(long_story(400), tmp_path)
    calls_made(small)
    assert calls_made(large) < 8 * 1.2 * calls_made(small)


def codes_of(found: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in found]
