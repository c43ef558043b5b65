"""One part for each construct of the language that is no chance: scenes, choices, variables, calls, promises."""

from __future__ import annotations

from tests.torture._parts import Construct, Part, after, doing, leave, many, offering, ranged, row, stepping, up, when


def row_of_scenes(name: str, count: int, out: str) -> Part:
    return row(name, count, lambda at: offering(f"{name}{at}", *_on_or_off(after(name, at, count, out))))


def _on_or_off(target: str) -> tuple[str, str]:
    return f"On: {target}", f"Off: {target}"


def straight_row(name: str, count: int, out: str) -> Part:
    return row(name, count, lambda at: f"  {name}{at}: {{text: On., go: {after(name, at, count, out)}}}\n")


def circle(name: str, count: int, out: str) -> Part:
    return row(name, count, lambda at: offering(f"{name}{at}", f"On: {name}{(at * 7 + 1) % count}", leave(out)))


def hall(name: str, count: int, out: str) -> Part:
    """Every room leads to a tenth of all."""
    rooms = min(count, 150)
    doors = [f"D{at}: {name}{at}" for at in range(rooms)]
    return row(name, rooms, lambda at: offering(f"{name}{at}", *doors[at % 10 :: 10], leave(out)))


def sets(name: str, count: int, out: str) -> Part:
    members = [f"{name}m{at}" for at in range(min(count, 60))]
    rows = [doing(f"T{at}", f"{name} += {member}") for at, member in enumerate(members)]
    going = when("Go", f"count({name}) > {len(members) // 2}", out)
    return Part(
        offering(name, *rows, going, leave(out), kind="hub"), {"vars": f"  {name}: any of {', '.join(members)}\n"}
    )


def wide_range(name: str, count: int, out: str) -> Part:
    high = count * 1_000
    rows = [doing(f"U{step}", f"{name} += {step}") for step in (1, 7, 100)]
    going = when("Go", f"{name} > {high - 5}", out)
    return Part(offering(name, *rows, going, leave(out), kind="hub"), {"vars": ranged(name, high)})


def counters(name: str, count: int, out: str) -> Part:
    number = min(count, 60)
    rows = [doing(f"U{at}", f"{name}{at} += 1") for at in range(number)]
    going = when("Go", " and ".join(f"{name}{at} > 2" for at in range(min(number, 20))), out)
    variables = many(number, lambda at: ranged(f"{name}{at}", 9))
    return Part(offering(name, *rows, going, leave(out), kind="hub"), {"vars": variables})


def truths(name: str, count: int, out: str) -> Part:
    def scene(at: int) -> str:
        then = after(name, at, count, out)
        no = when("No", f"not {name}t{at * 3 % count}", then)
        return offering(f"{name}{at}", doing("Yes", f"{name}t{at} = true", then), no, f"Else: {then}")

    return row(name, count, scene, vars=many(count, lambda at: f"  {name}t{at}: false\n"))


def alternatives(name: str, count: int, out: str) -> Part:
    members = [f"{name}m{at}" for at in range(min(count, 250))]
    rows = [doing(f"C{at}", f"{name} = {member}", f"{name}q") for at, member in enumerate(members[:150])]
    asked = [f"if: {name} == {member}\ntext: You say {member}." for member in members]
    scenes = offering(name, *rows) + stepping(f"{name}q", *asked, f"choices:\n  - On: {out}")
    return Part(scenes, {"vars": f"  {name}: one of {', '.join(members)}\n"})


def tree_of_calls(name: str, count: int, out: str) -> Part:
    depth = min(28, count.bit_length() * 2)
    calls = many(depth, lambda at: f"  {name}{at}: [{{call: {name}{at + 1}}}, {{call: {name}{at + 1}}}]\n")
    return Part(f"  {name}: [{{call: {name}0}}, {out}]\n{calls}" + offering(f"{name}{depth}", "On:"))


def chain_of_calls(name: str, count: int, out: str) -> Part:
    calls = many(count, lambda at: f"  {name}{at}: {{text: Down., call: {name}{at + 1}}}\n")
    return Part(
        f"  {name}: [{{call: {name}0}}, {out}]\n{calls}" + offering(f"{name}{count}", "On:", "Back: {go: back}")
    )


def calls_of_one(name: str, count: int, out: str) -> Part:
    """One scene called from very many places."""
    asked = offering(f"{name}x", up(name), "No:")
    calling = row(name, count, lambda at: f"  {name}{at}: [{{call: {name}x}}, {after(name, at, count, out)}]\n")
    return Part(calling.scenes + asked, {"vars": ranged(name, 9)})


def deck(name: str, count: int, out: str) -> Part:
    def card(at: int) -> str:
        return f"  {name}d{at}: {{deck: {name}, when: {name} > {at % 9}, label: l{at}, set: {name} -= 1}}\n"

    drawing = offering(name, f"{{draw: {name}, limit: 5}}", up(name), leave(out), then=name)
    return Part(drawing, {"vars": ranged(name, 9), "storylets": many(min(count, 190), card)})


def once_deck(name: str, count: int, out: str) -> Part:
    def card(at: int) -> str:
        return f"  {name}d{at}: {{deck: {name}, label: l{at}, once: true, priority: {at % 3}}}\n"

    drawing = offering(name, f"{{draw: {name}}}", leave(out), then=name)
    return Part(drawing, {"storylets": many(min(count, 190), card)})


def uses(name: str, count: int, out: str) -> Part:
    shared = [f"{name} {at}: {{once: {'true' if at % 2 else 'false'}}}" for at in range(min(count, 90))]
    using = row(name, count, lambda at: offering(f"{name}{at}", f"{{use: {name}u}}", then=after(name, at, count, out)))
    return Part(using.scenes + offering(f"{name}u", *shared))


def once_choices(name: str, count: int, out: str) -> Part:
    rows = [f"Look at {at}: {{once: true, text: It is {at}., go: {name}}}" for at in range(min(count, 180))]
    return Part(offering(name, *rows, leave(out)))


def hub(name: str, count: int, out: str) -> Part:
    rows = [f"Drawer {at}: {{once: true, text: It is {at}.}}" for at in range(min(count, 180))]
    return Part(offering(name, *rows, "Leave: {go: on}", kind="hub", then=out))


def nested_hubs(name: str, count: int, out: str) -> Part:
    def nest(depth: int, indent: int) -> str:
        lead = " " * indent
        inner = f"{lead}  - Deeper {depth}:\n{nest(depth - 1, indent + 6)}" if depth else ""
        return f"{lead}hub:\n{lead}  - Turn {depth}: {{set: {name} += 1}}\n{inner}{lead}  - Leave {depth}: {{go: on}}\n"

    return Part(f"  {name}:\n{nest(min(count, 7), 4)}    then: {out}\n", {"vars": ranged(name, count)})


def nested_choices(name: str, count: int, out: str) -> Part:
    def nest(path: str, indent: int, width: int) -> str:
        lead = " " * indent
        if len(path) > 4:
            return f"{lead}text: Leaf.\n"
        rows = (f"{lead}  - {path}{at}:\n{nest(f'{path}{at}', indent + 6, width)}" for at in range(width))
        return f"{lead}choices:\n" + "".join(rows)

    return Part(f"  {name}:\n{nest('C', 4, max(2, min(6, round(count**0.25))))}    then: {out}\n")


def rules(name: str, count: int, out: str) -> Part:
    watching = many(min(count, 18), lambda at: f"  - {{if: '{name} > {at} and visits({name}) > {at}', go: {name}r}}\n")
    scenes = offering(name, up(name, name), leave(out)) + offering(f"{name}r", f"Back: {name}")
    return Part(scenes, {"vars": ranged(name, count), "whenever": watching})


def promises(name: str, count: int, out: str) -> Part:
    kinds = (
        "  - before: {{first: {0}{1}, then: {0}{2}}}\n", "  - always: not seen({0}{1}) or seen({0})\n",
        "  - never: seen({0}{2}) and not seen({0}{1})\n", "  - reach: {0}{1}\n",
    )  # fmt: skip
    promised = many(count, lambda at: kinds[at % len(kinds)].format(name, at, min(at + 1, count - 1)))
    return Part(row_of_scenes(name, count, out).scenes, {"prove": promised})


def within(name: str, count: int, out: str) -> Part:
    promised = many(count, lambda at: f"  - within: {{ending: z, turns: {at + 1}}}\n")
    return Part(row_of_scenes(name, min(count, 200), out).scenes, {"prove": promised})


def notes(name: str, count: int, out: str) -> Part:
    pages = many(count, lambda at: f"  {name}p{at}: {{when: {name} >= {at}, title: T{at}, text: Page {at}.}}\n")
    scenes = offering(name, up(name), doing("Down", f"{name} -= 1"), leave(out), kind="hub")
    return Part(scenes, {"vars": ranged(name, count), "notes": pages})


def epigraphs(name: str, count: int, out: str) -> Part:
    said = many(count, lambda at: f"  {name}e{at}: {{text: Said {at}., source: S{at}}}\n")

    def scene(at: int) -> str:
        return offering(f"{name}{at}", f"On: {after(name, at, count, out)}", above=f"    epigraph: {name}e{at}\n")

    return row(name, count, scene, epigraphs=said)


def nested_ifs(name: str, count: int, out: str) -> Part:
    def nest(depth: int) -> str:
        if not depth:
            return "text: In."
        inner = nest(depth - 1).replace("\n", "\n  ")
        return f"if: {name} > {depth}\nthen:\n  {inner}\nelse: {{text: Not {depth}.}}"

    blocks = [nest(min(count, 12))] * max(1, count // 12)
    last = f"choices:\n  - {up(name, name)}\n  - {leave(out)}"
    return Part(stepping(name, *blocks, last), {"vars": ranged(name, 20)})


def derived_row(name: str, count: int, out: str) -> Part:
    length = min(count, 150)
    values = many(length, lambda at: f"  {name}d{at}: {f'not {name}d{at - 1}' if at else f'{name} > 3'}\n")
    scenes = offering(name, up(name, name), when("Go", f"{name}d{length - 1}", out), leave(out))
    return Part(scenes, {"vars": ranged(name, 9), "derived": values})


def statements(name: str, count: int, out: str) -> Part:
    told = many(count, lambda at: f"\n  {name}{at % 9} = {name}{(at + 1) % 9} + {at % 5}")
    scenes = offering(name, f"Do: {name}w", when("Go", f"{name}0 > {name}1", out), leave(out))
    worked = stepping(f"{name}w", f"set: |{told}", f"go: {name}")
    return Part(scenes + worked, {"vars": many(9, lambda at: ranged(f"{name}{at}", 20))})


def arithmetic(name: str, count: int, out: str) -> Part:
    terms = " + ".join(f"{name} * {at + 2} // {at + 3} % 7" for at in range(min(count, 9)))
    rows = [when(f"C{at}", f"min({terms}, {at}) > 2", name) for at in range(min(count, 150))]
    return Part(offering(name, *rows, up(name, name), leave(out)), {"vars": ranged(name, 500)})


def visits(name: str, count: int, out: str) -> Part:
    rows = [when(f"V{at}", f"visits({name}) > {at * at}", name) for at in range(min(count, 60))]
    return Part(offering(name, *rows, f"Again: {name}", leave(out)))


def turns(name: str, count: int, out: str) -> Part:
    return Part(offering(name, f"Wait: {name}", when("Go", f"turns() > {count}", out)))


def tooks(name: str, count: int, out: str) -> Part:
    picked = min(count, 180)
    rows = [when(f"C{at}", f"not took(c{(at * 5 + 1) % picked})", name) for at in range(picked)]
    return Part(offering(name, *rows, leave(out)))


def seens(name: str, count: int, out: str) -> Part:
    rooms = min(count, 150)
    rows = [when(f"R{at}", f"not seen({name}{at})", f"{name}{at}") for at in range(rooms)]
    return Part(offering(name, *rows, leave(out)) + many(rooms, lambda at: f"  {name}{at}: {name}\n"))


def words_asked(name: str, count: int, out: str) -> Part:
    number = min(count, 40)

    def scene(at: int) -> str:
        asking = f"ask: {{into: {name}w{at}, prompt: Who, limit: 200}}"
        return stepping(f"{name}{at}", asking, f"text: So {{{name}w{at}}}.\ngo: {after(name, at, number, out)}")

    return row(name, number, scene, vars=many(number, lambda at: f"  {name}w{at}: text\n"))


def locked_choices(name: str, count: int, out: str) -> Part:
    rows = [f"L{at}: {{when: {name} > {at}, locked: Not {at}., go: {out}}}" for at in range(min(count, 180))]
    return Part(offering(name, *rows, up(name, name)), {"vars": ranged(name, count)})


def headings(name: str, count: int, out: str) -> Part:
    def scene(at: int) -> str:
        head = f"    title: Title {at}\n    place: P{at}\n    date: Day {at}\n    mark: record\n    sources: [S{at}]\n"
        return offering(f"{name}{at}", f"On: {after(name, at, count, out)}", above=head + "    text: A word.\n")

    return row(name, count, scene)


def elses(name: str, count: int, out: str) -> Part:
    def scene(at: int) -> str:
        asked = when("C", f"{name} > {at % 9}", out)
        return offering(f"{name}{at}", asked, f"else: {after(name, at, count, out)}")

    return row(name, count, scene, vars=ranged(name, 9))


STATED: tuple[Construct, ...] = (
    row_of_scenes, straight_row, circle, hall, sets, wide_range, counters, truths, alternatives, tree_of_calls,
    chain_of_calls, calls_of_one, deck, once_deck, uses, once_choices, hub, nested_hubs, nested_choices, rules,
    promises, within, notes, epigraphs, nested_ifs, derived_row, statements, arithmetic, visits, turns, tooks, seens,
    words_asked, locked_choices, headings, elses,
)  # fmt: skip
