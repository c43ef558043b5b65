"""Assemble the code of the machine: instructions in order, with labels that become addresses at the end."""

from __future__ import annotations

from typing import assert_never

from engine.program.model import (
    Ask,
    Back,
    Branch,
    Call,
    CheckRules,
    Choice,
    End,
    EnterScene,
    Go,
    Instruction,
    Jump,
    Offer,
    Random,
    Return,
    Say,
    Set,
)
from engine.records import dataclass, field, replace


def falls_through(instruction: Instruction) -> bool:
    """Return whether the next instruction may follow this one in the same run."""
    match instruction:
        case EnterScene() | Say() | Set() | Branch() | Call() | Ask() | CheckRules():
            return True
        case Jump() | Go() | Return() | Back() | Random() | Offer() | End():
            return False
        case unknown:
            assert_never(unknown)


_WITH_TARGETS = (Jump, Branch, Random, Offer)


def _move_body(c: Choice, body: int) -> Choice:
    """Return a choice with the address of its body; `replace` takes four times as long."""
    return Choice(c.id, c.address, c.label, c.when, c.locked, c.once, body, c.scene, c.span)


@dataclass(slots=True)
class Assembler:
    """Code under construction. Until `finish`, every target is the number of a label instead of an address."""

    code: list[Instruction] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    addresses: list[int] = field(default_factory=list)
    """The address of each label, -1 until it is placed."""
    storylet_choices: dict[str, int] = field(default_factory=dict)
    """The position among the choices of each storylet, by its id."""
    targets: set[int] = field(default_factory=set)
    """The addresses that have a label."""

    def label(self) -> int:
        """Return a new label, to be placed later."""
        self.addresses.append(-1)
        return len(self.addresses) - 1

    def place_label(self, label: int) -> None:
        """Place a label at the address of the next instruction."""
        self.addresses[label] = len(self.code)
        self.targets.add(len(self.code))

    def label_here(self) -> int:
        """Return a new label at the address of the next instruction."""
        label = self.label()
        self.place_label(label)
        return label

    def add(self, instruction: Instruction) -> int:
        """Append an instruction and return its address."""
        self.code.append(instruction)
        return len(self.code) - 1

    def jump(self, label: int) -> None:
        """Append a jump to a label, unless control cannot reach it."""
        if not self.is_closed():
            self.add(Jump(label))

    def is_closed(self) -> bool:
        """Return whether control cannot reach the next instruction."""
        if not self.code or len(self.code) in self.targets:
            return False
        return not falls_through(self.code[-1])

    def finish(self) -> None:
        """Replace every label by its address."""
        with_targets = [at for at, step in enumerate(self.code) if isinstance(step, _WITH_TARGETS)]
        for relocate in (self._relocate, self._without_empty_frame):
            for at in with_targets:
                self.code[at] = relocate(self.code[at])
        self.choices = [_move_body(choice, self.addresses[choice.body]) for choice in self.choices]

    def _without_empty_frame(self, instruction: Instruction) -> Instruction:
        """Drop the frame of a list that nothing follows; else a deck that draws from itself would grow the stack."""
        if not isinstance(instruction, Offer):
            return instruction
        at = instruction.after
        while isinstance(step := self.code[at], Jump | CheckRules):
            at = step.target if isinstance(step, Jump) else at + 1
        return replace(instruction, after=-1) if isinstance(step, Return) else instruction

    def _relocate(self, instruction: Instruction) -> Instruction:
        at = self.addresses
        match instruction:
            case Jump(target):
                return Jump(at[target])
            case Branch(condition, otherwise):
                return Branch(condition, at[otherwise])
            case Random(weights, targets):
                return Random(weights, tuple(at[target] for target in targets))
            case Offer(entries, otherwise, after):
                return Offer(entries, at[otherwise] if otherwise >= 0 else -1, at[after])
            case EnterScene() | Say() | Set() | Go() | Call() | Return() | Back() | Ask() | CheckRules() | End():
                return instruction
            case unknown:
                assert_never(unknown)
