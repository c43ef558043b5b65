"""Settle the author's promises, each over the states that decide it."""

from __future__ import annotations

from collections.abc import Iterable
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
from engine.prove.search.search import explore
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import state_space
from engine.prove.witnesses.guided_games import witness_of
from engine.prove.witnesses.witness import Witness
from engine.records import dataclass
from engine.story.promises import Always, Before, Never, Reach, Within, key_of

INDEPENDENT_SHARE = 0.25
"""The share of the remaining budget for promises that hold independently of the rest."""
MOST_INDEPENDENT_STATES = 50_000
"""States of the over-approximation in which a promise is tried by what it reads alone."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What the search of the story itself has settled already."""

    graph: StateGraph
    reached: dict[str, Witness | None]
    """The scenes that can be entered."""
    lengths: PathLengths
    independent: frozenset[int]
    """The numbers of the promises that hold whatever happens to the cells they do not depend on."""


def independent_promises(program: Program, budget: Budget) -> set[int]:
    """Return the promises about every rest that hold whatever happens to the cells they do not depend on."""
    conditions = _conditions(program)
    independent = set[int]()
    with (
        budget.share(INDEPENDENT_SHARE),
        budget.purpose(
            "proving promises by what they read alone", lambda: f"{len(independent)} of {len(conditions)} hold so"
        ),
    ):
        independent |= _independent_conditions(program, conditions, budget) if conditions else set()
        for number in conditions.keys() - independent if len(conditions) > 1 else ():
            independent |= _independent_conditions(program, {number: conditions[number]}, budget)
    return independent


def settle(program: Program, story_search: SearchResult, budget: Budget) -> tuple[PromiseResult, ...]:
    """Return the result of every promise, in the order of the story."""
    with budget.purpose("searching for games that break promises"):
        results = _search_conditions(program, story_search, _conditions(program), budget)
    return tuple(_settle_promise(program, number, story_search, results) for number in range(len(program.promises)))


def _conditions(program: Program) -> dict[int, Term]:
    return {number: term for number, promise in enumerate(program.promises) if (term := condition_of(promise))}


def condition_of(promise: Promise) -> Term | None:
    """Return the condition that must hold whenever the game waits for the player; None for promises of other kinds."""
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
    """Return the scene that a promise says can be entered, for which a witness is wanted."""
    return promise.scene if isinstance(promise, Reach) else None


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


def _search_conditions(
    program: Program, story_search: SearchResult, conditions: dict[int, Term], budget: Budget
) -> dict[int, PromiseResult]:
    """Settle the promises about every rest: search together for those that do not hold independently."""
    promises, graph = program.promises, story_search.graph
    if graph.is_aborted:
        reason = f"the search stopped ({graph.stop_reason})"
        return {number: promise_result(program, promises[number], None, reason) for number in conditions}
    results = {number: promise_result(program, promises[number], True) for number in story_search.independent}
    left = {number: term for number, term in conditions.items() if number not in results}
    if not left:
        return results
    size = len(graph.states)
    joint_search = explore(state_space(program, left.values(), budget=budget), budget, max_states=3 * size + 20_000)
    for number, term in left.items():
        is_worth_more = joint_search.stop_reason and not graph.stop_reason and not budget.limit_hit
        search = explore(state_space(program, (term,), budget=budget), budget) if is_worth_more else joint_search
        results[number] = _judge_condition(program, promises[number], term, search)
    return results


def _independent_conditions(program: Program, conditions: dict[int, Term], budget: Budget) -> set[int]:
    """Return the conditions that hold at every rest of an over-approximation.

    In it the cells that no condition depends on take any value.
    """
    space = state_space(
        program, conditions.values(), followed=_dependencies(program, conditions.values()), budget=budget
    )
    search = explore(space, budget, max_states=MOST_INDEPENDENT_STATES)
    if search.stop_reason or search.endless_scenes:
        return set()
    holds = {number: space.predicate(term) for number, term in conditions.items()}
    return {number for number in conditions if all(map(holds[number], search.states))}


def _dependencies(program: Program, terms: Iterable[Term]) -> frozenset[str]:
    """Return the symbols that conditions read, and all symbols that flow into those."""
    symbols = {symbol for term in terms for symbol in symbols_of(term)}
    changes = list(statements_in(program))
    while True:
        more = {
            symbol for statement in changes if statement.symbol in symbols for symbol in statement_symbols(statement)
        }
        if more <= symbols:
            return frozenset(symbols)
        symbols |= more


def _judge_condition(program: Program, promise: Promise, term: Term, graph: StateGraph) -> PromiseResult:
    """Return the result of a promise whose condition must hold at every state of a search."""
    holds = graph.space.predicate(term)
    broken = [state for state, packed in enumerate(graph.states) if not holds(packed)]
    if broken:
        reason = f"it does not hold after {counted(graph.distance(broken[0]), 'turn')}"
        return promise_result(program, promise, False, reason, witness_of(graph, broken))
    if graph.stop_reason:
        return promise_result(program, promise, None, f"the search stopped ({graph.stop_reason})")
    return promise_result(program, promise, True)


def _settle_promise(
    program: Program, number: int, story_search: SearchResult, results: dict[int, PromiseResult]
) -> PromiseResult:
    promise, reason = program.promises[number], story_search.graph.stop_reason
    match promise:
        case Always() | Never() | Before():
            return results[number]
        case Reach(scene) if scene in story_search.reached:
            return promise_result(program, promise, True, witness=story_search.reached[scene])
        case Reach() | Within() if reason:
            return promise_result(program, promise, None, f"the search stopped ({reason})")
        case Reach():
            return promise_result(program, promise, False, "no playthrough gets there")
        case Within():
            return _settle_within(program, promise, story_search)
        case unknown:
            assert_never(unknown)


def _settle_within(program: Program, promise: Within[str], story_search: SearchResult) -> PromiseResult:
    endings = final_states(story_search.graph).get(promise.ending, [])
    if story_search.lengths.has_cycle_before(endings):
        return promise_result(program, promise, False, "a player can go round in circles before it")
    longest = story_search.lengths.longest_to(endings)
    if longest is not None and longest > promise.turns:
        return promise_result(program, promise, False, f"one playthrough that ends so has {counted(longest, 'turn')}")
    return promise_result(program, promise, True)


def promise_result(
    program: Program, promise: Promise, holds: bool | None, reason: str = "", witness: Witness | None = None
) -> PromiseResult:
    """Return a result with the promise in the author's words."""
    return PromiseResult(f"{key_of(promise)}: {_claim(program, promise)}", holds, reason, promise.span, witness)
