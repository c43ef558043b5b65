"""Which scenes are entered though no game rests in them: looked for where the story’s own search leaves it open."""

from __future__ import annotations

from engine.prove.analysis.goals import scene_goals
from engine.prove.budget import Budget
from engine.prove.search.search import StateGraph, explore
from engine.prove.search.state_space import state_space


def scenes_passed_through(found: StateGraph, rested_in: set[str], budget: Budget) -> tuple[set[str], str]:
    """The other scenes that are entered, and why the search for them stopped short, if it did."""
    program = found.space.program
    addresses = {place.address for place in found.space.control_flow.successors}
    starts = {scene.id: scene.start for scene in program.scenes}
    goals = {
        scene: goal
        for scene, goal in scene_goals(program).items()
        if scene not in rested_in and starts[scene] in addresses
    }
    if not goals:
        return set(), ""
    with budget.purpose("looking for scenes that are only passed through"):
        passing = explore(state_space(program, goals=goals.values(), budget=budget), budget)
    return {scene for number, scene in enumerate(goals) if number in passing.space.reached_goals}, passing.stop_reason


def borrowed_scenes(found: StateGraph, met: dict[int, int]) -> set[str]:
    """The scenes whose choices are offered in the lists of others; `met` has the choices whose lists were rested at."""
    program = found.space.program
    storylets = {scene.id for scene in program.scenes if scene.is_storylet}
    addresses = {place.address for place in found.space.control_flow.successors}
    entered = {scene.id for scene in program.scenes if scene.start in addresses}
    return {program.choices[number].scene for number in met} - storylets - entered
