"""Compiles each instruction to a closure that returns the next address, and runs them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import assert_never

from engine.expressions.language.symbols import visits_symbol
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement
from engine.program import model
from engine.program.prose import Prose, has_draws
from engine.program.stack_frame import StackFrame, call_depth, call_frame, return_address
from engine.runtime.closures import REST, STEPS_AT_MOST, Closure, Machine, endless_chain
from engine.runtime.offers import NO_CELL
from engine.runtime.run import Run


def run_to_rest(machine: Machine, run: Run, address: int) -> None:
    """Run the program from an address until it comes to rest.

    Raises:
        EndlessChainError: it does not come to rest within the limit of steps.
    """
    steps = machine.closures
    for _ in range(STEPS_AT_MOST):
        step = steps[address]
        if step is None:
            step = steps[address] = step_at(machine, address)
        address = step(run)
        if address < 0:
            return
    raise endless_chain(machine, address)


def step_at(machine: Machine, address: int) -> Closure:
    """Return the closure of the instruction at an address."""
    after = address + 1
    match machine.program.code[address]:
        case model.EnterScene(scene):
            return _enter(scene, machine.index.get(visits_symbol(scene), NO_CELL), after)
        case model.Say(prose):
            return _say(machine, prose, after)
        case model.Set(statements):
            return _set(machine, statements, after)
        case model.Branch(condition, otherwise):
            holds = machine.evaluator(condition)
            return lambda run: after if holds(run.cells) else otherwise
        case model.Jump(target):
            return lambda run: target
        case model.Go(scene):
            return _go(machine.start_of(scene))
        case model.Call(scene):
            return _call(call_frame(after), machine.start_of(scene))
        case model.Random(weights, targets):
            return _random(weights, targets)
        case model.Offer(otherwise=otherwise):
            return _offer(machine, address, otherwise)
        case model.Return():
            return lambda run: _pop_frame(machine, run) if run.stack else _rest(run, address)
        case model.Back():
            return _back(machine, address)
        case model.CheckRules():
            look = _looker(machine, address)
            return lambda run: after if not run.rules_pending or (fired := look(run)) == REST else fired
        case model.Ask() | model.End():
            return lambda run: _rest(run, address)
        case unknown:
            assert_never(unknown)


def _enter(scene: str, cell: int, after: int) -> Closure:
    def enter(run: Run) -> int:
        if cell != NO_CELL:
            run.cells[cell] += 1
        run.visits = scene, run.visits
        if run.page is not None:
            run.page.enter(scene)
        return after

    return enter


def _say(machine: Machine, prose: Prose, after: int) -> Closure:
    is_drawn = has_draws(prose)

    def say(run: Run) -> int:
        if run.page is not None:
            run.page.print(machine.printer(prose)(run))
        elif is_drawn:
            machine.printer(prose)(run)
        return after

    return say


def _set(machine: Machine, statements: tuple[Statement, ...], after: int) -> Closure:
    *first, last = [_carry_out(statement, machine, after) for statement in statements]
    if not first:
        return last

    def carry_out_all(run: Run) -> int:
        for carry_out in first:
            carry_out(run)
        return last(run)

    return carry_out_all


def _carry_out(statement: Statement, machine: Machine, after: int) -> Closure:
    """Return a closure that carries out one statement and clamps the result to the variable's range."""
    cell, low, high = machine.index[statement.symbol], statement.low, statement.high
    match statement:
        case Change(value=Constant(value)):
            return _put(cell, min(max(value, low), high), after)
        case Change(symbol, Operation("+" | "-" as sign, (Read(other), Constant(value)))) if other == symbol:
            return _add(cell, value if sign == "+" else -value, low, high, after)
        case Change(value=term):
            compute = machine.evaluator(term)

            def change(run: Run) -> int:
                number = compute(run.cells)
                run.cells[cell] = low if number < low else high if number > high else number
                return after

            return change
        case Roll(_, first, size):

            def roll(run: Run) -> int:
                run.cells[cell] = min(max(first + run.draw(size), low), high)
                return after

            return roll
        case unknown:
            assert_never(unknown)


def _put(cell: int, number: int, after: int) -> Closure:
    def put(run: Run) -> int:
        run.cells[cell] = number
        return after

    return put


def _add(cell: int, difference: int, low: int, high: int, after: int) -> Closure:
    def add(run: Run) -> int:
        cells = run.cells
        number = cells[cell] + difference
        cells[cell] = low if number < low else high if number > high else number
        return after

    return add


def _go(target: int) -> Closure:
    def go(run: Run) -> int:
        if run.stack:
            run.stack = run.stack[: call_depth(run.stack)]
        return target

    return go


def _call(frame: StackFrame, target: int) -> Closure:
    def call(run: Run) -> int:
        run.stack = (*run.stack, frame)
        return target

    return call


def _back(machine: Machine, address: int) -> Closure:
    def back(run: Run) -> int:
        run.stack = run.stack[: call_depth(run.stack)]
        return _pop_frame(machine, run) if run.stack else _rest(run, address)

    return back


def _pop_frame(machine: Machine, run: Run) -> int:
    """Pop the newest stack frame and return its address."""
    *frames, newest = run.stack
    run.stack, target = tuple(frames), return_address(newest)
    if run.page is not None:
        run.page.return_to(machine.scene_at(target).id)
    return target


def _random(weights: tuple[int, ...], targets: tuple[int, ...]) -> Closure:
    bounds = tuple(accumulate(weights))
    return lambda run: targets[bisect_right(bounds, run.draw(bounds[-1]))]


def _looker(machine: Machine, address: int) -> Closure:
    """Return a closure that evaluates the rules here; it returns the address of the one that fires, or REST."""
    rules = [machine.rule(number) for number in machine.scene_at(address).rules]

    def look(run: Run) -> int:
        run.rules_pending = False
        for holds, flag, target in rules:
            was_true, run.cells[flag] = run.cells[flag], 1 if holds(run.cells) else 0
            if run.cells[flag] and not was_true:
                run.stack = ()
                return target
        return REST

    return look


def _offer(machine: Machine, address: int, otherwise: int) -> Closure:
    look, choice_list = _looker(machine, address), machine.list_at(address)

    def rest_or_pass(run: Run) -> int:
        if run.rules_pending and (fired := look(run)) != REST:
            return fired
        if otherwise >= 0 and choice_list is not None and not choice_list.has_any(run.cells):
            return otherwise
        return _rest(run, address)

    return rest_or_pass


def _rest(run: Run, address: int) -> int:
    run.point = address
    return REST
