"""Computes fingerprints of choices without their labels, by which a choice with a new label is recognised."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, assert_never

from engine.expressions.language.symbols import taken_choice, took_symbol
from engine.program import model
from engine.program.codec import digest, encode
from engine.program.memo import once_per_program
from engine.program.prose import Prose
from engine.records import dataclass
from engine.runtime.turn import machine_of
from engine.saves.format.json_lines import json_line
from engine.saves.format.snapshot_json import MalformedSaveError, expect

DIGITS = 8


@dataclass(frozen=True, slots=True)
class ChoiceFingerprint:
    """One choice of a list: its address, and a fingerprint of everything but its label and id."""

    address: str
    body: str


Lists = tuple[tuple[ChoiceFingerprint, ...], ...]


@dataclass(frozen=True, slots=True)
class SceneFingerprints:
    """What a save remembers of a scene that it depends on."""

    logic: str
    text: str
    lists: Lists
    """The choices of the scene, list by list, outer lists before those inside their bodies."""


def scene_fingerprints(program: model.Program, scene: model.Scene) -> SceneFingerprints:
    return fingerprints_from(json.loads(fingerprints_text(program, scene.id)))


def fingerprints_text(program: model.Program, id: str) -> str:
    """Return the fingerprints of a scene as JSON on one line, computed once."""
    texts = _texts_by_scene(program)
    if id not in texts:
        scene = program.scenes[machine_of(program).scenes[id]]
        fingerprints = SceneFingerprints(scene.logic, scene.text, _lists(program, scene))
        texts[id] = json_line(fingerprints_object(fingerprints))
    return texts[id]


@once_per_program
def _texts_by_scene(program: model.Program) -> dict[str, str]:
    """Return the texts of a program's fingerprints computed so far."""
    return {}


def fingerprints_object(fingerprints: SceneFingerprints) -> list[Any]:
    lists = [[[choice.address, choice.body] for choice in choices] for choices in fingerprints.lists]
    return [fingerprints.logic, fingerprints.text, *lists]


def fingerprints_from(payload: Any) -> SceneFingerprints:
    logic, text, *lists = _expect_at_least(2, payload)
    return SceneFingerprints(
        expect(str, "scenes", logic),
        expect(str, "scenes", text),
        tuple(tuple(_choice_fingerprints(choices)) for choices in lists),
    )


def _choice_fingerprints(payload: Any) -> Iterator[ChoiceFingerprint]:
    for choice in expect(list, "scenes", payload):
        address, body, *_ = _expect_at_least(2, choice)
        yield ChoiceFingerprint(expect(str, "scenes", address), expect(str, "scenes", body))


def _expect_at_least(count: int, payload: Any) -> list[Any]:
    items = expect(list, "scenes", payload)
    if len(items) < count:
        raise MalformedSaveError("scenes")
    return items


def _lists(program: model.Program, scene: model.Scene) -> Lists:
    code = (program.code[at] for at in range(scene.start, scene.end))
    lists = [(offer.otherwise, _own_choices(program, offer)) for offer in code if isinstance(offer, model.Offer)]
    choices_by_body = sorted((choice for _, choices in lists for choice in choices), key=lambda choice: choice.body)
    order = {choice.address: place for place, choice in enumerate(choices_by_body)}

    def known_by(choice: model.Choice, edge: int) -> ChoiceFingerprint:
        edges = [*_body_after(choice, choices_by_body, order[choice.address]), edge, scene.end]
        return ChoiceFingerprint(choice.address, _body_fingerprint(program, choice, edges))

    return tuple(tuple(known_by(choice, edge) for choice in choices) for edge, choices in lists if choices)


def _own_choices(program: model.Program, offer: model.Offer) -> list[model.Choice]:
    """Return the choices of a list itself, without those it borrows or draws."""
    picks = [entry for entry in offer.entries if isinstance(entry, model.Pick) and not entry.follows]
    return [program.choices[pick.choice] for pick in picks]


def _body_after(choice: model.Choice, choices_by_body: list[model.Choice], place: int) -> list[int]:
    """Return where the next body begins that is not inside the choice's own, in a list of at most one address."""
    others = (choices_by_body[at] for at in range(place + 1, len(choices_by_body)))
    after = (other.body for other in others if not other.address.startswith(f"{choice.address}."))
    return list(islice(after, 1))


def _body_fingerprint(program: model.Program, choice: model.Choice, edges: list[int]) -> str:
    """Return the fingerprint of a choice; its body ends at the nearest of the addresses `edges`."""
    end = min(edge for edge in edges if edge > choice.body)
    body = [_instruction(program.code[at], choice, program, end) for at in range(choice.body, end)]
    guard = [encode(choice.when), choice.once, encode(choice.locked)]
    return digest(_relative_names(choice.address, [guard, body]))[:DIGITS]


def _instruction(instruction: model.Instruction, choice: model.Choice, program: model.Program, end: int) -> Any:
    """Encode an instruction independently of addresses; all targets outside the body are encoded alike."""

    def near(target: int) -> int | None:
        return target - choice.body if choice.body <= target < end else None

    match instruction:
        case model.Say(prose):
            return ["say", _prose(prose)]
        case model.Jump(target):
            return ["jump", near(target)]
        case model.Branch(condition, otherwise):
            return ["branch", encode(condition), near(otherwise)]
        case model.Random(weights, targets):
            return ["random", weights, [near(target) for target in targets]]
        case model.Offer(entries):
            picks = [program.choices[entry.choice] for entry in entries if isinstance(entry, model.Pick)]
            return ["offer", len(entries), [[pick.address, _prose(pick.label), encode(pick.when)] for pick in picks]]
        case (
            model.EnterScene() | model.Set() | model.Go() | model.Call() | model.Return() | model.Back()
            | model.Ask() | model.CheckRules() | model.End()
        ):  # fmt: skip
            return encode(instruction)
        case unknown:
            assert_never(unknown)


def _prose(prose: Prose) -> Any:
    return encode(prose)


def _relative_names(address: str, encoded: Any) -> Any:
    """Remove the choice's own address from every name that contains it."""
    if isinstance(encoded, str):
        choice = taken_choice(encoded)
        name = encoded if choice is None else choice
        if name != address and not name.startswith(f"{address}."):
            return encoded
        relative = "@" + name[len(address) :]
        return relative if choice is None else took_symbol(relative)
    if isinstance(encoded, list | tuple):
        return [_relative_names(address, part) for part in encoded]
    return encoded
