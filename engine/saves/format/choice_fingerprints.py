"""Fingerprints of choices apart from their labels: by these a choice that only changed its label is known again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any, assert_never

from engine.expressions.language.symbols import taken_choice, took_symbol
from engine.program.codec import encode
from engine.program.fingerprint import digest, placeless
from engine.program.memo import once_per_program
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
    Pick,
    Program,
    Random,
    Return,
    Say,
    Scene,
    Set,
)
from engine.program.prose import Prose

DIGITS = 8


@dataclass(frozen=True, slots=True)
class ChoiceFingerprint:
    """One choice of a list: its address, and a fingerprint of all of it but its label and id."""

    address: str
    body: str


Lists = tuple[tuple[ChoiceFingerprint, ...], ...]


@dataclass(frozen=True, slots=True)
class SceneFingerprints:
    """What a save remembers of a scene it rests on."""

    logic: str
    text: str
    lists: Lists
    """The choices written in it, list by list, outer lists before those inside their bodies."""


def scene_fingerprints(program: Program, scene: Scene) -> SceneFingerprints:
    """Return the fingerprints of a scene, computed once."""
    fingerprints = _fingerprints_by_scene(program)
    if scene.id not in fingerprints:
        fingerprints[scene.id] = SceneFingerprints(scene.logic, scene.text, _lists(program, scene))
    return fingerprints[scene.id]


@once_per_program
def _fingerprints_by_scene(program: Program) -> dict[str, SceneFingerprints]:
    """Return the fingerprints of a program's scenes computed so far."""
    return {}


def _lists(program: Program, scene: Scene) -> Lists:
    code = (program.code[at] for at in range(scene.start, scene.end))
    lists = [(offer.otherwise, _written(program, offer)) for offer in code if isinstance(offer, Offer)]
    written = sorted((choice for _, choices in lists for choice in choices), key=lambda choice: choice.body)
    order = {choice.address: place for place, choice in enumerate(written)}

    def known_by(choice: Choice, edge: int) -> ChoiceFingerprint:
        edges = [*_body_after(choice, written, order[choice.address]), edge, scene.end]
        return ChoiceFingerprint(choice.address, _body_print(program, choice, edges))

    return tuple(tuple(known_by(choice, edge) for choice in choices) for edge, choices in lists if choices)


def _written(program: Program, offer: Offer) -> list[Choice]:
    """The choices written in a list itself, not those it borrows or draws."""
    picks = [entry for entry in offer.entries if isinstance(entry, Pick) and not entry.follows]
    return [program.choices[pick.choice] for pick in picks]


def _body_after(choice: Choice, written: list[Choice], place: int) -> list[int]:
    """Where the next body begins that is not inside its own, if one does; `written` in the order of their bodies."""
    others = (written[at] for at in range(place + 1, len(written)))
    after = (other.body for other in others if not other.address.startswith(f"{choice.address}."))
    return list(islice(after, 1))


def _body_print(program: Program, choice: Choice, edges: list[int]) -> str:
    """`edges` are the addresses that may end its body; the nearest one does."""
    end = min(edge for edge in edges if edge > choice.body)
    body = [_instruction(program.code[at], choice, program, end) for at in range(choice.body, end)]
    guard = [encode(choice.when), choice.once, placeless(encode(choice.locked))]
    return digest(_own(choice.address, [guard, body]))[:DIGITS]


def _instruction(instruction: Instruction, choice: Choice, program: Program, end: int) -> Any:
    """An instruction wherever its body has landed; every way out of the body counts as the same."""

    def near(target: int) -> int | None:
        return target - choice.body if choice.body <= target < end else None

    match instruction:
        case Say(prose):
            return ["say", _prose(prose)]
        case Jump(target):
            return ["jump", near(target)]
        case Branch(condition, otherwise):
            return ["branch", encode(condition), near(otherwise)]
        case Random(weights, targets):
            return ["random", weights, [near(target) for target in targets]]
        case Offer(entries):
            picks = [program.choices[entry.choice] for entry in entries if isinstance(entry, Pick)]
            return ["offer", len(entries), [[pick.address, _prose(pick.label), encode(pick.when)] for pick in picks]]
        case EnterScene() | Set() | Go() | Call() | Return() | Back() | Ask() | CheckRules() | End():
            return placeless(encode(instruction))
        case unknown:
            assert_never(unknown)


def _prose(prose: Prose) -> Any:
    return placeless(encode(prose))


def _own(address: str, encoded: Any) -> Any:
    """The same with the choice's own address left out of every name that holds it."""
    if isinstance(encoded, str):
        choice = taken_choice(encoded)
        name = encoded if choice is None else choice
        if name != address and not name.startswith(f"{address}."):
            return encoded
        relative = "@" + name[len(address) :]
        return relative if choice is None else took_symbol(relative)
    if isinstance(encoded, list | tuple):
        return [_own(address, part) for part in encoded]
    return encoded
