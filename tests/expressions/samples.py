"""Endless texts for the parsers, made from a seed: hostile ones, and ones that Python reads too."""

from __future__ import annotations

import random
from collections.abc import Iterator

NAMES = "eyes debt lamp family carry name ready circle hall listen blind gobi none zzz Lamp _x"
WORDS = "true false and or not has seen visits took turns count min max abs random one any of text"
SIGNS = "( ( ( ) ) ) , . ; = == != < <= > >= + - * // % ** / ! && | [ ] { } ' \" += -= ? : @ # $ \\ ^ ~ ``"
OTHERS = "0 1 7 99 1.5 1_0 0x1 9999999999999999999 0..6 \u202e é “ ≥ \x00 \ud800 ４ ß \n \t \u00a0 \u2028"
SCRAPS = " ".join((NAMES, WORDS, SIGNS, OTHERS)).split(" ")


def hostile_texts(seed: int) -> Iterator[str]:
    """Scraps of the language put together at random, now and then with any character at all among them."""
    dice = random.Random(seed)
    while True:
        scraps = [dice.choice(SCRAPS) for _ in range(dice.randrange(12))]
        if dice.random() < 0.1:
            scraps.insert(dice.randrange(len(scraps) + 1), chr(dice.randrange(0x110000)))
        if dice.random() < 0.02:
            scraps *= 80
        yield dice.choice(("", " ", " ")).join(scraps)


def python_texts(seed: int) -> Iterator[str]:
    """Numbers and truths over `eyes`, `debt` and `lamp`, written so that Python means the same."""
    dice = random.Random(seed)
    while True:
        yield number(dice, 4) if dice.random() < 0.4 else truth(dice, 3)


def number(dice: random.Random, depth: int) -> str:
    if depth == 0 or dice.random() < 0.2:
        return dice.choice(("eyes", "debt", str(dice.randrange(30))))
    inner = number(dice, depth - 1)
    match dice.randrange(7):
        case 0 | 1:
            return f"{inner} {dice.choice('+-*')} {number(dice, depth - 1)}"
        case 2:
            return f"{inner} {dice.choice(('//', '%'))} {dice.choice(('2', '7', '-3', '(3 - 1)'))}"
        case 3:
            return f"-{inner}"
        case 4:
            return f"abs({inner})"
        case 5:
            return f"{dice.choice(('min', 'max'))}({inner}, {number(dice, depth - 1)})"
        case _:
            return f"({inner})"


def truth(dice: random.Random, depth: int) -> str:
    if depth == 0 or dice.random() < 0.3:
        return dice.choice(("lamp", "not lamp")) if dice.random() < 0.2 else comparison(dice)
    inner = truth(dice, depth - 1)
    match dice.randrange(4):
        case 0 | 1:
            return f"{inner} {dice.choice(('and', 'or'))} {truth(dice, depth - 1)}"
        case 2:
            return f"not {inner}"
        case _:
            return f"({inner})"


def comparison(dice: random.Random) -> str:
    sides = [number(dice, 2) for _ in range(dice.choice((2, 2, 3)))]
    signs = [dice.choice(("<", "<=", "==", "!=", ">", ">=")) for _ in sides[1:]]
    return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True))
