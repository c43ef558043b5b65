"""What each instruction does, as a closure that gives the next address."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import TypeVar

from engine.program import model
from engine.program.symbols import has_draws
from engine.runtime.link import REST, Machine, Step, statement_step
from engine.runtime.run import Run

CALL = 1
"""The low bit of a stack frame that a call made."""


def _enter(machine: Machine, address: int) -> Step:
    scene = _at(machine, address, model.Enter).scene
    cell, after = machine.index[f"visits:{scene}"], address + 1

    def enter(run: Run) -> int:
        run.cells[cell] += 1
        if run.page is not None:
            run.page.enter(scene)
        return after

    return enter


def _say(machine: Machine, address: int) -> Step:
    prose, after = _at(machine, address, model.Say).prose, address + 1
    is_drawn = has_draws(prose)

    def say(run: Run) -> int:
        if run.page is not None:
            run.page.print(machine.printer(prose)(run))
        elif is_drawn:
            machine.printer(prose)(run)
        return after

    return say


def _set(machine: Machine, address: int) -> Step:
    carry_out = [statement_step(one, machine) for one in _at(machine, address, model.Set).statements]
    after = address + 1

    def set_cells(run: Run) -> int:
        for statement in carry_out:
            statement(run)
        return after

    return set_cells


def _branch(machine: Machine, address: int) -> Step:
    branch = _at(machine, address, model.Branch)
    holds, after, otherwise = machine.evaluator(branch.condition), address + 1, branch.otherwise
    return lambda run: after if holds(run.cells) else otherwise


def _jump(machine: Machine, address: int) -> Step:
    target = _at(machine, address, model.Jump).target
    return lambda run: target


def _go(machine: Machine, address: int) -> Step:
    target = machine.start_of(_at(machine, address, model.Go).scene)

    def go(run: Run) -> int:
        drop_follow_frames(run)
        return target

    return go


def drop_follow_frames(run: Run) -> None:
    """Leaves the lists a choice was borrowed into, but not the call around them."""
    while run.stack and not run.stack[-1] & CALL:
        run.stack.pop()


def _call(machine: Machine, address: int) -> Step:
    target = machine.start_of(_at(machine, address, model.Call).scene)
    frame = 2 * (address + 1) + CALL

    def call(run: Run) -> int:
        run.stack.append(frame)
        return target

    return call


def _return(machine: Machine, address: int) -> Step:
    return lambda run: _popped(machine, run) if run.stack else _rest(run, address)


def _back(machine: Machine, address: int) -> Step:
    def back(run: Run) -> int:
        drop_follow_frames(run)
        return _popped(machine, run) if run.stack else _rest(run, address)

    return back


def _popped(machine: Machine, run: Run) -> int:
    """The address the newest frame leads back to."""
    target = run.stack.pop() >> 1
    if run.page is not None:
        run.page.return_to(machine.scene_at(target).id)
    return target


def _random(machine: Machine, address: int) -> Step:
    random = _at(machine, address, model.Random)
    bounds, total = tuple(accumulate(random.weights)), sum(random.weights)

    def draw(run: Run) -> int:
        drawn = run.draw(total)
        return next(target for bound, target in zip(bounds, random.targets, strict=True) if drawn < bound)

    return draw


def _ask(machine: Machine, address: int) -> Step:
    return lambda run: _rest(run, address)


def _look(machine: Machine, address: int) -> Step:
    look, after = _looker(machine, address), address + 1

    def look_once(run: Run) -> int:
        fired = look(run) if run.looking else REST
        return after if fired == REST else fired

    return look_once


def _looker(machine: Machine, address: int) -> Callable[[Run], int]:
    """Looks at the rules that watch here; where the one that fires goes, or REST."""
    rules = [
        (machine.rule(number), machine.index[rule.flag], machine.start_of(rule.scene))
        for number in machine.scene_at(address).rules
        for rule in (machine.program.rules[number],)
    ]

    def look(run: Run) -> int:
        run.looking = False
        for holds, flag, target in rules:
            held, run.cells[flag] = run.cells[flag], 1 if holds(run.cells) else 0
            if run.cells[flag] and not held:
                run.stack.clear()
                return target
        return REST

    return look


def _offer(machine: Machine, address: int) -> Step:
    otherwise, look = _at(machine, address, model.Offer).otherwise, _looker(machine, address)
    offered = machine.list_at(address)

    def rest_or_pass(run: Run) -> int:
        fired = look(run) if run.looking else REST
        if fired != REST:
            return fired
        if otherwise >= 0 and offered is not None and not offered.has_any(run.cells):
            return otherwise
        return _rest(run, address)

    return rest_or_pass


def _end(machine: Machine, address: int) -> Step:
    return lambda run: _rest(run, address)


def _rest(run: Run, address: int) -> int:
    run.point = address
    return REST


Kind = TypeVar("Kind")


def _at(machine: Machine, address: int, kind: type[Kind]) -> Kind:
    instruction = machine.program.code[address]
    assert isinstance(instruction, kind)
    return instruction


LINKS: dict[type, Callable[[Machine, int], Step]] = {
    model.Enter: _enter, model.Say: _say, model.Set: _set, model.Branch: _branch, model.Jump: _jump,
    model.Go: _go, model.Call: _call, model.Return: _return, model.Back: _back, model.Random: _random,
    model.Ask: _ask, model.Look: _look, model.Offer: _offer, model.End: _end,
}  # fmt: skip
