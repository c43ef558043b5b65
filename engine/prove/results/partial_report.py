"""Reports of proofs that a limit ended: of what was seen by then, with nothing reckoned that takes long."""

from __future__ import annotations

from dataclasses import replace

from engine.program.model import Program
from engine.prove.budget import Budget
from engine.prove.report import EndingResult, PromiseResult, Report
from engine.prove.results.promises import scene_to_reach, wording_of
from engine.prove.results.soft_locks import final_states, rests_of, scene_of
from engine.prove.search.search import StateGraph


def nothing_known(program: Program, reason: str, budget: Budget) -> Report:
    """Return the report of a proof that ended before the first state."""
    return Report(
        verdict="partial",
        reason=reason,
        states=0,
        transitions=0,
        depth=0,
        unexpanded=0,
        seconds=round(budget.seconds, 3),
        properties=_open_promises(program, frozenset(), reason),
        never=(),
        soft_locks=(),
        endless=(),
        endings=tuple(
            EndingResult(scene.id, scene.ending, None, None, None) for scene in program.scenes if scene.ending
        ),
        ranges=(),
        guards=(),
        playthroughs=None,
        is_endless=False,
        shortest=None,
        longest=None,
        variables=(),
        bits_per_state=0,
        limit=limit_words(budget),
    )


def only_seen(found: StateGraph, budget: Budget) -> Report:
    """Return the report of a search of which nothing is known but the states it saw."""
    program, finals = found.space.program, final_states(found)
    turns = {scene: len(found.path(states[0])) for scene, states in finals.items()}
    endings = (scene for scene in program.scenes if scene.ending)
    reached = frozenset(scene_of(found, state) for _, state in rests_of(found))
    return replace(
        nothing_known(program, found.stop_reason, budget),
        states=len(found.states),
        transitions=len(found.edges),
        depth=found.depth,
        unexpanded=found.unexpanded,
        properties=_open_promises(program, reached, found.stop_reason),
        endless=tuple(sorted(found.endless_scenes)),
        endings=tuple(EndingResult(scene.id, scene.ending, None, turns.get(scene.id), None) for scene in endings),
        shortest=min(turns.values(), default=None),
        bits_per_state=found.space.encoding.width,
    )


def limit_words(budget: Budget) -> str:
    """Say which limit was reached; nothing if none was."""
    return budget.limit_hit.sentence if budget.limit_hit else ""


def _open_promises(program: Program, reached: frozenset[str], reason: str) -> tuple[PromiseResult, ...]:
    """The promises, each open but to reach what was reached."""
    properties = []
    for promise in program.promises:
        holds = True if scene_to_reach(promise) in reached else None
        why = "" if holds else f"the search stopped ({reason})"
        properties.append(PromiseResult(wording_of(program, promise), holds, why, promise.span, None))
    return tuple(properties)
