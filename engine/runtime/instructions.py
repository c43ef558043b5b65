"""Links each instruction to what it does and where the run continues, and runs straight stretches of them as blocks."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import assert_never

from engine.expressions.language.symbols import visits_symbol
from engine.expressions.language.terms import Change, Constant, Operation, Read, Roll, Statement
from engine.program import model
from engine.program.prose import Prose, has_draws
from engine.program.stack_frame import StackFrame, call_depth, call_frame, return_address
from engine.runtime.closures import (
    REST,
    STEPS_AT_MOST,
    BasicBlock,
    Closure,
    Effect,
    LinkedInstruction,
    Machine,
    endless_chain,
)
from engine.runtime.offers import NO_CELL
from engine.runtime.prose_printer import Printer
from engine.runtime.run import Run

LONGEST_BLOCK = 100
"""A block ends where it would be longer, since a story may go round and round."""


def run_to_rest(machine: Machine, run: Run, address: int) -> None:
    """Run the program from an address until it comes to rest.

    Raises:
        EndlessChainError: it does not come to rest within the limit of steps.
    """
    blocks, steps = machine.blocks, 0
    while True:
        block = blocks[address] or link_block(machine, address)
        steps += block.length
        if steps > STEPS_AT_MOST:
            raise _endless(machine, address, STEPS_AT_MOST - steps + block.length)
        for effect in block.silent if run.page is None else block.effects:
            effect(run)
        after = block.after
        if not isinstance(after, int):
            after = after(run)
        elif after < 0:
            run.point = block.last
        if after < 0:
            return
        address = after


def link_block(machine: Machine, start: int) -> BasicBlock:
    """Return the block of instructions from an address to the first whose successor depends on the game."""
    effects, silent, address = list[Effect](), list[Effect](), start
    for length in range(1, LONGEST_BLOCK + 1):
        instruction = instruction_at(machine, address)
        if _end_look in instruction.effects and _end_look in effects:
            effects.remove(_end_look)  # nothing in between asks about it
            silent.remove(_end_look)
        effects += instruction.effects
        silent += () if instruction.is_print else instruction.effects
        if length == LONGEST_BLOCK or not isinstance(instruction.after, int) or instruction.after == REST:
            break
        address = instruction.after
    block = machine.blocks[start] = BasicBlock(tuple(effects), tuple(silent), instruction.after, address, length)
    return block


def _endless(machine: Machine, address: int, steps: int) -> Exception:
    """Return the error of a run that has so many steps left from the start of a block."""
    for _ in range(steps):
        after = instruction_at(machine, address).after
        assert isinstance(after, int)
        address = after
    return endless_chain(machine, address)


def instruction_at(machine: Machine, address: int) -> LinkedInstruction:
    """Return the instruction at an address, linked once."""
    instruction = machine.instructions[address]
    if instruction is None:
        instruction = machine.instructions[address] = _link_instruction(machine, address, address + 1)
    return instruction


def run_instruction(machine: Machine, run: Run, address: int) -> int:
    """Run one instruction; return the address of the next, or REST."""
    instruction = instruction_at(machine, address)
    for effect in instruction.effects:
        effect(run)
    if not isinstance(instruction.after, int):
        return instruction.after(run)
    if instruction.after == REST:
        run.point = address
    return instruction.after


def _link_instruction(machine: Machine, address: int, after: int) -> LinkedInstruction:
    match machine.program.code[address]:
        case model.EnterScene(scene):
            return LinkedInstruction((_enter(scene, machine.index.get(visits_symbol(scene), NO_CELL)),), after)
        case model.Say(prose):
            return LinkedInstruction((_say(machine, prose),), after, not has_draws(prose))
        case model.Set(statements):
            return LinkedInstruction(tuple(_carry_out(statement, machine) for statement in statements), after)
        case model.Branch(condition, otherwise):
            holds = machine.evaluator(condition)
            return LinkedInstruction((), lambda run: after if holds(run.cells) else otherwise)
        case model.Jump(target):
            return LinkedInstruction((), target)
        case model.Go(scene):
            return LinkedInstruction((_drop_follow_frames,), machine.start_of(scene))
        case model.Call(scene):
            return LinkedInstruction((_push(call_frame(after)),), machine.start_of(scene))
        case model.Random(weights, targets):
            bounds = tuple(accumulate(weights))
            return LinkedInstruction((), lambda run: targets[bisect_right(bounds, run.draw(bounds[-1]))])
        case model.Offer(otherwise=otherwise):
            return _offer(machine, address, otherwise)
        case model.Return():
            return LinkedInstruction((), lambda run: _pop_frame(machine, run, address))
        case model.Back():
            return LinkedInstruction((_drop_follow_frames,), lambda run: _pop_frame(machine, run, address))
        case model.CheckRules():
            look = _looker(machine, address)
            return LinkedInstruction((), _check_rules(look, after)) if look else LinkedInstruction((_end_look,), after)
        case model.Ask() | model.End():
            return LinkedInstruction((), REST)
        case unknown:
            assert_never(unknown)


def _enter(scene: str, cell: int) -> Effect:
    def enter(run: Run, scene: str = scene, cell: int = cell) -> None:
        if cell != NO_CELL:
            run.cells[cell] += 1
        run.visits = scene, run.visits
        if run.page is not None:
            run.page.enter(scene)

    return enter


def _say(machine: Machine, prose: Prose) -> Effect:
    print_prose: Printer | None = None

    def say(run: Run) -> None:
        nonlocal print_prose
        if print_prose is None:
            print_prose = machine.printer(prose)
        words = print_prose(run)
        if run.page is not None:
            run.page.print(words)

    return say


def _carry_out(statement: Statement, machine: Machine) -> Effect:
    """Return a function that carries out one statement and clamps the result to the variable's range."""
    cell, low, high = machine.index[statement.symbol], statement.low, statement.high
    match statement:
        case Change(value=Constant(value)):
            return _put(cell, min(max(value, low), high))
        case Change(symbol, Operation("+" | "-" as sign, (Read(other), Constant(value)))) if other == symbol:
            return _add(cell, value if sign == "+" else -value, low, high)
        case Change(value=term):
            compute = machine.evaluator(term)

            def change(run: Run) -> None:
                run.cells[cell] = min(max(compute(run.cells), low), high)

            return change
        case Roll(_, first, size):

            def roll(run: Run) -> None:
                run.cells[cell] = min(max(first + run.draw(size), low), high)

            return roll
        case unknown:
            assert_never(unknown)


def _put(cell: int, number: int) -> Effect:
    def put(run: Run, cell: int = cell, number: int = number) -> None:
        run.cells[cell] = number

    return put


def _add(cell: int, difference: int, low: int, high: int) -> Effect:
    def add(run: Run, cell: int = cell, difference: int = difference, low: int = low, high: int = high) -> None:
        cells = run.cells
        number = cells[cell] + difference
        cells[cell] = low if number < low else high if number > high else number

    return add


def _drop_follow_frames(run: Run) -> None:
    if run.stack:
        run.stack = run.stack[: call_depth(run.stack)]


def _push(frame: StackFrame) -> Effect:
    def push(run: Run) -> None:
        run.stack = (*run.stack, frame)

    return push


def _pop_frame(machine: Machine, run: Run, address: int) -> int:
    """Pop the newest stack frame and return its address; rest here if there is none."""
    if not run.stack:
        run.point = address
        return REST
    target = return_address(run.stack[-1])
    run.stack = run.stack[:-1]
    if run.page is not None:
        run.page.return_to(machine.scene_at(target).id)
    return target


def _end_look(run: Run) -> None:
    run.rules_pending = False


def _looker(machine: Machine, address: int) -> Closure | None:
    """Return a function that evaluates the rules here, for the address of the one that fires or REST; None without."""
    rules = [machine.rule(number) for number in machine.scene_at(address).rules]

    def look(run: Run) -> int:
        if run.rules_pending:
            run.rules_pending = False
            for holds, flag, target in rules:
                was_true, run.cells[flag] = run.cells[flag], 1 if holds(run.cells) else 0
                if run.cells[flag] and not was_true:
                    run.stack = ()
                    return target
        return REST

    return look if rules else None


def _check_rules(look: Closure, after: int) -> Closure:
    return lambda run: after if (fired := look(run)) == REST else fired


def _offer(machine: Machine, address: int, otherwise: int) -> LinkedInstruction:
    look, choice_list = _looker(machine, address), machine.list_at(address)
    if look is None and otherwise < 0:
        return LinkedInstruction((_end_look,), REST)

    def rest_or_pass(run: Run) -> int:
        fired = look(run) if look is not None else REST
        if fired != REST:
            return fired
        if otherwise >= 0 and choice_list is not None and not choice_list.has_any(run.cells):
            return otherwise
        run.point = address
        return REST

    return LinkedInstruction((_end_look,) if look is None else (), rest_or_pass)
