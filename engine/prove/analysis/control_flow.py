"""Builds the control-flow graph of a program with its calls inlined: every program point and its successors.

A point is an address together with the call stack and whether the rules are still to be checked. There are finitely
many, because calls and lists do not recurse. The graph ignores values: both arms of every branch are followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from itertools import chain
from typing import assert_never

from engine.errors import LimitError
from engine.expressions.language.terms import Statement, Term
from engine.program import model
from engine.program.memo import once_per_program
from engine.program.queries import conditions_in, contents_of
from engine.program.stack_frame import StackFrame, call_depth, call_frame, follow_frame, return_address
from engine.records import NamedTuple, dataclass, field

MAX_POINTS = 2_000_000
MAX_FRAMES = 64
ADVICE = "let some of the scenes go on with `go` where they `call`"


class TooManyPointsError(LimitError):
    """The story's calls unfold too deep or into too many points."""


class ProgramPoint(NamedTuple):
    """An address with its call stack."""

    address: int
    stack: tuple[StackFrame, ...]
    rules_pending: bool


class Picking(NamedTuple):
    """A choice that a list can offer, and the point where its body starts."""

    choice: int
    body: ProgramPoint


@dataclass(slots=True)
class ControlFlow:
    """Every reachable program point, with its successors.

    An offer reached before the rules are checked is a point of its own, followed by the same offer with them checked.
    """

    program: model.Program
    scene_starts: dict[str, int]
    """By scene, its first address."""
    code: tuple[model.Instruction, ...]
    statements: list[tuple[Statement, ...]]
    """By address, the statements that its instruction runs."""
    conditions: tuple[Term, ...]
    """Every condition of the program, whether or not it is reachable."""
    rules_by_address: list[tuple[int, ...]]
    """By address, the rules that are checked there."""
    successors: dict[ProgramPoint, tuple[ProgramPoint, ...]] = field(default_factory=dict)
    """Of an offer, the bodies of its choices come last."""
    points: list[ProgramPoint] = field(default_factory=list)
    """In postorder: each after its successors, but for back edges."""
    numbers: dict[ProgramPoint, int] = field(default_factory=dict)
    """The index of each point in `points`."""
    predecessors: list[list[int]] = field(default_factory=list)
    """By number, the numbers of the points before it."""
    _pickings_by_point: dict[ProgramPoint, tuple[Picking, ...]] = field(default_factory=dict)
    """By offer, computed on demand: every choice it can ever make, in the order they are shown."""

    @property
    def all_statements(self) -> Iterator[Statement]:
        """Return every statement of the program, whether or not it is reachable."""
        return chain.from_iterable(self.statements)

    @property
    def entry(self) -> ProgramPoint:
        """Return the point where a game starts."""
        return ProgramPoint(self.scene_starts[self.program.start], (), False)

    def instruction(self, point: ProgramPoint) -> model.Instruction:
        """Return the instruction at a point."""
        return self.code[point.address]

    def pickings(self, point: ProgramPoint) -> tuple[Picking, ...]:
        """Return every choice a list can ever offer, in the order they are shown."""
        if point not in self._pickings_by_point:
            offer = self.instruction(point)
            assert isinstance(offer, model.Offer)
            self._pickings_by_point[point] = tuple(self._list_pickings(offer, point.stack))
        return self._pickings_by_point[point]

    def _list_pickings(self, offer: model.Offer, stack: tuple[StackFrame, ...]) -> Iterator[Picking]:
        """Yield the choices of an offer; the bodies of borrowed ones go on with what follows the list."""
        borrowed = stack if offer.after < 0 else (*stack, follow_frame(offer.after))
        for entry in offer.entries:
            if isinstance(entry, model.Pick):
                yield Picking(entry.choice, self._body_point(entry.choice, borrowed if entry.follows else stack))
            else:
                yield from (Picking(choice, self._body_point(choice, borrowed)) for choice in entry.choices)

    def _body_point(self, choice: int, stack: tuple[StackFrame, ...]) -> ProgramPoint:
        """Return the point where the body of a choice starts, with the rules still to be checked."""
        return ProgramPoint(self.program.choices[choice].body, stack, True)

    def rule_target(self, rule: int) -> ProgramPoint:
        """Return the point a rule leads to: it unwinds the whole stack."""
        return ProgramPoint(self.scene_starts[self.program.rules[rule].scene], (), False)

    def rules(self, point: ProgramPoint) -> tuple[int, ...]:
        """Return the rules checked before leaving a point."""
        return self.rules_by_address[point.address] if point.rules_pending else ()


@once_per_program
def control_flow(program: model.Program) -> ControlFlow:
    """Build the control-flow graph of a program from its first scene.

    Raises:
        TooManyPointsError: calls go too deep, or unfold into too many points.
    """
    starts = {scene.id: scene.start for scene in program.scenes}
    rules_at: list[tuple[int, ...]] = [()] * len(program.code)
    for scene in program.scenes:
        rules_at[scene.start : scene.end] = [scene.rules] * (scene.end - scene.start)
    code = tuple(program.code)
    statements = [contents_of(instruction).statements for instruction in code]
    flow = ControlFlow(program, starts, code, statements, tuple(conditions_in(program)), rules_at)
    worklist = [flow.entry]
    while worklist:
        point = worklist.pop()
        if point in flow.successors:
            continue
        if len(point.stack) > MAX_FRAMES:
            raise TooManyPointsError(f"{_where(program, point)}: calls go deeper than {MAX_FRAMES} here; {ADVICE}")
        if len(flow.successors) > MAX_POINTS:
            raise TooManyPointsError(f"{_where(program, point)}: calls unfold into too many places by here; {ADVICE}")
        flow.successors[point] = tuple(_successors(flow, point))
        worklist.extend(flow.successors[point])
    flow.points = reverse_postorder((flow.entry,), flow.successors.__getitem__)[::-1]
    flow.numbers = {point: number for number, point in enumerate(flow.points)}
    flow.predecessors = [[] for _ in flow.points]
    for number, point in enumerate(flow.points):
        for successor in flow.successors[point]:
            flow.predecessors[flow.numbers[successor]].append(number)
    return flow


def solve_backward(flow: ControlFlow, seeds: Iterable[int], update: Callable[[int], bool]) -> None:
    """Update points, given by number, until nothing changes; each after its successors where that is possible.

    `update` returns whether what holds before the point has changed; then its predecessors are updated again.
    """
    queue = sorted(seeds)
    queued = set(queue)
    while queue:
        number = heappop(queue)
        queued.discard(number)
        if update(number):
            for predecessor in flow.predecessors[number]:
                if predecessor not in queued:
                    queued.add(predecessor)
                    heappush(queue, predecessor)


def reverse_postorder(
    roots: Iterable[ProgramPoint], successors: Callable[[ProgramPoint], Iterable[ProgramPoint]]
) -> list[ProgramPoint]:
    """Return the points reachable from some roots, each after its predecessors, but for back edges.

    The reverse of the order in which a depth-first search leaves them.
    """
    postorder: list[ProgramPoint] = []
    visited: set[ProgramPoint] = set()
    for root in roots:
        path = [] if root in visited else [(root, iter(successors(root)))]
        visited.add(root)
        while path:
            point, remaining = path[-1]
            unvisited = next((successor for successor in remaining if successor not in visited), None)
            if unvisited is None:
                postorder.append(point)
                path.pop()
            else:
                visited.add(unvisited)
                path.append((unvisited, iter(successors(unvisited))))
    postorder.reverse()
    return postorder


def can_rest(flow: ControlFlow, point: ProgramPoint) -> bool:
    """Return whether a game can stay at a point: an offer, an ending, or where the story runs out."""
    if isinstance(flow.instruction(point), model.Offer):
        return not point.rules_pending
    return not flow.successors[point]


def _where(program: model.Program, point: ProgramPoint) -> str:
    scene = next(scene for scene in program.scenes if scene.start <= point.address < scene.end)
    return f"{scene.span.file}:{scene.span.line}:{scene.span.column}: scene `{scene.id}`"


def _successors(flow: ControlFlow, point: ProgramPoint) -> Iterator[ProgramPoint]:
    address, stack, rules_pending = point
    match flow.instruction(point):
        case model.Jump(target):
            yield ProgramPoint(target, stack, rules_pending)
        case model.Branch(_, otherwise):
            yield ProgramPoint(address + 1, stack, rules_pending)
            yield ProgramPoint(otherwise, stack, rules_pending)
        case model.Random(_, targets):
            yield from (ProgramPoint(target, stack, rules_pending) for target in targets)
        case model.Go(scene):
            yield ProgramPoint(flow.scene_starts[scene], stack[: call_depth(stack)], rules_pending)
        case model.Call(scene):
            yield ProgramPoint(flow.scene_starts[scene], (*stack, call_frame(address + 1)), rules_pending)
        case model.Return():
            yield from _return_point(stack, rules_pending)
        case model.Back():
            yield from _return_point(stack[: call_depth(stack)], rules_pending)
        case model.CheckRules():
            yield from map(flow.rule_target, flow.rules(point))
            yield ProgramPoint(address + 1, stack, False)
        case model.Offer() if rules_pending:
            yield from map(flow.rule_target, flow.rules(point))
            yield ProgramPoint(address, stack, False)
        case model.Offer() as offer:
            if offer.otherwise >= 0:
                yield ProgramPoint(offer.otherwise, stack, False)
            yield from (picking.body for picking in flow.pickings(point))
        case model.End():
            return
        case model.EnterScene() | model.Say() | model.Set() | model.Ask():
            yield ProgramPoint(address + 1, stack, rules_pending)
        case unknown:
            assert_never(unknown)


def _return_point(stack: tuple[StackFrame, ...], rules_pending: bool) -> Iterator[ProgramPoint]:
    if stack:
        yield ProgramPoint(return_address(stack[-1]), stack[:-1], rules_pending)
