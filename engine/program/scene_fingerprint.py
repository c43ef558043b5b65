"""A scene's two fingerprints: what it does, and what it says."""

from __future__ import annotations

from typing import Any, assert_never

from engine.program import model
from engine.program.assembler import Assembler
from engine.program.cells_read import has_draws
from engine.program.codec import encode
from engine.program.fingerprint import digest, placeless
from engine.program.prose import Piece, Prose, TextValue, Value
from engine.story.model import Scene, Storylet
from engine.story.prose import Either, Varied, Words


def scene_fingerprints(written: Scene | Storylet, sheet: Assembler, start: int, end: int) -> tuple[str, str]:
    """What a scene does and what it says, wherever its code has landed and on whatever lines it was written."""
    code = sheet.code[start:end]
    logic = [_logic(instruction, sheet, start) for instruction in code]
    words = [_words(instruction, sheet) for instruction in code]
    does, says = _scene_fields(written) if isinstance(written, Scene) else _storylet_fields(written, sheet)
    return digest([does, logic]), digest([says, words])


def _scene_fields(scene: Scene) -> tuple[Any, Any]:
    ending = scene.ending.text if scene.ending else ""
    return bool(ending), [scene.title, scene.place, scene.date, scene.mark, ending]


def _storylet_fields(storylet: Storylet, sheet: Assembler) -> tuple[Any, Any]:
    dealt = sheet.choices[sheet.numbered_storylets[storylet.id.text]]
    does = [storylet.deck.text, storylet.priority, storylet.once, encode(dealt.when)]
    return does, [storylet.title, placeless(encode(dealt.label))]


def _logic(instruction: model.Instruction, sheet: Assembler, start: int) -> Any:
    match instruction:
        case model.Say(prose):
            return ["say", _drawn(prose)]
        case model.Ask(symbol, prompt, limit):
            return ["ask", symbol, _drawn(prompt), limit]
        case model.Branch(condition, otherwise):
            return ["branch", encode(condition), otherwise - start]
        case model.Jump(target):
            return ["jump", target - start]
        case model.Random(weights, targets):
            return ["random", weights, [target - start for target in targets]]
        case model.Offer(entries, otherwise, after):
            offered = [_offered(entry, sheet, start) for entry in entries]
            return [
                "offer",
                offered,
                otherwise - start if otherwise >= 0 else None,
                after - start if after >= 0 else None,
            ]
        case (
            model.EnterScene()
            | model.Set()
            | model.Go()
            | model.Call()
            | model.Return()
            | model.Back()
            | model.CheckRules()
            | model.End()
        ):
            return encode(instruction)
        case unknown:
            assert_never(unknown)


def _drawn(prose: Prose) -> list[Any]:
    """When printing a prose draws numbers, and of how many: that moves the dice, so it is part of what a scene does."""
    return [_draws_of(piece) for piece in prose if has_draws((piece,))]


def _draws_of(piece: Piece) -> list[Any]:
    match piece:
        case Either(condition, yes, no):
            return ["either", encode(condition), _drawn(yes), _drawn(no)]
        case Varied(variation, symbol, parts):
            return [variation, symbol, [_drawn(part) for part in parts]]
        case Words() | Value() | TextValue():
            return []
        case unknown:
            assert_never(unknown)


def _offered(entry: model.Pick | model.DrawFrom, sheet: Assembler, start: int) -> Any:
    if isinstance(entry, model.DrawFrom):
        return ["draw", entry.deck, entry.limit, entry.shuffle]
    choice = sheet.choices[entry.choice]
    guard = encode(choice.when)
    return ["pick", choice.address, guard, choice.once, entry.follows, None if entry.follows else choice.body - start]


def _words(instruction: model.Instruction, sheet: Assembler) -> Any:
    match instruction:
        case model.Say(prose):
            return placeless(encode(prose))
        case model.Ask(prompt=prompt):
            return placeless(encode(prompt))
        case model.Offer(entries):
            picks = [sheet.choices[entry.choice] for entry in entries if isinstance(entry, model.Pick)]
            return [[placeless(encode(pick.label)), placeless(encode(pick.locked))] for pick in picks]
        case (
            model.EnterScene()
            | model.Set()
            | model.Go()
            | model.Call()
            | model.Return()
            | model.Back()
            | model.CheckRules()
            | model.End()
        ):
            return None
        case model.Branch() | model.Jump() | model.Random():
            return None
        case unknown:
            assert_never(unknown)
