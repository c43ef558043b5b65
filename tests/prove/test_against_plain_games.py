"""What is said of prose, values and endings still open agrees with going through every game of generated stories."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from engine.pipeline import build
from engine.program.model import End, Program
from engine.prove.analysis.goals import Goal, prose_goals
from engine.prove.budget import Budget
from engine.prove.hints.live_hints import LiveHints
from engine.prove.hints.proof_cache import write_proof_cache
from engine.prove.prose.coverage import ProseCoverage, prose_coverage
from engine.prove.prose.unprinted import with_prose
from engine.prove.results.statistics import possible_values
from engine.prove.search.state_graph import StateGraph
from engine.prove.witnesses.successors import EnumeratedRun, enumerate_outcomes, picks_open
from engine.runtime.state import State
from engine.runtime.turn import options_of, pick
from tests.prove.compiled import searched
from tests.prove.plain_explorer import PlainSpace, explored_plainly
from tests.prove.plain_turns import NeverRests, TooLarge
from tests.prove.stories import story_of

SEEDS = (*range(40), 85)
"""The last has a count that a form reads further than any guard."""
MOST = 1500
FORMS = {
    "n": ("{n >= 3 ? Many | Few}", "{n == 0 ? None}", "{n > 1 and seen(s1) ? Some}"),
    "m": ("{m < 0 ? Below | Above}",),
    "f": ("{f ? On | Off}", "{f and visits(s0) > 2 ? Late | Soon}"),
    "g": ("{g ? Gone | Here}", "{g and seen(s1) ? Both | Not}"),
    "mood": ("{mood == cross ? Grr | Well}",),
    "bag": ("{bag has key ? Keyed | Open}", "{bag has lamp and bag has rope ? Two | One}"),
}


def with_forms(seed: int) -> str:
    """A generated story whose texts read its variables and the visits of its scenes."""
    chance, text = random.Random(seed), story_of(seed)
    declared = [name for name in FORMS if re.search(rf"^  {name}:", text, re.MULTILINE)]
    forms = [form for name in declared for form in FORMS[name] if "s1" not in form or "\n  s1:" in text]
    forms += ["{New | Known | Old}", "{! Once | Twice}", "{& One | Other}"]
    return re.sub(r"text: .*", lambda match: f'text: "{chance.choice(forms)}"', text)


def printed(program: Program, space: PlainSpace) -> set[Goal]:
    """The pieces of prose that some game prints."""
    goals = prose_goals(program)
    watcher = prose_coverage(program, goals)
    for state in _watched(program, watcher):
        _see(watcher, state)
    for at, state in enumerate(space.states):
        for number, follow in picks_open(program, state):
            for _ in _taken(program, watcher, state, number, follow):
                pass
        _see(watcher, state)
        assert at < len(space.states)
    return set(goals) - set(watcher.left)


def _see(watcher: ProseCoverage, state: State) -> None:
    for option in options_of(watcher.program, state):
        watcher.record(watcher.wanted["offered" if option.is_open else "locked"], option.choice, state.cells)
    for number, _ in picks_open(watcher.program, state):
        watcher.record(watcher.wanted["offered"], number, state.cells)


def _watched(program: Program, watcher: ProseCoverage) -> Iterator[State]:
    cells, texts = tuple(cell.start for cell in program.cells), tuple(text.start for text in program.texts)
    blank, start = State(0, (), cells, texts, 0, 0, False), watcher.machine.start_of(program.start)
    return enumerate_outcomes(program, blank, lambda run: watcher._run(run, start))


def _taken(program: Program, watcher: ProseCoverage, state: State, number: int, follow: int) -> Iterator[State]:
    choice = watcher.machine.choice(number)

    def begin(run: EnumeratedRun) -> None:
        pick(run, choice, follow)
        watcher._run(run, choice.body)

    return enumerate_outcomes(program, state, begin)


@cache
def explored(seed: int) -> tuple[Program, StateGraph, PlainSpace] | str:
    """A story both ways; or why not, where the checks refuse it, it never rests, or it has too many games."""
    text = with_forms(seed)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "story.yaml"
        file.write_text(text, encoding="utf-8")
        program = build(file).program
    if program is None:
        return "refused"
    everything = text + "".join(f" visits({scene.id})" for scene in program.scenes)
    try:
        space = explored_plainly(program, everything, MOST)
    except (TooLarge, NeverRests) as reason:
        return type(reason).__name__
    return program, searched(program)[1], space


@pytest.fixture(params=SEEDS)
def both(request: pytest.FixtureRequest) -> tuple[Program, StateGraph, PlainSpace]:
    found = explored(request.param)
    return pytest.skip(found) if isinstance(found, str) else found


def test_most_stories_are_gone_through() -> None:
    assert sum(not isinstance(explored(seed), str) for seed in SEEDS) > 20


def test_prose_is_proved_never_to_print_exactly_where_no_game_prints_it(
    both: tuple[Program, StateGraph, PlainSpace],
) -> None:
    program, found, space = both
    report = with_prose(searched(program)[0], found, Budget())
    assert report.verdict == "proved"
    shown = printed(program, space)
    told = {(one.span, one.id) for one in report.never if one.kind == "prose"}
    assert told & {(goal.span, goal.words) for goal in shown} == set()
    if not [one for one in report.never if one.kind != "prose"]:
        unseen = {(goal.moment, goal.at) for goal in prose_goals(program) if goal not in shown}
        known = {(goal.moment, goal.at) for goal in prose_goals(program) if (goal.span, goal.words) in told}
        assert unseen == known


def test_no_game_has_a_value_that_is_ruled_out(both: tuple[Program, StateGraph, PlainSpace]) -> None:
    program, found, space = both
    possible = possible_values(found)
    for cell, number in ((cell, at) for at, cell in enumerate(program.cells) if cell.kind is not None):
        held = possible.range_of(cell.symbol)
        for state in space.states if held else ():
            assert held and held[0] <= state.cells[number] <= held[1]


def test_the_endings_open_are_those_some_way_leads_to(both: tuple[Program, StateGraph, PlainSpace]) -> None:
    program, found, space = both
    if not write_proof_cache(found):
        pytest.skip("a story that can run on for ever has no proof to keep")
    proof = LiveHints(program)
    open_to = [0] * len(space.states)
    for scene in (scene.id for scene in program.scenes if scene.ending):
        finals = [at for at, state in enumerate(space.states) if program.code[state.point] == End(scene)]
        for at in space.comes_to(finals):
            open_to[at] += 1
    assert [proof.endings_open(state) for state in space.states] == open_to
