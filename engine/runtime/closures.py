"""A program ready to run: its expressions, lists and prose become closures when they are first needed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from engine.errors import SamarraError
from engine.expressions.language.terms import Change, Roll, Statement, Term
from engine.expressions.semantics.evaluate import evaluator
from engine.program import model
from engine.program.prose import Prose
from engine.runtime.offers import CompiledTerm, PreparedChoice, PreparedList, prepare_choice, prepare_list
from engine.runtime.prose_printer import Printer, printer
from engine.runtime.run import Run

Closure = Callable[[Run], int]
"""Runs one instruction; the address of the next, or REST."""
REST = -1
STEPS_AT_MOST = 10_000


class EndlessChainError(SamarraError):
    """The story does not reach a choice or an ending within the limit of steps."""


def endless_chain(program: model.Program, address: int) -> EndlessChainError:
    """Return the error for too many steps without a rest; it names the limit and the scene reached."""
    scenes = program.scene_starts
    scene = list(scenes)[bisect_right(list(scenes.values()), address) - 1]
    return EndlessChainError(
        f"the story runs on here for more than {STEPS_AT_MOST:,} steps without coming to a choice or an ending; "
        f"by then it is in `{scene}`"
    )


@dataclass(slots=True)
class Machine:
    """One program, ready to run."""

    program: model.Program
    index: dict[str, int]
    """The index of each symbol's cell."""
    text_index: dict[str, int]
    scenes: dict[str, int]
    """The index of each scene in `program.scenes`."""
    starts: tuple[int, ...]
    """The address each scene starts at, in the same order."""
    closures: list[Closure | None]
    """The closure of the instruction at each address; None until it is first run."""
    choices: dict[int, PreparedChoice] = field(default_factory=dict)
    lists: dict[int, PreparedList | None] = field(default_factory=dict)
    """By address; None where another instruction is."""
    rules: dict[int, CompiledTerm] = field(default_factory=dict)
    note_conditions: dict[str, CompiledTerm | None] = field(default_factory=dict)
    """When each note appears, in the story's order; None for one that is there from the start."""
    printers: dict[int, Printer] = field(default_factory=dict)
    """Printers of prose, by identity; the program keeps the prose alive."""

    def evaluator(self, term: Term) -> CompiledTerm:
        """Return a closure that computes a term from the cells."""
        return evaluator(term, self.index)

    def choice(self, number: int) -> PreparedChoice:
        """Return a choice, compiled once."""
        if number not in self.choices:
            self.choices[number] = prepare_choice(number, self.program.choices[number], self.index, self.evaluator)
        return self.choices[number]

    def list_at(self, address: int) -> PreparedList | None:
        """Return the list at an address, compiled once; None if another instruction is there."""
        if address not in self.lists:
            offer = self.program.code[address]
            self.lists[address] = prepare_list(offer, self.choice) if isinstance(offer, model.Offer) else None
        return self.lists[address]

    def rule(self, number: int) -> CompiledTerm:
        """Return a rule's condition, compiled once."""
        if number not in self.rules:
            self.rules[number] = self.evaluator(self.program.rules[number].condition)
        return self.rules[number]

    def pages(self) -> Mapping[str, CompiledTerm | None]:
        """Return the condition of each note, compiled once; None for a note that is there from the start."""
        if not self.note_conditions:
            self.note_conditions = {
                n.id: None if n.when is None else self.evaluator(n.when) for n in self.program.notes
            }
        return self.note_conditions

    def printer(self, prose: Prose) -> Printer:
        """Return a closure that prints prose, compiled once."""
        print_prose = self.printers.get(id(prose))
        if print_prose is None:
            print_prose = self.printers[id(prose)] = printer(prose, self.evaluator, self.index, self.text_index)
        return print_prose

    def scene_at(self, address: int) -> model.Scene:
        """Return the scene or storylet that an address belongs to."""
        return self.program.scenes[bisect_right(self.starts, address) - 1]

    def start_of(self, scene: str) -> int:
        """Return the address a scene starts at."""
        return self.program.scene_starts[scene]


def link_program(program: model.Program) -> Machine:
    """Return a program ready to run, with nothing compiled yet."""
    return Machine(
        program,
        {cell.symbol: at for at, cell in enumerate(program.cells)},
        {cell.symbol: at for at, cell in enumerate(program.texts)},
        {scene: at for at, scene in enumerate(program.scene_starts)},
        tuple(program.scene_starts.values()),
        [None] * len(program.code),
    )


def compile_statement(statement: Statement, machine: Machine) -> Callable[[Run], None]:
    """Return a closure that carries out one statement and clamps the result to the variable's range."""
    cell = machine.index[statement.symbol]
    low, high = statement.low, statement.high
    match statement:
        case Change(value=term):
            value = machine.evaluator(term)

            def change(run: Run) -> None:
                number = value(run.cells)
                run.cells[cell] = low if number < low else high if number > high else number

            return change
        case Roll(first=first, size=size):

            def roll(run: Run) -> None:
                number = first + run.draw(size)
                run.cells[cell] = low if number < low else high if number > high else number

            return roll
        case unknown:
            assert_never(unknown)
