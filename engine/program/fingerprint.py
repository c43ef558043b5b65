"""Compute the fingerprints of a program and of each scene: of what it does, and of what it says."""

from __future__ import annotations

from typing import Any, assert_never

from engine.program import model
from engine.program.assembler import Assembler
from engine.program.codec import digest, encode, encode_program, placeless
from engine.program.prose import Piece, Prose, TextValue, Value, has_draws
from engine.records import replace
from engine.story.model import Scene, Storylet
from engine.story.promises import Within, condition_in, endings_in, key_of, scenes_in
from engine.story.prose import Either, Varied, Words

_PROMISE = 42
"""The record number of every promise in fingerprints, whatever its type."""


def program_fingerprint(bare: model.Program) -> model.Program:
    """Return the program with its fingerprint filled in: line numbers do not count, anything played or shown does."""
    encoded = encode_program(bare) | {"promises": [0, *map(_encode_promise, bare.promises)]}
    del encoded["scene_starts"]  # the scenes say it too
    return replace(bare, fingerprint=digest({name: placeless(value) for name, value in encoded.items()}))


def _encode_promise(promise: model.Promise) -> Any:
    """Encode a promise in the one shape fingerprints have always had: its key, condition, scenes and turns."""
    turns = promise.turns if isinstance(promise, Within) else 0
    scenes = (*scenes_in(promise), *endings_in(promise))
    return [_PROMISE, key_of(promise), encode(condition_in(promise)), encode(scenes), turns, encode(promise.span)]


def scene_fingerprints(part: Scene | Storylet, assembler: Assembler, start: int, end: int) -> tuple[str, str]:
    """Return the fingerprints of what a scene does and of what it says, independent of addresses and line numbers."""
    code = assembler.code[start:end]
    logic = [_logic(instruction, assembler, start) for instruction in code]
    words = [_words(instruction, assembler) for instruction in code]
    does, says = _scene_parts(part) if isinstance(part, Scene) else _storylet_parts(part, assembler)
    return digest([does, logic]), digest([says, words])


def _scene_parts(scene: Scene) -> tuple[Any, Any]:
    ending = scene.ending.text if scene.ending else ""
    return bool(ending), [scene.title, scene.place, scene.date, scene.mark, ending]


def _storylet_parts(storylet: Storylet, assembler: Assembler) -> tuple[Any, Any]:
    choice = assembler.choices[assembler.storylet_choices[storylet.id.text]]
    does = [storylet.deck.text, storylet.priority, storylet.once, encode(choice.when)]
    return does, [storylet.title, placeless(encode(choice.label))]


def _logic(instruction: model.Instruction, assembler: Assembler, start: int) -> Any:
    match instruction:
        case model.Say(prose):
            return ["say", _draws(prose)]
        case model.Ask(symbol, prompt, limit):
            return ["ask", symbol, _draws(prompt), limit]
        case model.Branch(condition, otherwise):
            return ["branch", encode(condition), otherwise - start]
        case model.Jump(target):
            return ["jump", target - start]
        case model.Random(weights, targets):
            return ["random", weights, [target - start for target in targets]]
        case model.Offer(entries, otherwise, after):
            logic = [_entry_logic(entry, assembler, start) for entry in entries]
            leads = [target - start if target >= 0 else None for target in (otherwise, after)]
            return ["offer", logic, *leads]
        case model.EnterScene() | model.Set() | model.Go() | model.Call() | model.Return() | model.Back():
            return encode(instruction)
        case model.CheckRules() | model.End():
            return encode(instruction)
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


def _entry_logic(entry: model.Pick | model.DrawFrom, assembler: Assembler, start: int) -> Any:
    if isinstance(entry, model.DrawFrom):
        return ["draw", entry.deck, entry.limit, entry.shuffle]
    choice = assembler.choices[entry.choice]
    guard = encode(choice.when)
    return ["pick", choice.address, guard, choice.once, entry.follows, None if entry.follows else choice.body - start]


def _words(instruction: model.Instruction, assembler: Assembler) -> Any:
    match instruction:
        case model.Say(prose):
            return placeless(encode(prose))
        case model.Ask(prompt=prompt):
            return placeless(encode(prompt))
        case model.Offer(entries):
            picks = [assembler.choices[entry.choice] for entry in entries if isinstance(entry, model.Pick)]
            return [[placeless(encode(pick.label)), placeless(encode(pick.locked))] for pick in picks]
        case model.EnterScene() | model.Set() | model.Branch() | model.Jump() | model.Go() | model.Call():
            return None
        case model.Return() | model.Back() | model.Random() | model.CheckRules() | model.End():
            return None
        case unknown:
            assert_never(unknown)
