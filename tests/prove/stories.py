"""Small random stories with everything in them that a proof can get wrong, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Block = Any
"""A block as an author writes it: a name, nothing, a list, or a mapping."""
VARIABLES = {
    "n": ("0..4", "0..3 = 1", "0..6 = 2"),
    "m": ("-1..2 = 0", "-2..1 = -1"),
    "f": ("true", "false"),
    "g": ("false",),
    "mood": ("one of calm, cross, gone",),
    "bag": ("any of key, lamp, rope", "any of key, lamp, rope = lamp"),
}
NUMBERS = ("n", "m")
MOODS = ("calm", "cross", "gone")
THINGS = ("key", "lamp", "rope")
ENDINGS = ("good", "bad")


def story_of(seed: int, goes_on: bool = False) -> str:
    """The text of one story; some are refused by the checks. One that goes on hardly ever comes back to a scene."""
    return "".join(f"{line}\n" for line in lines_of(Author(random.Random(seed), goes_on).story()))


def lines_of(value: Block) -> Iterator[str]:
    """Blocks as lines of YAML."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _under(f"{key}:", inner)
    else:
        for item in value:
            first, *rest = lines_of(item) if isinstance(item, dict | list) else [str(item)]
            yield from (f"- {first}", *(f"  {line}" for line in rest))


def _under(head: str, value: Block) -> Iterator[str]:
    if value is None:
        yield head
    elif isinstance(value, dict | list):
        yield from (head, *(f"  {line}" for line in lines_of(value)))
    else:
        yield f"{head} {value}"


@dataclass(slots=True)
class Author:
    """Whoever writes one story."""

    chance: random.Random
    goes_on: bool = False
    """Choices lead to later scenes, and those that come back can be picked once."""
    variables: dict[str, str] = field(default_factory=dict)
    scenes: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    choices: list[str] = field(default_factory=list)
    """The addresses of the choices written so far."""
    has_deck: bool = False
    has_kit: bool = False
    here: str = ""

    def story(self) -> dict[str, Block]:
        """A whole story."""
        names = self.chance.sample(sorted(VARIABLES), self.chance.randint(1, 4))
        self.variables = {name: self.chance.choice(VARIABLES[name]) for name in names}
        self.scenes = tuple(f"s{number}" for number in range(self.chance.randint(2, 4)))
        self.called = ("q0", "q1")[: self.chance.choice((0, 1, 1, 2))]
        self.has_deck, self.has_kit = self._is(0.4), self._is(0.3)
        scenes = {name: self._scene(name) for name in (*self.scenes, *self.called)}
        if self.has_kit:
            scenes["kit"] = {"choices": [self._choice("kit", "", 0, None) for _ in range(2)]}
        scenes |= {name: {"ending": f"The {name} end"} for name in ENDINGS}
        told: dict[str, Block] = {"story": "Chance", "start": "s0", "vars": self.variables, "scenes": scenes}
        if self.has_deck:
            told["storylets"] = {f"d{number}": self._storylet(f"d{number}") for number in range(3)}
        if self._is(0.35):
            told["whenever"] = [self._rule() for _ in range(self.chance.randint(1, 2))]
        told["prove"] = [self._promise() for _ in range(3)]
        return told

    def _is(self, likely: float) -> bool:
        return self.chance.random() < likely

    def _scene(self, name: str) -> Block:
        self.here = name
        is_called = name in self.called
        block = self._steps(0, calls=not is_called)
        if is_called:
            return block | self._offering(name, "", 1, None) if self._is(0.5) else block or {"set": self._statement()}
        if self._is(0.15):
            return {"if": self._condition(), **block, "go": self._later(name), "else": self._later(name)}
        if self._is(0.1):
            later = [{self.chance.randint(1, 3): self._later(name)} for _ in range(2)]
            return block | {"random": later}
        return block | self._offering(name, "", 2, name)

    def _later(self, name: str) -> str:
        """A scene that stands after this one, so that scenes alone never run in circles; now and then any at all."""
        at = self.scenes.index(name) if name in self.scenes else 0
        after = self.scenes if self._is(0.01) else self.scenes[at + 1 :]
        return self.chance.choice((*after, *ENDINGS))

    def _anywhere(self) -> str:
        if self.goes_on:
            return self._later(self.here) if self.here in self.scenes else self.chance.choice(ENDINGS)
        return self.chance.choice((*self.scenes, *self.scenes, *ENDINGS))

    def _offering(self, scene: str, around: str, depth: int, way: str | None) -> dict[str, Block]:
        """A list of choices or a hub; without a way on its choices go on with whatever follows."""
        is_hub = self._is(0.45)
        entries: list[Block] = [
            self._choice(scene, around, depth, way, is_hub) for _ in range(self.chance.randint(1, 3))
        ]
        if self.goes_on and is_hub:
            topics = self.chance.randint(0, 3)
            entries += [self._named(scene, around, {"once": "true", "text": "Words."}) for _ in range(topics)]
        if self.has_kit and scene != "kit" and not around and self._is(0.3):
            entries.append({"use": "kit"})
        if self.has_deck and scene != "kit" and not around and self._is(0.5):
            draw: dict[str, Block] = {"draw": "deck"}
            draw |= {"limit": self.chance.randint(1, 3)} if self._is(0.6) else {}
            entries.append(draw | ({"shuffle": "true"} if self._is(0.4) else {}))
        self.chance.shuffle(entries)
        goes = self._anywhere() if way else None
        if is_hub and self._is(0.7):
            entries.append(self._named(scene, around, {"go": goes or "on"}))
        if self._is(0.3):
            entries.append({"else": self._later(scene) if way else None})
        told: dict[str, Block] = {"hub" if is_hub else "choices": entries}
        after = self._later(scene) if is_hub else self._anywhere()
        return told | ({"then": {"go": after}} if way else {"then": {"set": self._statement()}})

    def _named(self, scene: str, around: str, body: Block) -> dict[str, Block]:
        label = f"c{len(self.choices)}"
        self.choices.append(f"{scene}.{around}{label}")
        return {label: body}

    def _choice(
        self, scene: str, around: str, depth: int, way: str | None, comes_back: bool = True
    ) -> dict[str, Block]:
        named = self._named(scene, around, None)
        (label,) = named
        body: dict[str, Block] = {}
        if self._is(0.4):
            body["when"] = self._condition()
            body |= {"locked": "Not now."} if self._is(0.2) else {}
        body |= {"once": "true"} if self._is(0.95 if self.goes_on and comes_back else 0.35) else {}
        body |= self._steps(1, calls=scene in self.scenes)
        if depth and self._is(0.2):
            body |= self._offering(scene, f"{around}{label}.", depth - 1, way)
        elif way and self._is(0.55):
            body["go"] = self._anywhere()
        elif way is None and scene in self.called and self._is(0.15):
            body["go"] = "back"
        return {label: body or None}

    def _storylet(self, name: str) -> dict[str, Block]:
        self.here = name
        told: dict[str, Block] = {"deck": "deck", "label": f"Draw {name}"}
        told |= {"when": self._condition()} if self._is(0.4) else {}
        told |= {"priority": self.chance.randint(0, 2)} if self._is(0.4) else {}
        told |= {"once": "true"} if self._is(0.95 if self.goes_on else 0.5) else {}
        told |= self._steps(1, calls=False) or {"text": "Drawn."}
        return told | ({"go": self._anywhere()} if self._is(0.3) else {})

    def _steps(self, depth: int, calls: bool) -> dict[str, Block]:
        """What a block does before its choices."""
        told: dict[str, Block] = {}
        if self._is(0.5):
            told["set"] = "; ".join(self._statement() for _ in range(self.chance.randint(1, 2)))
        if self._is(0.3):
            told["text"] = self.chance.choice(("Words.", "Words.", "It is {new | old}.", "It is {~ one | other}."))
        if calls and self.called and self._is(0.25):
            told["call"] = self.chance.choice(self.called)
        if self._is(0.12):
            told["random"] = [{weight: {"set": self._statement()}} for weight in (1, self.chance.randint(1, 3))]
        items = list(told.items())
        self.chance.shuffle(items)
        return dict(items)

    def _rule(self) -> dict[str, Block]:
        told = {"if": self._condition(), "go": self._anywhere()}
        return told | ({"priority": self.chance.randint(0, 2)} if self._is(0.3) else {})

    def _promise(self) -> dict[str, Block]:
        match self.chance.randint(0, 5):
            case 0 | 1:
                return {"always": self._condition()}
            case 2:
                return {"never": self._condition()}
            case 3:
                return {"reach": self.chance.choice((*self.scenes, *ENDINGS))}
            case 4:
                first, then = self.chance.sample((*self.scenes, *ENDINGS), 2)
                return {"before": {"first": first, "then": then}}
            case _:
                return {"within": {"ending": self.chance.choice(ENDINGS), "turns": self.chance.randint(1, 7)}}

    def _condition(self, depth: int = 1) -> str:
        if depth and self._is(0.25):
            joined = f" {self.chance.choice(('and', 'or'))} ".join(self._condition(0) for _ in range(2))
            return f"not ({joined})" if self._is(0.2) else joined
        return self.chance.choice(list(self._atoms()))

    def _atoms(self) -> Iterator[str]:
        number = self.chance.randint(0, 3)
        scene = self.chance.choice((*self.scenes, *self.called))
        operator = self.chance.choice((">=", "==", "<", "!="))
        yield self.chance.choice((f"visits({scene}) {operator} {number + 1}", f"seen({scene})"))
        if self.choices:
            yield f"took({self.chance.choice(self.choices)})"
        if self._is(0.15):
            yield f"turns() {self.chance.choice(('>=', '=='))} {number + 1}"
        for name in self.variables:
            yield from self._about(name, operator, number)

    def _about(self, name: str, operator: str, number: int) -> Iterator[str]:
        match name:
            case "n":
                yield from (f"n {operator} {number}", f"n * 2 >= {number}")
                yield from ("n > m", f"n + m == {number}") if "m" in self.variables else ()
            case "m":
                yield from (f"m {operator} {number - 1}", "abs(m) == 1")
            case "mood":
                yield f"mood == {self.chance.choice(MOODS)}"
            case "bag":
                yield from (f"bag has {self.chance.choice(THINGS)}", "count(bag) >= 2")
            case flag:
                yield from (flag, f"not {flag}")

    def _statement(self) -> str:
        name = self.chance.choice(sorted(self.variables))
        number = self.chance.randint(0, 3)
        if name in NUMBERS:
            other = self.chance.choice([one for one in NUMBERS if one in self.variables])
            told = (
                f"{name} += 1", f"{name} += {number}", f"{name} -= 1", f"{name} = {number - (name == 'm')}",
                f"{name} = random(0, {number})", f"{name} = {other} + 1", f"{name} = min({other}, 1)",
                f"{name} += {other}",
            )  # fmt: skip
            return self.chance.choice(told)
        if name == "mood":
            return f"mood = {self.chance.choice(MOODS)}"
        if name == "bag":
            thing = self.chance.choice(THINGS)
            return self.chance.choice((f"bag += {thing}", f"bag -= {thing}", f"bag = {thing}", "bag = none"))
        return self.chance.choice((f"{name} = true", f"{name} = false", f"{name} = {self._condition(0)}"))
