"""Builds the state space of a program: analyses, encoding, and successor functions generated as code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from engine.expressions.language.symbols import symbols_of
from engine.expressions.language.terms import Term
from engine.program import model
from engine.prove.analysis.bit_layout import Field, bit_table
from engine.prove.analysis.control_flow import ControlFlow, ProgramPoint, can_rest, control_flow
from engine.prove.analysis.flow_queries import redundant_flags
from engine.prove.analysis.goals import Goal, PointGoals, goals_by_point
from engine.prove.analysis.liveness import Liveness
from engine.prove.analysis.thresholds import saturation_bounds, solve_value_classes, tells_apart
from engine.prove.analysis.value_classes import ValueClasses
from engine.prove.budget import Budget
from engine.prove.search.codegen.compile import compile_functions, deep_recursion
from engine.prove.search.codegen.moves import MovesWriter
from engine.prove.search.state_encoding import (
    MergedFields,
    StateEncoder,
    StateEncoding,
    condition_source,
    live_mask,
    state_encoding,
    value_range,
)
from engine.records import dataclass
from engine.runtime.state import State

REACHED_BY_GAMES = (model.Offer, model.End)
"""Where a game waits; checks exclude that it stops anywhere else."""
Moves = Callable[[int], Sequence[int]]
WeightedMoves = Callable[[int], tuple[Sequence[int], Sequence[int], Sequence[Fraction]]]


@dataclass(frozen=True, slots=True)
class StateSpace:
    """The states of a program, with the functions that compute their successors."""

    program: model.Program
    control_flow: ControlFlow
    liveness: Liveness
    encoding: StateEncoding
    resting_points: tuple[ProgramPoint, ...]
    """By number: the low bits of an encoded state."""
    moves: tuple[Moves, ...]
    """By resting point, from a state to the states after its choices, in the order of the pickings, or `CLOSED`; at a
    weighted point, to all states that can follow."""
    weighted_moves: dict[int, WeightedMoves]
    """By weighted point, from a state to the indices of its choices, the states that can follow, and their weights."""
    initial_states: tuple[tuple[int, Fraction], ...]
    """The states a game can start in, with their probabilities."""
    encoder: StateEncoder
    """Encodes the states of the runtime."""
    live_masks: tuple[int, ...]
    """By resting point, the live bits of an encoded state."""
    merged_fields: tuple[MergedFields, ...]
    """By resting point, the fields of which some values are equivalent."""
    reached_goals: set[int]
    """The numbers of the goals reached so far; expanding states adds to it."""
    divergent_addresses: set[int]
    """The addresses from which the story never waits for the player again; expanding states adds to it."""

    @property
    def point_mask(self) -> int:
        """Return the bits of an encoded state that hold the number of its resting point."""
        return (1 << self.encoding.point_bits) - 1

    def resting_point(self, state: int) -> ProgramPoint:
        """Return the resting point of a state."""
        return self.resting_points[state & self.point_mask]

    def choice(self, state: int, picking: int) -> model.Choice:
        """Return the choice with an index among the pickings of a state's resting point."""
        return self.program.choices[self.choice_number(state, picking)]

    def choice_number(self, state: int, picking: int) -> int:
        """Return the number in the program of the choice with an index among the pickings of a state."""
        return self.control_flow.pickings(self.resting_point(state))[picking].choice

    def outcomes(self, state: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the choices at a state, as indices of pickings, and the states after them, or `CLOSED`."""
        point = state & self.point_mask
        if point in self.weighted_moves:
            return self.weighted_moves[point](state)[:2]
        targets = self.moves[point](state)
        return range(len(targets)), targets

    def weights(self, state: int) -> list[Fraction]:
        """Return the weights of a state's transitions, in their order; empty where all are equal."""
        moves = self.weighted_moves.get(state & self.point_mask)
        return list(moves(state)[2]) if moves else []

    def scene_of_point(self, number: int) -> str:
        """Return the scene or storylet of a resting point."""
        return self.scene_of(self.resting_points[number].address)

    def scene_of(self, address: int) -> str:
        """Return the scene or storylet of an instruction."""
        return next(scene.id for scene in self.program.scenes if scene.start <= address < scene.end)

    def encode(self, state: State) -> int | None:
        """Encode a game that waits for the player, without what is dead; None where it does not wait for a choice."""
        return self.encoder.encode(state)

    def predicate(self, term: Term) -> Callable[[int], int]:
        """Compile a condition to a function of an encoded state."""
        source = f"def holds(s): return {condition_source(term, self.encoding)}\n"
        return compile_functions(source, "<condition>")["holds"]

    def decides(self, term: Term) -> bool:
        """Return whether the encoded states tell at every list and ending whether a condition holds.

        The space is then the same as one in which the condition is queried.
        """
        flow = self.control_flow
        rests = (n for n, at in enumerate(self.resting_points) if isinstance(flow.instruction(at), REACHED_BY_GAMES))
        return self._deciding_points(term).issuperset(rests)

    def decided_predicate(self, term: Term) -> Callable[[int], int]:
        """Compile a condition to a function of an encoded state that is true also where the state does not tell."""
        points, mask = self._deciding_points(term), self.point_mask
        holds = self.predicate(term) if points else id
        return lambda state: state & mask not in points or holds(state)

    def _deciding_points(self, term: Term) -> set[int]:
        """Return the numbers of the resting points whose encoded states tell whether a condition holds."""
        bounds, read = saturation_bounds(self.control_flow, (term,)), self.liveness.table.read_by(term)
        cells = {cell.symbol: cell for cell in self.program.cells}
        fields = [self.encoding.fields.get(symbol) for symbol in symbols_of(term)]
        if any(field is None or field.high < value_range(cells[field.symbol], bounds)[1] for field in fields):
            return set()
        divided = [field for field in fields if field is not None and not field.is_set]
        return {
            number
            for number, point in enumerate(self.resting_points)
            if not read & ~self.liveness.live[point]
            and all(self._tells_value(number, field, term) for field in divided)
        }

    def _tells_value(self, number: int, field: Field, term: Term) -> bool:
        """Return whether the values of a field that a condition distinguishes are distinguished at a resting point."""
        merged = next((partition for other, partition in self.merged_fields[number] if other is field), None)
        if self.live_masks[number] & field.bits != field.bits:
            return False
        return merged is None or tells_apart(self.liveness, field, merged, term)


def state_space(
    program: model.Program,
    queried: Iterable[Term] = (),
    goals: Iterable[Goal] = (),
    followed: frozenset[str] | None = None,
    budget: Budget | None = None,
) -> StateSpace:
    """Build a state space in which some conditions can be evaluated at every state, and some goals are watched.

    With `followed`, only those symbols are followed and every other condition is nondeterministic: the space then
    over-approximates the story, so what never happens in it never happens.

    Raises:
        TooManyPointsError: calls go too deep, or unfold into too many program points.
    """
    budget = budget or Budget()
    budget.begin_work("unrolling the story’s calls")
    flow, queried = control_flow(program), tuple(queried)
    resting_points = tuple(point for point in flow.successors if can_rest(flow, point))
    goals = tuple(goals)
    budget.begin_work("looking for what matters where", lambda: f"{len(flow.successors):,} places")
    liveness = _solve_liveness(flow, queried, goals_by_point(goals), followed)
    conditions = (goal.condition for goal in goals if goal.condition is not None)
    saturation = saturation_bounds(flow, (*queried, *conditions))
    encoding = state_encoding(program, liveness.live_anywhere(), saturation, len(resting_points))
    classes = solve_value_classes(liveness, encoding.fields.values(), queried, followed is not None)
    live_masks, merged = _merge_values(liveness, encoding, classes, resting_points)
    budget.begin_work("working out the moves", lambda: f"{len(resting_points):,} places where players stand")
    return _compile_space(liveness, encoding, resting_points, live_masks, merged, classes, budget)


def _compile_space(
    liveness: Liveness,
    encoding: StateEncoding,
    resting_points: tuple[ProgramPoint, ...],
    live_masks: tuple[int, ...],
    merged: tuple[MergedFields, ...],
    classes: dict[str, ValueClasses],
    budget: Budget,
) -> StateSpace:
    """Generate and compile the successor functions, and take the first turn."""
    flow, program = liveness.flow, liveness.flow.program
    numbers = {point: number for number, point in enumerate(resting_points)}
    writer = MovesWriter(flow, liveness, encoding, numbers, live_masks, merged, classes)
    reached_goals: set[int] = set()
    divergent: set[int] = set()
    functions = compile_functions(writer.write(), "<moves>", reached_goals.add, divergent.add, writer.continuations())
    budget.begin_work("taking the first turn")
    start = encoding.encode_cells(program, tuple(cell.start for cell in program.cells))
    initial = _run_first_turn(functions["first"], start)
    if not initial:
        divergent.add(flow.entry.address)
    moves = tuple(functions[f"p{number}"] for number in range(len(resting_points)))
    weighted = {number: functions[f"w{number}"] for number in writer.weighted_points}
    encoder = _make_encoder(program, encoding, numbers, live_masks, merged)
    return StateSpace(
        program,
        flow,
        liveness,
        encoding,
        resting_points,
        moves,
        weighted,
        initial,
        encoder,
        live_masks,
        merged,
        reached_goals,
        divergent,
    )


def _make_encoder(
    program: model.Program,
    encoding: StateEncoding,
    numbers: dict[ProgramPoint, int],
    live_masks: tuple[int, ...],
    merged: tuple[MergedFields, ...],
) -> StateEncoder:
    indices = {cell.symbol: number for number, cell in enumerate(program.cells)}
    return StateEncoder(
        tuple((indices[field.symbol], field.shift, field.low, field.high) for field in encoding.fields.values()),
        {(point.address, point.stack): number for point, number in numbers.items()},
        live_masks,
        tuple(tuple((field.shift, field.mask, partition) for field, partition in fields) for fields in merged),
    )


def _run_first_turn(
    first: Callable[..., Iterable[tuple[int, Fraction]]], state: int
) -> tuple[tuple[int, Fraction], ...]:
    """Return the states a game can start in; none if it never waits for the player."""
    try:
        with deep_recursion():
            return tuple(first(state, Fraction(1)))
    except RecursionError:
        return ()


def _merge_values(
    liveness: Liveness, encoding: StateEncoding, classes: dict[str, ValueClasses], points: Sequence[ProgramPoint]
) -> tuple[tuple[int, ...], tuple[MergedFields, ...]]:
    """Return, by resting point, the live bits, and the fields of which some, but not all, values are equivalent.

    A field whose values are all equivalent is not live.
    """
    divided = sum(encoding.fields[symbol].bits for symbol in classes)
    masks = {point: live_mask(liveness.table, encoding, liveness.live[point]) for point in points}
    live = {point: mask & ~divided for point, mask in masks.items()}
    merged: dict[ProgramPoint, MergedFields] = dict.fromkeys(points, ())
    for symbol, value_classes in classes.items():
        field = encoding.fields[symbol]
        for point, partition in value_classes.at.items():
            if point in masks and any(partition):
                live[point] |= masks[point] & field.bits
                if not isinstance(partition, bytes) or len(set(partition)) < len(partition):
                    merged[point] = (*merged[point], (field, partition))
    return tuple(live.values()), tuple(merged.values())


def _solve_liveness(
    flow: ControlFlow, queried: tuple[Term, ...], goals: PointGoals, followed: frozenset[str] | None
) -> Liveness:
    liveness = Liveness(flow, bit_table(flow.program.cells), 0, goals, followed)
    for term in queried:
        liveness.queried |= liveness.table.read_by(term)
    with deep_recursion():
        liveness.solve()
        liveness.redundant_flags = redundant_flags(liveness)
        if liveness.redundant_flags:
            liveness.solve()
    return liveness
