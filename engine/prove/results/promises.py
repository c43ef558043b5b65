"""The author's promises, each settled over the states in which it can be told whether it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from engine.diagnostics.show import counted
from engine.expressions.language.symbols import symbols_of, visits_symbol
from engine.expressions.language.terms import Constant, Operation, Read, Term
from engine.expressions.semantics.printing import write
from engine.program.model import Program, Promise
from engine.program.queries import statement_symbols, statements_in
from engine.prove.budget import Budget
from engine.prove.report import PromiseResult
from engine.prove.results.path_lengths import PathLengths
from engine.prove.results.soft_locks import final_states
from engine.prove.search.search import StateGraph, explore
from engine.prove.search.state_space import state_space
from engine.prove.witnesses.guided_games import witness_of
from engine.prove.witnesses.witness import Witness
from engine.story.promises import Always, Before, Never, Reach, Within, key_of

ALONE = 0.25
"""The part of what is left that may be spent on promises that hold by themselves."""
BY_ITSELF = 50_000
"""States within which a promise is tried by what it reads alone."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What the search of the story itself has settled already."""

    graph: StateGraph
    reached: dict[str, Witness | None]
    """The scenes that can be entered."""
    lengths: PathLengths
    alone: frozenset[int]
    """The promises, by number, that hold by what they read alone."""


def hold_alone(program: Program, budget: Budget) -> set[int]:
    """The promises about every rest that hold whatever the story does with all they do not depend on."""
    conditions = _conditions(program)
    settled = set[int]()
    extent = partial(_extent, settled, conditions)
    with budget.share(ALONE), budget.purpose("proving promises by what they read alone", extent):
        settled |= _hold_by_themselves(program, conditions, budget) if conditions else set()
        for number in conditions.keys() - settled if len(conditions) > 1 else ():
            settled |= _hold_by_themselves(program, {number: conditions[number]}, budget)
    return settled


def settle(program: Program, known: SearchResult, budget: Budget) -> tuple[PromiseResult, ...]:
    """Every promise of a story, in the order written."""
    with budget.purpose("searching for games that break promises"):
        searched = _searched(program, known, _conditions(program), budget)
    return tuple(_settled(program, number, known, searched) for number in range(len(program.promises)))


def _extent(settled: set[int], conditions: dict[int, Term]) -> str:
    return f"{len(settled)} of {len(conditions)} hold so"


def _conditions(program: Program) -> dict[int, Term]:
    return {number: term for number, promise in enumerate(program.promises) if (term := condition_of(promise))}


def condition_of(promise: Promise) -> Term | None:
    """What must hold at every rest, for the promises that say so."""
    match promise:
        case Always(condition):
            return condition
        case Never(condition):
            return Operation("not", (condition,))
        case Before(first, then):
            unseen = Operation("<", (Read(visits_symbol(then)), Constant(1)))
            return Operation("or", (unseen, Operation(">=", (Read(visits_symbol(first)), Constant(1)))))
        case Reach() | Within():
            return None
        case unknown:
            assert_never(unknown)


def scene_to_reach(promise: Promise) -> str | None:
    """The scene a promise says can be entered, for which a witness is wanted."""
    match promise:
        case Reach(scene):
            return scene
        case Always() | Never() | Within() | Before():
            return None
        case unknown:
            assert_never(unknown)


def wording_of(program: Program, promise: Promise) -> str:
    """A promise in the author's words."""
    return f"{key_of(promise)}: {_claim(program, promise)}"


def _claim(program: Program, promise: Promise) -> str:
    match promise:
        case Reach(scene):
            return scene
        case Within(ending, turns):
            return f"{ending} in {turns} turns"
        case Before(first, then):
            return f"{first}, then {then}"
        case Always(condition) | Never(condition):
            return write(condition, {cell.symbol: cell.kind for cell in program.cells if cell.kind is not None})
        case unknown:
            assert_never(unknown)


def _searched(
    program: Program, known: SearchResult, conditions: dict[int, Term], budget: Budget
) -> dict[int, PromiseResult]:
    """The promises about every rest: those that do not hold alone are searched for together."""
    if known.graph.is_aborted:
        return {number: _stopped(program, number, known.graph) for number in conditions}
    found = {number: _property(program, program.promises[number], True, "", None) for number in known.alone}
    left = {number: term for number, term in conditions.items() if number not in found}
    if not left:
        return found
    size = len(known.graph.states)
    together = explore(state_space(program, left.values(), budget=budget), budget, max_states=3 * size + 20_000)
    for number, term in left.items():
        is_worth_more = together.stop_reason and not known.graph.stop_reason and not budget.limit_hit
        whole = explore(state_space(program, (term,), budget=budget), budget) if is_worth_more else together
        found[number] = _told(program, number, term, whole)
    return found


def _hold_by_themselves(program: Program, conditions: dict[int, Term], budget: Budget) -> set[int]:
    """The conditions that hold at every rest even if whatever they do not depend on goes as it likes."""
    space = state_space(program, conditions.values(), followed=_feeding(program, conditions.values()), budget=budget)
    wider = explore(space, budget, max_states=BY_ITSELF)
    if wider.stop_reason or wider.endless_scenes:
        return set()
    holds = {number: space.predicate(term) for number, term in conditions.items()}
    return {number for number in conditions if all(map(holds[number], wider.states))}


def _feeding(program: Program, terms: Iterable[Term]) -> frozenset[str]:
    """What conditions read, and all that values of it are made from."""
    known = {symbol for term in terms for symbol in symbols_of(term)}
    changes = list(statements_in(program))
    while True:
        more = {symbol for one in changes if one.symbol in known for symbol in statement_symbols(one)}
        if more <= known:
            return frozenset(known)
        known |= more


def _told(program: Program, number: int, term: Term, found: StateGraph) -> PromiseResult:
    promise = program.promises[number]
    holds = found.space.predicate(term)
    broken = [state for state, packed in enumerate(found.states) if not holds(packed)]
    if broken:
        reason = f"it does not hold after {counted(len(found.path(broken[0])), 'turn')}"
        return _property(program, promise, False, reason, witness_of(found, broken))
    if found.stop_reason:
        return _stopped(program, number, found)
    return _property(program, promise, True, "", None)


def _stopped(program: Program, number: int, found: StateGraph) -> PromiseResult:
    return _property(program, program.promises[number], None, f"the search stopped ({found.stop_reason})", None)


def _settled(program: Program, number: int, known: SearchResult, searched: dict[int, PromiseResult]) -> PromiseResult:
    match promise := program.promises[number]:
        case Always() | Never() | Before():
            return searched[number]
        case Reach():
            return _reach(program, promise, known)
        case Within():
            return _within(program, promise, known)
        case unknown:
            assert_never(unknown)


def _reach(program: Program, promise: Reach[str], known: SearchResult) -> PromiseResult:
    if promise.scene in known.reached:
        return _property(program, promise, True, "", known.reached[promise.scene])
    if known.graph.stop_reason:
        return _property(program, promise, None, f"the search stopped ({known.graph.stop_reason})", None)
    return _property(program, promise, False, "no playthrough gets there", None)


def _within(program: Program, promise: Within[str], known: SearchResult) -> PromiseResult:
    if known.graph.stop_reason:
        return _property(program, promise, None, f"the search stopped ({known.graph.stop_reason})", None)
    endings = final_states(known.graph).get(promise.ending, [])
    if known.lengths.has_no_end(endings):
        return _property(program, promise, False, "a player can go round in circles before it", None)
    longest = known.lengths.longest_to(endings)
    if longest is not None and longest > promise.turns:
        return _property(program, promise, False, f"one playthrough that ends so has {counted(longest, 'turn')}", None)
    return _property(program, promise, True, "", None)


def _property(
    program: Program, promise: Promise, holds: bool | None, reason: str, witness: Witness | None
) -> PromiseResult:
    return PromiseResult(wording_of(program, promise), holds, reason, promise.span, witness)


def unsettled(properties: Iterable[PromiseResult]) -> bool:
    """Some promise could be neither proved nor broken."""
    return any(found.holds is None for found in properties)
