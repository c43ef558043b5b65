"""Compiles each instruction to a closure that returns the next address, and runs them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import assert_never

from engine.expressions.language.symbols import visits_symbol
from engine.program import model
from engine.program.prose import has_draws
from engine.program.stack_frame import call_depth, call_frame, return_address
from engine.runtime.closures import REST, STEPS_AT_MOST, Closure, Machine, compile_statement, endless_chain
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
    raise endless_chain(machine.program, address)


def _enter(machine: Machine, address: int, instruction: model.EnterScene) -> Closure:
    scene = instruction.scene
    cell, after = machine.index.get(visits_symbol(scene), NO_CELL), address + 1

    def enter(run: Run) -> int:
        if cell != NO_CELL:
            run.cells[cell] += 1
        run.visits = scene, run.visits
        if run.page is not None:
            run.page.enter(scene)
        return after

    return enter


def _say(machine: Machine, address: int, instruction: model.Say) -> Closure:
    prose, after = instruction.prose, address + 1
    is_drawn = has_draws(prose)

    def say(run: Run) -> int:
        if run.page is not None:
            run.page.print(machine.printer(prose)(run))
        elif is_drawn:
            machine.printer(prose)(run)
        return after

    return say


def _set(machine: Machine, address: int, instruction: model.Set) -> Closure:
    carry_out = [compile_statement(each, machine) for each in instruction.statements]
    after = address + 1

    def set_cells(run: Run) -> int:
        for statement in carry_out:
            statement(run)
        return after

    return set_cells


def _branch(machine: Machine, address: int, instruction: model.Branch) -> Closure:
    holds, after, otherwise = machine.evaluator(instruction.condition), address + 1, instruction.otherwise
    return lambda run: after if holds(run.cells) else otherwise


def _jump(instruction: model.Jump) -> Closure:
    target = instruction.target
    return lambda run: target


def _go(machine: Machine, instruction: model.Go) -> Closure:
    target = machine.start_of(instruction.scene)

    def go(run: Run) -> int:
        del run.stack[call_depth(run.stack) :]
        return target

    return go


def _call(machine: Machine, address: int, instruction: model.Call) -> Closure:
    target = machine.start_of(instruction.scene)
    frame = call_frame(address + 1)

    def call(run: Run) -> int:
        run.stack.append(frame)
        return target

    return call


def _return(machine: Machine, address: int) -> Closure:
    return lambda run: _pop_frame(machine, run) if run.stack else _rest(run, address)


def _back(machine: Machine, address: int) -> Closure:
    def back(run: Run) -> int:
        del run.stack[call_depth(run.stack) :]
        return _pop_frame(machine, run) if run.stack else _rest(run, address)

    return back


def _pop_frame(machine: Machine, run: Run) -> int:
    """Pop the newest stack frame and return its address."""
    target = return_address(run.stack.pop())
    if run.page is not None:
        run.page.return_to(machine.scene_at(target).id)
    return target


def _random(instruction: model.Random) -> Closure:
    bounds, total = tuple(accumulate(instruction.weights)), sum(instruction.weights)

    def draw(run: Run) -> int:
        number = run.draw(total)
        return next(target for bound, target in zip(bounds, instruction.targets, strict=True) if number < bound)

    return draw


def _look(machine: Machine, address: int) -> Closure:
    look, after = _looker(machine, address), address + 1

    def look_once(run: Run) -> int:
        fired = look(run) if run.rules_pending else REST
        return after if fired == REST else fired

    return look_once


def _looker(machine: Machine, address: int) -> Callable[[Run], int]:
    """Return a closure that evaluates the rules here; it returns the address of the one that fires, or REST."""
    rules = [
        (machine.rule(number), machine.index[rule.flag], machine.start_of(rule.scene))
        for number in machine.scene_at(address).rules
        for rule in (machine.program.rules[number],)
    ]

    def look(run: Run) -> int:
        run.rules_pending = False
        for holds, flag, target in rules:
            was_true, run.cells[flag] = run.cells[flag], 1 if holds(run.cells) else 0
            if run.cells[flag] and not was_true:
                run.stack.clear()
                return target
        return REST

    return look


def _offer(machine: Machine, address: int, instruction: model.Offer) -> Closure:
    otherwise, look = instruction.otherwise, _looker(machine, address)
    choice_list = machine.list_at(address)

    def rest_or_pass(run: Run) -> int:
        fired = look(run) if run.rules_pending else REST
        if fired != REST:
            return fired
        if otherwise >= 0 and choice_list is not None and not choice_list.has_any(run.cells):
            return otherwise
        return _rest(run, address)

    return rest_or_pass


def _rest(run: Run, address: int) -> int:
    run.point = address
    return REST


def step_at(machine: Machine, address: int) -> Closure:
    """Return the closure of the instruction at an address."""
    match machine.program.code[address]:
        case model.EnterScene() as instruction:
            return _enter(machine, address, instruction)
        case model.Say() as instruction:
            return _say(machine, address, instruction)
        case model.Set() as instruction:
            return _set(machine, address, instruction)
        case model.Branch() as instruction:
            return _branch(machine, address, instruction)
        case model.Jump() as instruction:
            return _jump(instruction)
        case model.Go() as instruction:
            return _go(machine, instruction)
        case model.Call() as instruction:
            return _call(machine, address, instruction)
        case model.Random() as instruction:
            return _random(instruction)
        case model.Offer() as instruction:
            return _offer(machine, address, instruction)
        case model.Return():
            return _return(machine, address)
        case model.Back():
            return _back(machine, address)
        case model.CheckRules():
            return _look(machine, address)
        case model.Ask() | model.End():
            return lambda run: _rest(run, address)
        case unknown:
            assert_never(unknown)
