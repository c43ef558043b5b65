"""Stories that are short to write and endless to prove: each is one way in which what can happen outgrows the text.

All of them pass the checks and can be played at once.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.story.braces import MOST_PARTS

HEAD = "story: S\nstart: a\n"
END = "  z:\n    ending: Z\n"


def wide_random(high: int = 9_000_000_000_000) -> str:
    """One draw out of more numbers than can be counted, of which one guard asks."""
    drawn = f"  a:\n    set: n = random(0, {high})\n    choices:\n      - Go: {{when: n > 3, go: z}}\n      - else: z\n"
    return f"{HEAD}vars: {{n: 0..{high}}}\nscenes:\n{drawn}{END}"


def draws(count: int = 3, high: int = 999) -> str:
    """Several numbers drawn in one turn, each told apart later."""
    names = [f"n{at}" for at in range(count)]
    variables = ", ".join(f"{name}: 0..{high}" for name in names)
    drawn = "".join(f"      {name} = random(0, {high})\n" for name in names)
    asked = " and ".join(f"{name} > {at}" for at, name in enumerate(names))
    total = " + ".join(names)
    rest = f"    choices:\n      - Go: {{when: {total} > {high} and {asked}, go: z}}\n      - else: z\n"
    return f"{HEAD}vars: {{{variables}}}\nscenes:\n  a:\n    set: |\n{drawn}{rest}{END}"


def tosses(count: int = 40, is_read: bool = False) -> str:
    """Many coins thrown in one turn; with `is_read`, what each of them showed is asked for."""
    names = [f"c{at}" for at in range(count)]
    variables = ", ".join(f"{name}: false" for name in names)
    thrown = "".join(
        f"    - random:\n        - 1: {{set: {name} = true}}\n        - 1: {{set: {name} = false}}\n" for name in names
    )
    when = " and ".join(names[:20] if is_read else names[:1])
    shown = f"    - text: You have thrown {{{names[0]}}}.\n" if not is_read else ""
    asking = f"      choices:\n        - Go: {{when: {when}, go: z}}\n        - else: z\n"
    leaving = "      choices:\n        - Go: z\n"
    rest = f"    - text: So.\n{asking if is_read else leaving}"
    return f"{HEAD}vars: {{{variables}}}\nscenes:\n  a:\n{thrown}{shown}{rest}{END}"


def sum_of_dice(count: int = 20, high: int = 9) -> str:
    """Many dice added up in one turn: far more ways than sums."""
    rolled = "".join(f"      d = random(0, {high})\n      total += d\n" for _ in range(count))
    rest = f"    choices:\n      - Go: {{when: total > {count * high // 2}, go: z}}\n      - Stay: z\n"
    return f"{HEAD}vars: {{d: 0..{high}, total: 0..{count * high}}}\nscenes:\n  a:\n    set: |\n{rolled}{rest}{END}"


def tree_of_calls(depth: int = 15) -> str:
    """Each scene calls the next one twice."""
    calls = "".join(f"  s{at}: [{{call: s{at + 1}}}, {{call: s{at + 1}}}]\n" for at in range(depth))
    leaf = f"  s{depth}:\n    choices:\n      - On:\n"
    return f"{HEAD}scenes:\n  a: [{{call: s0}}, z]\n{calls}{leaf}{END}"


def chain_of_calls(count: int = 2000) -> str:
    """Each scene calls the next, one inside the other."""
    calls = "".join(f"  s{at}: {{text: Down., call: s{at + 1}}}\n" for at in range(count))
    return f"{HEAD}scenes:\n  a: [{{call: s0}}, z]\n{calls}  s{count}:\n    choices:\n      - On:\n{END}"


def once_storylets(count: int = 190) -> str:
    """A deck of storylets each of which can be picked once, drawn by one list."""
    dealt = "".join(f"  d{at}: {{deck: d, label: l{at}, once: true, go: a}}\n" for at in range(count))
    drawing = "  a:\n    choices:\n      - {draw: d}\n      - Leave: z\n"
    return f"{HEAD}storylets:\n{dealt}scenes:\n{drawing}{END}"


def promises(count: int = 300) -> str:
    """As many promises about the order of scenes as there are scenes, any of which leads to any other by a hall."""
    halls = "".join(
        f"  s{at}:\n    choices:\n      - On: s{at + 1}\n      - Far: s{min(at + 7, count)}\n" for at in range(count)
    )
    promised = "".join(f"  - before: {{first: s{at}, then: s{at + 1}}}\n" for at in range(count))
    return f"{HEAD}prove:\n{promised}scenes:\n  a: s0\n{halls}  s{count}: z\n{END}"


def decks_and_rules(scenes: int = 300, cards: int = 190, rules: int = 100) -> str:
    """Many scenes that all draw one large deck, all watched by many rules."""
    dealt = "".join(f"  d{at}: {{deck: d, label: l{at}, set: n += 1}}\n" for at in range(cards))
    watching = "".join(f"  - {{if: n > {at} and turns() > {at}, go: r}}\n" for at in range(rules))
    drawing = "".join(f"  s{at}: {{choices: [{{draw: d}}], go: s{at + 1}}}\n" for at in range(scenes))
    return (
        f"{HEAD}vars: {{n: 0..200}}\nwhenever:\n{watching}storylets:\n{dealt}"
        f"scenes:\n  a: s0\n{drawing}  s{scenes}: z\n  r:\n    choices:\n      - On: z\n{END}"
    )


def uses(lists: int = 900, width: int = 95) -> str:
    """Many lists that take in the same two long ones of choices that can be picked once."""
    using = "".join(f"  s{at}:\n    choices: [{{use: u}}, {{use: v}}]\n    go: s{at + 1}\n" for at in range(lists))
    long = "".join(
        f"  {name}:\n    choices:\n" + "".join(f"      - {name}{at}: {{once: true}}\n" for at in range(width))
        for name in "uv"
    )
    return f"{HEAD}scenes:\n  a: s0\n{using}  s{lists}: z\n{long}{END}"


def variations(count: int = 6000, most: int = MOST_PARTS) -> str:
    """One text in thousands of variations, as many in a form as it may hold, a visit each."""
    forms = [" | ".join(f"w{at}" for at in range(first, first + most)) for first in range(0, count, most)]
    text = "".join(f"      You see {{{words}}}.\n" for words in forms)
    return f"{HEAD}scenes:\n  a:\n    text: |\n{text}    hub:\n      - Look:\n      - Go: z\n{END}"


def conditions_in_prose(count: int = 1500, high: int = 60) -> str:
    """Thousands of pieces of text that ask for two numbers at once."""
    pieces = "".join(f"      {{n > {at % high} and m < {at * 7 % high} ? a{at} | b{at}}}\n" for at in range(count))
    moving = "    hub:\n      - N up: {set: n += 1}\n      - M up: {set: m += 1}\n      - Go: z\n"
    return f"{HEAD}vars: {{n: 0..{high}, m: 0..{high}}}\nscenes:\n  a:\n    text: |\n{pieces}{moving}{END}"


def notes(count: int = 2000) -> str:
    """Thousands of pages of the journal, each from another number on."""
    pages = "".join(f"  p{at}: {{when: n >= {at}, title: T{at}, text: Page {at}.}}\n" for at in range(count))
    moving = "  a:\n    hub:\n      - Up: {set: n += 1}\n      - Down: {set: n -= 1}\n      - Go: z\n"
    return f"{HEAD}vars: {{n: 0..{count}}}\nnotes:\n{pages}scenes:\n{moving}{END}"


def wide_promises(count: int = 1000, high: int = 60) -> str:
    """A thousand promises about two numbers in every combination."""
    promised = "".join(f"  - always: n + m < {2 * high + 1 + at}\n" for at in range(count))
    moving = "    hub:\n      - N: {set: n += 1}\n      - M: {set: m += 1}\n      - Back: {set: n = 0}\n      - Go: z\n"
    return f"{HEAD}vars: {{n: 0..{high}, m: 0..{high}}}\nprove:\n{promised}scenes:\n  a:\n{moving}{END}"


def chain_of_scenes(count: int = 5000) -> str:
    """Scenes that only lead on, at last to an ending: more steps than a turn may take."""
    return (
        f"{HEAD}scenes:\n  a: s0\n"
        + "".join(f"  s{at}: {{text: On., go: s{at + 1}}}\n" for at in range(count))
        + (f"  s{count}: z\n{END}")
    )


def counters(count: int = 12, high: int = 60) -> str:
    """Numbers that go up and down by themselves, all asked for at the end."""
    variables = ", ".join(f"n{at}: 0..{high}" for at in range(count))
    moving = "".join(f"      - U{at}: {{set: n{at} += 1}}\n      - D{at}: {{set: n{at} -= 1}}\n" for at in range(count))
    asked = " and ".join(f"n{at} > {at + 3}" for at in range(count))
    return f"{HEAD}vars: {{{variables}}}\nscenes:\n  a:\n    hub:\n{moving}      - Go: {{when: {asked}, go: z}}\n{END}"


def wide_sets(count: int = 8, members: int = 60) -> str:
    """Sets of many members, each taken in and given back by itself."""
    names = ", ".join(f"m{at}" for at in range(members))
    variables = "".join(f"  s{at}: any of {names}\n" for at in range(count))
    moving = "".join(
        f"      - T{at} {each}: {{set: s{at} += m{each}}}\n" for at in range(count) for each in range(0, members, 6)
    )
    asked = " and ".join(f"count(s{at}) > 3" for at in range(count))
    return f"{HEAD}vars:\n{variables}scenes:\n  a:\n    hub:\n{moving}      - Go: {{when: {asked}, go: z}}\n{END}"


def long_line(turns: int = 3000, width: int = 3) -> str:
    """So many turns in a row that the number of playthroughs fills pages."""
    steps = "".join(
        f"  s{at}:\n    choices:\n"
        + "".join(f"      - C{each}: {{set: n = {each}, go: s{at + 1}}}\n" for each in range(2 + at % width))
        for at in range(turns)
    )
    end = f"  s{turns}:\n    choices:\n      - Go: {{when: n > 0, go: z}}\n      - No: z\n"
    return f"{HEAD}vars: {{n: 0..9}}\nscenes:\n  a: s0\n{steps}{end}{END}"


BLOW_UPS: dict[str, Callable[[], str]] = {
    "one draw out of nine million million": wide_random,
    "three draws out of a thousand": draws,
    "four draws out of a hundred": lambda: draws(4, 99),
    "40 tosses nobody reads": tosses,
    "40 tosses that are read": lambda: tosses(is_read=True),
    "20 dice added up": sum_of_dice,
    "a tree of calls, 15 deep": tree_of_calls,
    "a tree of calls, 25 deep": lambda: tree_of_calls(25),
    "a chain of 2,000 calls": chain_of_calls,
    "190 storylets picked once": once_storylets,
    "300 promises about order": promises,
    "300 draws of 190 under 100 rules": decks_and_rules,
    "900 lists that use two of 95": uses,
    "6,000 variations": variations,
    "1,500 conditions in prose": conditions_in_prose,
    "2,000 pages of the journal": notes,
    "1,000 promises about two numbers": wide_promises,
    "5,000 scenes in a row": chain_of_scenes,
    "twelve counters": counters,
    "wide sets": wide_sets,
    "3,000 turns in a row": long_line,
}
"""The text of each story, by name."""
