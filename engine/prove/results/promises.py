"""Settle the author's promises, each over the states that decide it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from engine.diagnostics.show import counted
from engine.expressions.language.symbols import symbols_of, visits_symbol
from engine.expressions.language.terms import Constant, Operation, Read, Term
from engine.expressions.semantics.printing import write
from engine.program.model import Program, Promise
from engine.program.queries import statement_symbols, statements_in
from engine.prove.background import Work
from engine.prove.budget import Budget
from engine.prove.report import PromiseResult
from engine.prove.results.path_lengths import PathLengths
from engine.prove.results.soft_locks import final_states
from engine.prove.search.search import explore
from engine.prove.search.state_graph import StateGraph
from engine.prove.search.state_space import StateSpace, state_space
from engine.prove.witnesses.guided_games import witness_of
from engine.prove.witnesses.witness import Witness, has_chance, shortest_way
from engine.records import dataclass, field
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
    independent_proofs: Work
    """Returns the numbers of the promises that hold whatever happens to the cells they do not depend on."""


def independent_promises(program: Program, budget: Budget) -> set[int]:
    """Return the promises about every rest that hold whatever happens to the cells they do not depend on."""
    conditions = conditions_of(program)
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
        results = _search_conditions(program, story_search, conditions_of(program), budget)
    return tuple(_settle_promise(program, number, story_search, results) for number in range(len(program.promises)))


def conditions_of(program: Program) -> dict[int, Term]:
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


@dataclass(slots=True)
class BrokenPromises:
    """Finds the first state that breaks each of some promises, while a search goes on."""

    space: StateSpace
    conditions: dict[int, Term]
    """By number of the promise."""
    budget: Budget
    _unbroken: dict[int, Callable[[int], int]] = field(default_factory=dict)
    _seen: int = 0

    def __post_init__(self) -> None:
        self._unbroken = {number: self.space.decided_predicate(term) for number, term in self.conditions.items()}

    def __call__(self, graph: StateGraph) -> bool:
        """Announce the promises that new states break; return whether all are broken."""
        new_states = graph.states[self._seen :]
        for number, holds in list(self._unbroken.items()):
            first = next((at for at, state in enumerate(new_states, self._seen) if not holds(state)), None)
            if first is not None:
                del self._unbroken[number]
                text = promise_result(self.space.program, self.space.program.promises[number], False).text
                self.budget.announce(f"`{text}` does not hold after {counted(graph.distance(first), 'turn')}")
        self._seen = len(graph.states)
        return not self._unbroken


def _search_conditions(
    program: Program, story_search: SearchResult, conditions: dict[int, Term], budget: Budget
) -> dict[int, PromiseResult]:
    """Settle the promises about every rest: search together for those that do not hold independently."""
    promises, graph = program.promises, story_search.graph
    results = {
        number: _judge_condition(program, number, term, graph, budget)
        for number, term in conditions.items()
        if graph.is_aborted or graph.space.decides(term)
    }
    if any(number not in results or results[number].holds is None for number in conditions) and not graph.is_aborted:
        independent = story_search.independent_proofs()
        results |= {number: promise_result(program, promises[number], True) for number in independent}
    left = {number: term for number, term in conditions.items() if number not in results}
    joint_search = _search_broken(program, left, budget, 3 * len(graph.states) + 20_000) if left else graph
    for number, term in left.items():
        results[number] = _judge_condition(program, number, term, joint_search, budget)
        if results[number].holds is None and not graph.stop_reason and not budget.limit_hit:
            search = _search_broken(program, {number: term}, budget)
            results[number] = _judge_condition(program, number, term, search, budget)
    return results


def _search_broken(
    program: Program, conditions: dict[int, Term], budget: Budget, max_states: int | None = None
) -> StateGraph:
    """Search until every condition is broken, or all states are seen."""
    space = state_space(program, conditions.values(), budget=budget)
    return explore(space, budget, None, BrokenPromises(space, conditions, budget), max_states)


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


def _judge_condition(program: Program, number: int, term: Term, graph: StateGraph, budget: Budget) -> PromiseResult:
    """Return the result of a promise whose condition must hold at every state of a search."""
    promise, first = program.promises[number], next(_broken_states(graph, term), None)
    if first is not None:
        reason = f"it does not hold after {counted(graph.distance(first), 'turn')}"
        return promise_result(program, promise, False, reason, _breaking_game(graph, first, term, budget))
    if graph.stop_reason:
        return promise_result(program, promise, None, f"the search stopped ({graph.stop_reason})")
    return promise_result(program, promise, True)


def _broken_states(graph: StateGraph, term: Term) -> Iterator[int]:
    holds = graph.space.decided_predicate(term)
    return (state for state, packed in enumerate(graph.states) if not holds(packed))


def _breaking_game(graph: StateGraph, first: int, term: Term, budget: Budget) -> Witness | None:
    """Return a game that breaks a condition; where chance keeps it from the first such state, one to any of them."""
    witness = shortest_way(graph, first)
    if witness is not None or not has_chance(graph):
        return witness
    if graph.stop_reason == "enough":
        graph = explore(graph.space, budget)
    return witness_of(graph, list(_broken_states(graph, term)))


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
