"""One part for each construct of the language that draws, and for each form of prose."""

from __future__ import annotations

from engine.story.braces import MOST_PARTS
from tests.torture._parts import Construct, Part, after, doing, leave, many, offering, ranged, row, stepping, up, when


def drawn_number(name: str, count: int, out: str) -> Part:
    drawn = f"    set: {name} = random(0, {count})\n"
    rows = (when("Go", f"{name} > {count // 2}", out), f"Again: {name}", leave(out))
    return Part(offering(name, *rows, above=drawn), {"vars": ranged(name, count)})


def drawn_numbers(name: str, count: int, out: str) -> Part:
    number = min(count, 30)
    drawn = many(number, lambda at: f"      {name}{at} = random(0, {count})\n")
    asked = " and ".join(f"{name}{at} > {at}" for at in range(min(number, 20)))
    scenes = offering(name, when("Go", asked, out), f"else: {out}", above=f"    set: |\n{drawn}")
    return Part(scenes, {"vars": many(number, lambda at: ranged(f"{name}{at}", count))})


def tosses(name: str, count: int, out: str) -> Part:
    thrown = [
        f"random:\n  - 1: {{set: {name} += 1}}\n  - {at + 1}: {{text: Tails {at}.}}" for at in range(count)
    ]  # fmt: skip
    return Part(stepping(name, *thrown, _asking(f"{name} > {count // 2}", out)), {"vars": ranged(name, count)})


def _asking(condition: str, out: str) -> str:
    return f"choices:\n  - {when('Go', condition, out)}\n  - else: {out}"


def weights(name: str, count: int, out: str) -> Part:
    ways = many(count, lambda at: f"\n  - {at * 100 + 1}: {{text: Way {at}., set: {name} = {at}}}")
    return Part(stepping(name, f"random:{ways}", _asking(f"{name} > {count // 3}", out)), {"vars": ranged(name, count)})


def nested_chance(name: str, count: int, out: str) -> Part:
    def nest(depth: int) -> str:
        if not depth:
            return f"set: {name} += 1"
        inner = nest(depth - 1).replace("\n", "\n      ")
        return "random:" + f"\n  - {depth}:\n      {inner}" * 2

    nests = [nest(min(6, count.bit_length()))] * max(1, count >> 6)
    return Part(stepping(name, *nests, _asking(f"{name} > 1", out)), {"vars": ranged(name, 9)})


def shuffled_draws(name: str, count: int, out: str) -> Part:
    lists = max(1, count // 4)
    dealt = many(min(count, 40), lambda at: f"  {name}d{at}: {{deck: {name}, label: l{at}}}\n")

    def scene(at: int) -> str:
        drawing = f"{{draw: {name}, shuffle: true, limit: 3}}"
        return offering(f"{name}{at}", drawing, f"else: {out}", then=after(name, at, lists, out))

    return row(name, lists, scene, storylets=dealt)


def variations(name: str, count: int, out: str, sign: str = "") -> Part:
    firsts = range(0, max(1, count - 1), MOST_PARTS)
    forms = [" | ".join(f"w{at}" for at in range(first, min(count, first + MOST_PARTS))) for first in firsts]
    text = "    text: |\n" + "".join(f"      You see {{{sign}{words}}}.\n" for words in forms)
    return Part(offering(name, f"Look: {name}", leave(out), above=text))


def cycles(name: str, count: int, out: str) -> Part:
    return variations(name, count, out, "& ")


def sequences(name: str, count: int, out: str) -> Part:
    return variations(name, count, out, "! ")


def drawn_words(name: str, count: int, out: str) -> Part:
    return variations(name, count, out, "~ ")


def drawn_pieces(name: str, count: int, out: str) -> Part:
    pieces = many(count, lambda at: f"      {{~ a{at} | b{at} | c{at}}}\n")
    return Part(offering(name, leave(out), above=f"    text: |\n{pieces}"))


def conditions_in_prose(name: str, count: int, out: str) -> Part:
    pieces = many(count, lambda at: f"      {{{name} > {at % 30} and {name}m < {at * 7 % 30} ? a{at} | b{at}}}\n")
    moving = (up(name), doing("M", f"{name}m += 1"), leave(out))
    scenes = offering(name, *moving, kind="hub", above=f"    text: |\n{pieces}")
    return Part(scenes, {"vars": ranged(name, 30) + ranged(f"{name}m", 30)})


def nested_prose(name: str, count: int, out: str) -> Part:
    depth = min(count, 12)
    piece = many(depth, lambda at: f"{{{name} > {at} ? a{at} ") + "| b}" * depth
    last = f"choices:\n  - {up(name, name)}\n  - {leave(out)}"
    return Part(stepping(name, *[f"text: |\n  {piece}"] * max(1, count // 12), last), {"vars": ranged(name, 20)})


def long_texts(name: str, count: int, out: str) -> Part:
    return Part(offering(name, leave(out), above=f"    text: |\n      {'It goes on *and* on. ' * min(count, 2_500)}\n"))


def labels(name: str, count: int, out: str) -> Part:
    rows = [doing(f"Say {{{name} > {at} ? a{at} | b{at}}} {at}", f"{name} += 1", name) for at in range(min(count, 180))]
    return Part(offering(name, *rows, leave(out)), {"vars": ranged(name, count)})


DRAWN_AND_PRINTED: tuple[Construct, ...] = (
    drawn_number, drawn_numbers, tosses, weights, nested_chance, shuffled_draws, variations, cycles, sequences,
    drawn_words, drawn_pieces, conditions_in_prose, nested_prose, long_texts, labels,
)  # fmt: skip
