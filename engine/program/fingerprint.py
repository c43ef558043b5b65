"""Compute the fingerprints of a program and of each scene: of what it does, and of what it says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from engine.program import model
from engine.program.codec import FIELDS, LAZY, TableEncoder, canonical_json, digest, digest_texts, encode
from engine.program.prose import Piece, Prose, TextValue, Value, has_draws
from engine.records import dataclass
from engine.story.model import Scene, Storylet
from engine.story.promises import Within, condition_in, endings_in, key_of, scenes_in
from engine.story.prose import Either, Varied, Words

_LABEL, _WHEN, _LOCKED = (1 + model.Choice.__match_args__.index(name) for name in ("label", "when", "locked"))
"""Where an encoded choice holds these fields."""
_PROMISE = 42
"""The record number of every promise in fingerprints, whatever its type."""


def program_fingerprint(bare: model.Program, tables: Mapping[str, TableEncoder]) -> str:
    """Return the fingerprint of a program: line numbers do not count, anything played or shown does."""
    return digest_texts(_canonical_program(bare, tables))


def _canonical_program(bare: model.Program, tables: Mapping[str, TableEncoder]) -> Iterator[str]:
    """Yield the fields as one object of canonical JSON; where scenes start is left out, as the scenes say it too."""
    for at, name in enumerate(sorted(set(FIELDS) - {"scene_starts"})):
        yield f'{"," if at else "{"}"{name}":'
        if name == "promises":
            deque(tables[name].finish(), 0)
            yield canonical_json([0, *map(_encode_promise, bare.promises)])
        elif name in LAZY:
            yield from tables[name].finish()
        else:
            yield canonical_json(encode(getattr(bare, name)))
    yield "}"


def _encode_promise(promise: model.Promise) -> Any:
    """Encode a promise in the one shape fingerprints have always had: its key, condition, scenes and turns."""
    turns = promise.turns if isinstance(promise, Within) else 0
    scenes = (*scenes_in(promise), *endings_in(promise))
    return [_PROMISE, key_of(promise), encode(condition_in(promise)), encode(scenes), turns, None]


@dataclass(frozen=True, slots=True)
class SceneCode:
    """The code of one scene, and the same encoded."""

    start: int
    code: Sequence[model.Instruction]
    encoded: Sequence[Any]
    choices: Sequence[model.Choice]
    """Every choice of the program."""
    encoded_choices: Sequence[Any]


def scene_fingerprints(part: Scene | Storylet, own_choice: int, scene: SceneCode) -> tuple[str, str]:
    """Return the fingerprints of what a scene does and of what it says, independent of addresses and line numbers.

    `own_choice` is the position of the choice by which a storylet is taken.
    """
    logic = [_logic(*instruction, scene) for instruction in zip(scene.code, scene.encoded, strict=True)]
    words = [_words(*instruction, scene) for instruction in zip(scene.code, scene.encoded, strict=True)]
    if isinstance(part, Scene):
        does, says = _scene_parts(part)
    else:
        does, says = _storylet_parts(part, scene.encoded_choices[own_choice])
    return digest([does, logic]), digest([says, words])


def _scene_parts(scene: Scene) -> tuple[Any, Any]:
    ending = scene.ending.text if scene.ending else ""
    return bool(ending), [scene.title, scene.place, scene.date, scene.mark, ending]


def _storylet_parts(storylet: Storylet, choice: Any) -> tuple[Any, Any]:
    return [storylet.deck.text, storylet.priority, storylet.once, choice[_WHEN]], [storylet.title, choice[_LABEL]]


def _logic(instruction: model.Instruction, encoded: Any, scene: SceneCode) -> Any:
    match instruction:
        case model.Say(prose):
            return ["say", _draws(prose)]
        case model.Ask(symbol, prompt, limit):
            return ["ask", symbol, _draws(prompt), limit]
        case model.Branch(_, otherwise):
            return ["branch", encoded[1], otherwise - scene.start]
        case model.Jump(target):
            return ["jump", target - scene.start]
        case model.Random(weights, targets):
            return ["random", weights, [target - scene.start for target in targets]]
        case model.Offer(entries, otherwise, after):
            logic = [_entry_logic(entry, scene) for entry in entries]
            leads = [target - scene.start if target >= 0 else None for target in (otherwise, after)]
            return ["offer", logic, *leads]
        case model.EnterScene() | model.Set() | model.Go() | model.Call() | model.Return() | model.Back():
            return encoded
        case model.CheckRules() | model.End():
            return encoded
        case unknown:
            assert_never(unknown)


def _draws(prose: Prose) -> list[Any]:
    """Return which pieces of a prose draw numbers when printed; draws move the dice, so they are part of the logic."""
    return [_draws_of(piece) for piece in prose if has_draws((piece,))]


def _draws_of(piece: Piece) -> list[Any]:
    match piece:
        case Either(condition, yes, no):
            return ["either", encode(condition), _draws(yes), _draws(no)]
        case Varied(variation, symbol, parts):
            return [variation, symbol, [_draws(part) for part in parts]]
        case Words() | Value() | TextValue():
            return []
        case unknown:
            assert_never(unknown)


def _entry_logic(entry: model.Pick | model.DrawFrom, scene: SceneCode) -> Any:
    if isinstance(entry, model.DrawFrom):
        return ["draw", entry.deck, entry.limit, entry.shuffle]
    choice, guard = scene.choices[entry.choice], scene.encoded_choices[entry.choice][_WHEN]
    body = None if entry.follows else choice.body - scene.start
    return ["pick", choice.address, guard, choice.once, entry.follows, body]


def _words(instruction: model.Instruction, encoded: Any, scene: SceneCode) -> Any:
    match instruction:
        case model.Say():
            return encoded[1]
        case model.Ask():
            return encoded[2]
        case model.Offer(entries):
            picks = [scene.encoded_choices[entry.choice] for entry in entries if isinstance(entry, model.Pick)]
            return [[pick[_LABEL], pick[_LOCKED]] for pick in picks]
        case model.EnterScene() | model.Set() | model.Branch() | model.Jump() | model.Go() | model.Call():
            return None
        case model.Return() | model.Back() | model.Random() | model.CheckRules() | model.End():
            return None
        case unknown:
            assert_never(unknown)
