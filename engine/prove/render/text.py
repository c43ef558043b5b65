"""Write a report as a page for the author."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor, log10

from engine.diagnostics.show import counted
from engine.prove.report import PromiseResult, Report, SoftLockResult
from engine.prove.witnesses.witness import Witness

MOST = 20
"""Lines of one kind; the rest are counted."""


def render(report: Report, lines: dict[str, tuple[str, ...]], title: str) -> str:
    """Return the page: the verdict first, then the findings, then the figures."""
    return "\n".join(_page_lines(report, title)) + "\n"


def _page_lines(report: Report, title: str) -> Iterator[str]:
    yield _verdict(report, title)
    if report.limit:
        yield report.limit
    yield from _section("Promises", [line for item in report.properties for line in _promise(item)])
    never = [f"{item.span.file}:{item.span.line}: {item.kind} `{item.id}`" for item in report.never]
    yield from _section("No playthrough comes to", never)
    yield from _section("No way to any ending", [line for lock in report.soft_locks for line in _lock(lock)])
    yield from _section("Never comes to a choice after", [f"`{scene}`" for scene in report.endless])
    yield from _section("Endings, if every choice is as likely", list(_endings(report)), 100)
    varied = [f"`{item.choice}` is on offer whenever it is met" for item in report.guards]
    yield from _section("Guards that never refuse", varied)
    unused = [
        f"`{item.variable}` is declared {item.declared[0]}..{item.declared[1]}, and stays in "
        f"{item.reached[0]}..{item.reached[1]}"
        for item in report.ranges
        if item.declared != item.reached
    ]
    yield from _section("Ranges wider than what is reached", unused)
    if report.verdict == "partial":
        multiplied = [f"`{name}` makes {times:g} times as many" for name, times in report.variables if times > 1.2]
        yield from _section("What multiplies the states", multiplied, 50)
    yield from _section("Figures", list(_figures(report)))


def _verdict(report: Report, title: str) -> str:
    if report.verdict == "proved":
        outcome = "with findings" if report.has_findings else "every playthrough was seen"
        return f"proved: {title}, {outcome}"
    seen = counted(report.states, "state")
    return f"partial ({report.reason}): {title}, {seen} seen and {report.unexpanded:,} not gone on from"


def _section(heading: str, rows: list[str], most: int = MOST) -> Iterator[str]:
    if rows:
        yield ""
        yield heading
        yield from (f"  {row}" for row in rows[:most])
        if len(rows) > most:
            yield f"  and {len(rows) - most} more"


def _promise(promise: PromiseResult) -> Iterator[str]:
    word = {True: "holds", False: "BROKEN", None: "open"}[promise.holds]
    yield f"{word:7}{promise.text}" + (f" — {promise.reason}" if promise.reason else "")
    if promise.holds is False:
        place = f"{promise.span.file}:{promise.span.line}"
        yield f"    {place}" + (f": {_game(promise.witness)}" if promise.witness is not None else "")


def _game(witness: Witness) -> str:
    """Write the choices of a game, and the seed where it is not the first."""
    seed = f", with seed {witness.seed}" if witness.seed else ""
    return (" > ".join(witness.choices) or "at once") + seed


def _lock(lock: SoftLockResult) -> Iterator[str]:
    path = f"first after {counted(len(lock.choices), 'choice')}: {' > '.join(lock.choices)}"
    yield f"`{lock.scene}`, {path if lock.choices else 'at once'}"
    if lock.fatal:
        yield f"    the last hope goes with choice {lock.fatal_turn}, `{lock.fatal}`"


def _endings(report: Report) -> Iterator[str]:
    for ending in report.endings:
        turns = "not reached" if ending.least_turns is None else f"from turn {ending.least_turns}"
        yield f"{_percent(ending.probability):>9}  {ending.title} (`{ending.id}`), {turns}"
    chances = [ending.probability for ending in report.endings if ending.probability is not None]
    if len(chances) == len(report.endings) and sum(chances) < 1:
        yield f"{_percent(1 - sum(chances, Fraction(0))):>9}  no ending at all"
    elif len(chances) < len(report.endings) and not report.unexpanded:
        yield "        ?  a player can go round among too many states for chances to be computed in time"


def _percent(chance: Fraction | None) -> str:
    if chance is None:
        return "?"
    return "0 %" if not chance else f"{float(chance) * 100:.4g} %"


def _figures(report: Report) -> Iterator[str]:
    states, bits = counted(report.states, "state"), counted(report.bits_per_state, "bit")
    yield f"{states} of {bits}, {counted(report.transitions, 'transition')}"
    yield f"{counted(report.depth, 'choice')} deep, {report.seconds:g} s"
    yield from _playthroughs(report)


def _playthroughs(report: Report) -> Iterator[str]:
    number = report.playthroughs
    if report.is_endless and report.shortest is not None:
        least = counted(report.shortest, "turn")
        yield f"endless playthroughs, of at least {least}: a player can go round in circles, so none is the longest"
    elif number == 0:
        yield "no playthroughs: none comes to an ending"
    elif report.longest is not None:
        span = "" if report.shortest == report.longest else f"{report.shortest} to "
        if number is None:
            count = "more playthroughs than can be counted"
        elif number < 10**15:
            count = counted(number, "playthrough")
        else:
            count = f"about 10^{floor(log10(number))} playthroughs"
        yield f"{count}, of {span}{counted(report.longest, 'turn')}"
