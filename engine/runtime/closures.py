"""A program ready to run: its expressions, lists and prose become closures when they are first needed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache, cached_property

from engine.errors import SamarraError
from engine.expressions.language.terms import Term
from engine.expressions.semantics.evaluate import evaluator
from engine.program import model
from engine.program.prose import Prose
from engine.records import NamedTuple, dataclass
from engine.runtime.offers import CompiledTerm, PreparedChoice, PreparedList, prepare_choice, prepare_list
from engine.runtime.prose_printer import Printer, printer
from engine.runtime.run import Run

Effect = Callable[[Run], None]
Closure = Callable[[Run], int]
"""Returns the address of the next instruction, or REST."""
PreparedRule = tuple[CompiledTerm, int, int]
"""The condition of a rule, the cell of its flag, and the address where it continues."""
REST = -1
STEPS_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class LinkedInstruction:
    """One instruction, ready to run."""

    effects: tuple[Effect, ...]
    after: int | Closure
    """Where the run continues; REST if it rests here."""
    is_print: bool = False
    """It does nothing but print, and so nothing where nobody reads."""


class BasicBlock(NamedTuple):
    """Instructions that always run one after another."""

    effects: tuple[Effect, ...]
    silent: tuple[Effect, ...]
    """The effects without those that only print."""
    after: int | Closure
    last: int
    """The address of the last instruction."""
    length: int


class EndlessChainError(SamarraError):
    """The story does not reach a choice or an ending within the limit of steps."""


class Machine:
    """One program, ready to run; whatever it prepares it prepares once, when it is first asked for."""

    def __init__(self, program: model.Program) -> None:
        self.program = program
        self.index = {cell.symbol: at for at, cell in enumerate(program.cells)}
        """The index of each symbol's cell."""
        self.text_index = {cell.symbol: at for at, cell in enumerate(program.texts)}
        self.instructions: list[LinkedInstruction | None] = [None] * len(program.code)
        """By address; None until it is first run."""
        self.blocks: list[BasicBlock | None] = [None] * len(program.code)
        """The blocks that start at each address."""
        self.choice: Callable[[int], PreparedChoice] = cache(self._prepare_choice)
        """By its index in `Program.choices`."""
        self.list_at: Callable[[int], PreparedList | None] = cache(self._prepare_list)
        """By address; None where another instruction is."""
        self.scene_at: Callable[[int], model.Scene] = cache(self._find_scene)
        """The scene or storylet that an address belongs to."""
        self.rule: Callable[[int], PreparedRule] = cache(self._prepare_rule)
        self._printers: dict[int, Printer] = {}
        """By the identity of the prose, which the program keeps alive."""

    @cached_property
    def scenes(self) -> dict[str, int]:
        """The index of each scene in `Program.scenes`."""
        return {scene: at for at, scene in enumerate(self.program.scene_starts)}

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(self.program.scene_starts.values())

    @cached_property
    def pages(self) -> dict[str, CompiledTerm | None]:
        """When each note appears, in the story's order; None for one that is there from the start."""
        return {n.id: None if n.when is None else self.evaluator(n.when) for n in self.program.notes}

    def evaluator(self, term: Term) -> CompiledTerm:
        """Return a closure that computes a term from the cells."""
        return evaluator(term, self.index)

    def printer(self, prose: Prose) -> Printer:
        """Return a closure that prints prose, compiled once."""
        print_prose = self._printers.get(id(prose))
        if print_prose is None:
            print_prose = self._printers[id(prose)] = printer(prose, self.evaluator, self.index, self.text_index)
        return print_prose

    def start_of(self, scene: str) -> int:
        """Return the address a scene starts at."""
        return self.program.scene_starts[scene]

    def _prepare_choice(self, number: int) -> PreparedChoice:
        return prepare_choice(number, self.program.choices[number], self.index, self.evaluator)

    def _prepare_list(self, address: int) -> PreparedList | None:
        offer = self.program.code[address]
        return prepare_list(offer, self.choice) if isinstance(offer, model.Offer) else None

    def _prepare_rule(self, number: int) -> PreparedRule:
        rule = self.program.rules[number]
        return self.evaluator(rule.condition), self.index[rule.flag], self.start_of(rule.scene)

    def _find_scene(self, address: int) -> model.Scene:
        return self.program.scenes[bisect_right(self._starts, address) - 1]


def endless_chain(machine: Machine, address: int) -> EndlessChainError:
    """Return the error for too many steps without a rest; it names the limit and the scene reached."""
    return EndlessChainError(
        f"the story runs on here for more than {STEPS_AT_MOST:,} steps without coming to a choice or an ending; "
        f"by then it is in `{machine.scene_at(address).id}`"
    )
