"""Stories as large as the caps allow, each with very much of one thing: what costs more than its share shows here."""

from __future__ import annotations

from collections.abc import Callable

from engine.checks.many_choices import MOST_OFFERED
from tests.torture._hostile_shapes import END, ROOT, Files, members, nested_choices, scenes, single


def chained(count: int) -> str:
    return "vars:\n  eyes: 0..6\nderived:\n  d0: eyes > 1\n" + "".join(
        f"  d{at}: not d{at - 1}\n" for at in range(1, count)
    )


def listed(body: str, count: int) -> str:
    """Choices with the same body, but for their numbers, in lists as long as they may be."""
    rows = [f"      - c{at}: {body.format(at)}\n" for at in range(count)]
    lists = [rows[at : at + MOST_OFFERED] for at in range(0, count, MOST_OFFERED)]
    return "".join(f"  {f's{at}' if at else 'a'}:\n    choices:\n" + "".join(each) for at, each in enumerate(lists))


def calls(count: int) -> str:
    """A circle of scenes that call each other."""
    return "  a: {call: c0, go: z}\n" + "".join(
        f"  c{at}: [{{call: c{(at + 1) % count}}}, {{call: c{(at * 7 + 1) % count}}}]\n" for at in range(count)
    )


def storylets(count: int) -> str:
    lists = "".join(f"  s{at}: {{deck: d, label: l{at}, go: z}}\n" for at in range(count))
    return f"{ROOT}storylets:\n{lists}scenes:\n  a:\n    choices:\n      - {{draw: d, shuffle: true}}\n{END}"


def many_scenes(count: int, line: str) -> str:
    return "  a: s0\n" + "".join(f"  s{at}: {line.format(at + 1)}\n" for at in range(count)) + f"  s{count}: z\n"


def weights(count: int) -> str:
    return "  a:\n    random:\n" + "".join("      - 1000000: z\n" for _ in range(count))


def rules(count: int) -> str:
    """Every rule watches every scene."""
    listed = "".join("  - {if: turns() > 5, go: z}\n" for _ in range(count))
    return f"{ROOT}whenever:\n{listed}scenes:\n" + many_scenes(count, "s{}") + END


def draws(lists: int, cards: int) -> str:
    """Many lists that each draw from one large deck."""
    dealt = "".join(f"  d{at}: {{deck: d, label: l{at}, go: z}}\n" for at in range(cards))
    drawing = "".join(f"  s{at}: {{choices: [{{draw: d}}], go: s{at + 1}}}\n" for at in range(lists))
    return f"{ROOT}storylets:\n{dealt}scenes:\n  a: s0\n{drawing}  s{lists}: z\n{END}"


def uses(lists: int, width: int) -> str:
    """Many lists that each take in the same long one."""
    using_it = "".join(f"  s{at}:\n    choices: [{{use: u}}]\n    go: s{at + 1}\n" for at in range(lists))
    long = "".join(f"      - c{at}:\n" for at in range(width))
    return f"  a: s0\n{using_it}  s{lists}: z\n  u:\n    choices:\n{long}"


def cross_readers(count: int) -> str:
    """Many variables, each read by many guards that are all wrong by one letter."""
    names = "".join(f"  variable_number_{at}: 0..6\n" for at in range(count))
    wrong = "".join(f"      - c{at}: {{when: variable_numbre_{at} > 1, go: z}}\n" for at in range(count))
    return f"{ROOT}vars:\n{names}scenes:\n  a:\n    choices:\n{wrong}{END}"


LARGE: dict[str, Callable[[], Files]] = {
    "far too deep choices": lambda: scenes(nested_choices(300)),
    "a chain of derived values": lambda: scenes("  a: {if: d4999, go: z}\n  b: z\n", above=chained(5000)),
    "20,000 choices": lambda: scenes(listed("z", 20_000)),
    "6,000 locked choices": lambda: scenes(listed("{{when: turns() > 1, locked: x, go: z}}", 6000)),
    "a list of 20,000 choices": lambda: scenes("  a:\n    choices:\n" + "      - x: z\n" * 20_000),
    "20,000 wrong names": lambda: scenes(listed("zz_wrong_name_{0}", 20_000)),
    "2,000 misspelt variables": lambda: single(cross_readers(2000)),
    "a circle of calls": lambda: scenes(calls(2000)),
    "a chain of scenes": lambda: scenes(many_scenes(15_000, "s{}")),
    "a chain of calls": lambda: scenes(many_scenes(10_000, "{{call: s{}}}")),
    "rules that watch everything": lambda: single(rules(2000)),
    "10,000 storylets": lambda: single(storylets(10_000)),
    "200 storylets": lambda: single(storylets(200)),
    "heavy weights": lambda: scenes(weights(10_000)),
    "many draws of a large deck": lambda: single(draws(8000, 200)),
    "many uses of a long list": lambda: scenes(uses(10_000, 99)),
    "a block of 40,000 keys": lambda: scenes("  a:\n" + "".join(f"    k{at}: z\n" for at in range(40_000))),
    "40,000 unknown keys": lambda: single("".join(f"k{at}: z\n" for at in range(40_000))),
    "many unknown functions": lambda: scenes(listed("{{when: cuont{0}(x), go: z}}", 10_000)),
    "many unknown members": lambda: scenes(listed("{{when: f == n{0}, go: z}}", 10_000), above=members(250)),
    "many questions about choices": lambda: scenes(listed("{{when: took(c{0}), go: z}}", 10_000)),
    "many wrong questions about choices": lambda: scenes(listed("{{when: took(d{0}), go: z}}", 10_000)),
    "long wrong names": lambda: scenes(listed("x" * 50 + "{0}", 10_000)),
}  # fmt: skip
