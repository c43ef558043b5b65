"""A game knows every visit, and counts in its cells only those that the story reads."""

from __future__ import annotations

from pathlib import Path

import engine
from engine.program.model import Program
from engine.runtime.state import State, visit_counts
from engine.runtime.turn import options_of, start, turn

RING = """\
story: Ring
start: s0
scenes:
"""
SCENE = "  s{at}:\n    text: Here.\n    choices:\n      - On: s{next}\n"


def ring(folder: Path, scenes: int, extra: str = "") -> Program:
    body = "".join(SCENE.format(at=at, next=(at + 1) % scenes) for at in range(scenes))
    story = folder / f"ring{scenes}.yaml"
    story.write_text(RING + body + extra, encoding="utf-8")
    return engine.load(story)


def after(program: Program, turns: int) -> State:
    state = start(program)
    for _ in range(turns):
        option = options_of(program, state)[0]
        state = turn(program, state, program.choices[option.choice].address)
    return state


def test_a_state_is_as_large_in_a_story_of_a_hundred_scenes_as_in_one_of_three(tmp_path: Path) -> None:
    few, many = after(ring(tmp_path, 3), 5), after(ring(tmp_path, 100), 5)
    assert len(few.cells) == len(many.cells) == 1
    assert visit_counts(few.visits) == {"s0": 2, "s1": 2, "s2": 2}
    assert visit_counts(many.visits) == {f"s{at}": 1 for at in range(6)}


def test_visits_that_the_story_reads_are_counted_in_a_cell(tmp_path: Path) -> None:
    program = ring(
        tmp_path, 3, "prove:\n  - before: {first: s1, then: s2}\nnotes:\n  n: {when: seen(s0), title: N, text: T}\n"
    )
    assert {cell.symbol for cell in program.cells} == {"turns", "visits:s0", "visits:s1", "visits:s2"}
    assert after(program, 4).cells == (4, 2, 2, 1)


def test_games_that_only_differ_in_visits_nothing_reads_are_equal(tmp_path: Path) -> None:
    state = after(ring(tmp_path, 3), 2)
    elsewhere = state._replace(visits={"s0": 7})
    assert state == elsewhere and hash(state) == hash(elsewhere)
    assert (state != elsewhere, state != state._replace(draws=1)) == (False, True)
