"""What a proof makes of stories that are hard for one that follows everything: locks far down, flags, hubs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from engine.cli import main
from engine.prove.budget import Budget, Caps
from engine.prove.prover import prove
from tests.prove.compiled import compiled

ROOT = Path(__file__).parents[2]
DEPTH = 14
FLAGS = tuple(f"flag_{number}" for number in range(40))
TOPICS = 20
HEAD = "story: A test\nstart: hall\n"


def corridor() -> str:
    """Fourteen doors; whoever lets go of the key at the fifth finds the last one shut."""
    scenes = []
    for number in range(DEPTH):
        here = "hall" if number == 0 else f"door_{number}"
        further = f"door_{number + 1}" if number + 1 < DEPTH else "last_door"
        dropping = "\n      - Drop the key:\n          set: key = false\n          go: door_5" if number == 4 else ""
        scenes.append(f"  {here}:\n    choices:\n      - Go through {number}: {further}{dropping}\n")
    last = "  last_door:\n    choices:\n      - Unlock it:\n          when: key\n          go: out\n"
    return f"vars:\n  key: true\nscenes:\n{''.join(scenes)}{last}  out:\n    ending: Out\n"


def flags(is_read: bool) -> str:
    """Forty flags that are set or not, one after another, and perhaps all read at the end."""
    declared = "".join(f"  {flag}: false\n" for flag in FLAGS)
    scenes = []
    for number, flag in enumerate(FLAGS):
        here = "hall" if number == 0 else f"room_{number}"
        further = f"room_{number + 1}" if number + 1 < len(FLAGS) else "gate"
        scenes.append(
            f"  {here}:\n    choices:\n      - Raise {number}:\n          set: {flag} = true\n          go: {further}\n"
            f"      - Leave {number}: {further}\n"
        )
    guarded = f"Pass:\n          when: {' and '.join(FLAGS)}\n          go: out" if is_read else "Pass: out"
    gate = f"  gate:\n    choices:\n      - {guarded}\n      - Turn back: home\n"
    return f"vars:\n{declared}scenes:\n{''.join(scenes)}{gate}  out:\n    ending: Out\n  home:\n    ending: Home\n"


def hub() -> str:
    """Twenty things to ask once, and a way out."""
    topics = "".join(
        f"      - Ask about {number}:\n          once: true\n          text: He shrugs.\n" for number in range(TOPICS)
    )
    return f"scenes:\n  hall:\n    hub:\n{topics}      - Leave: out\n  out:\n    ending: Out\n"


def test_a_soft_lock_fourteen_choices_deep_is_found_with_the_choice_that_made_it() -> None:
    (lock,) = prove(compiled(corridor())).soft_locks
    assert lock.scene == "last_door"
    assert len(lock.choices) == DEPTH
    assert (lock.fatal, lock.fatal_turn) == ("door_4.drop-the-key", 5)
    assert lock.witness is not None
    assert lock.witness.choices == lock.choices


def test_its_witness_opens_in_the_player_at_the_dead_end(tmp_path: Path) -> None:
    story = tmp_path / "story.yaml"
    story.write_text(HEAD + corridor(), encoding="utf-8")
    assert main(["prove", str(story), "--witnesses", str(tmp_path / "found")]) == 1
    (save,) = (tmp_path / "found").glob("soft-lock-*.save")
    command = [sys.executable, "-m", "engine", "play", str(story), "--load", str(save), "--frontend", "json_lines"]
    commands = '{"undo": 10}\n{"quit": true}\n'
    told = subprocess.run(command, input=commands, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    opened, undone = (json.loads(line) for line in told.stdout.splitlines()[:2])
    assert (opened["scene"], opened["turn"], opened["choices"]) == ("last_door", DEPTH, [])
    assert [choice["id"] for choice in undone["choices"]] == ["go-through-4", "drop-the-key"]


def test_forty_flags_read_at_the_end_are_too_many_and_are_named() -> None:
    report = prove(compiled(flags(is_read=True)), Budget(Caps(states=20_000)))
    assert (report.verdict, report.reason) == ("partial", "states")
    assert report.states < 30_000
    named = {name for name, times in report.variables if times > 1.2}
    assert len(named) >= 10
    assert named <= set(FLAGS)


def test_a_proof_that_a_cap_stopped_exits_with_5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.yaml"
    story.write_text(HEAD + flags(is_read=True), encoding="utf-8")
    assert main(["prove", str(story), "--max-states", "5000"]) == 5
    assert capsys.readouterr().out.startswith("partial (states)")


def test_forty_flags_nobody_reads_make_no_states() -> None:
    report = prove(compiled(flags(is_read=False)))
    assert report.verdict == "proved"
    assert report.states == len(FLAGS) + 3


def test_a_hub_of_twenty_topics_beside_an_exit_is_two_states() -> None:
    report = prove(compiled(hub()))
    assert (report.verdict, report.states, report.never, report.soft_locks) == ("proved", 2, (), ())
    assert (report.shortest, report.longest) == (1, TOPICS + 1)


@pytest.mark.parametrize("turns", [TOPICS, TOPICS + 1])
def test_what_is_asked_at_a_hub_counts_as_turns(turns: int) -> None:
    promised = f"prove:\n  - within: {{ending: out, turns: {turns}}}\n"
    (settled,) = prove(compiled(hub() + promised)).properties
    assert settled.holds is (turns > TOPICS)


def test_a_choice_that_may_be_made_again_and_again_has_no_most_turns() -> None:
    story = "scenes:\n  hall:\n    hub:\n      - Wait:\n      - Leave: out\n  out:\n    ending: Out\n"
    report = prove(compiled(story + "prove:\n  - within: {ending: out, turns: 99}\n"))
    assert report.longest is None
    assert report.properties[0].holds is False


def test_a_story_that_may_go_round_before_its_first_choice_has_no_states_and_no_playthroughs() -> None:
    story = "scenes:\n  hall:\n    random:\n      - 1: hall\n      - 1: home\n  home:\n    ending: Home\n"
    report = prove(compiled(story))
    assert (report.verdict, report.states, report.playthroughs, report.endless) == ("proved", 0, 0, ("hall",))


def test_the_same_is_found_under_any_hash_seed(tmp_path: Path) -> None:
    story = tmp_path / "story.yaml"
    story.write_text(HEAD + corridor(), encoding="utf-8")
    program = textwrap.dedent("""
        import sys
        from engine import load
        from engine.prove.prover import prove_graph
        for path in sys.argv[1:]:
            report, found = prove_graph(load(path))
            print(found.states, list(found.edges), report.endings, report.soft_locks, report.variables)
    """)
    many = [str(path.parent) for path in sorted((ROOT / "tests" / "golden").glob("*/story.yaml"))]
    told = [
        subprocess.run(
            [sys.executable, "-c", program, str(story), *many],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=100,
        ).stdout
        for seed in ("0", "1")
    ]
    assert told[0]
    assert told[0] == told[1]
