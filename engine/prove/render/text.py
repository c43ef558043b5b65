"""A report as a page for the author."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.prove.report import EndingFound, Report, SoftLockFound

MOST = 20
"""Lines of one kind; the rest are counted."""


def render(report: Report, lines: dict[str, tuple[str, ...]], title: str) -> str:
    """The verdict first, then what was found, then the figures."""
    return "\n".join(_page(report, title)) + "\n"


def _page(report: Report, title: str) -> Iterator[str]:
    yield _verdict(report, title)
    if report.limit:
        yield report.limit
    yield from _section("Promises", [_promise(one.text, one.holds, one.reason) for one in report.properties])
    never = [f"{one.span.file}:{one.span.line}: {one.kind} `{one.id}`" for one in report.never]
    yield from _section("No playthrough comes to", never)
    yield from _section("No way to any ending", [line for lock in report.soft_locks for line in _lock(lock)])
    yield from _section("Never comes to a choice after", [f"`{scene}`" for scene in report.endless])
    yield from _section("Endings, if every choice is as likely", [_ending(one) for one in report.endings], 100)
    varied = [f"`{one.choice}` is on offer whenever it is met" for one in report.guards]
    yield from _section("Guards that never refuse", varied)
    unused = [
        f"`{one.variable}` is declared {one.declared[0]}..{one.declared[1]}, and stays in "
        f"{one.reached[0]}..{one.reached[1]}"
        for one in report.ranges
        if one.declared != one.reached
    ]
    yield from _section("Ranges wider than what is reached", unused)
    if report.verdict == "partial":
        multiplied = [f"`{name}` makes {times:g} times as many" for name, times in report.variables if times > 1.2]
        yield from _section("What multiplies the states", multiplied, 50)
    yield from _section("Figures", list(_figures(report)))


def _verdict(report: Report, title: str) -> str:
    if report.verdict == "proved":
        found = "with findings" if report.has_findings else "every playthrough was seen"
        return f"proved: {title}, {found}"
    seen = _counted(report.states, "state")
    return f"partial ({report.reason}): {title}, {seen} seen and {report.frontier:,} not gone on from"


def _section(heading: str, rows: list[str], most: int = MOST) -> Iterator[str]:
    if rows:
        yield ""
        yield heading
        yield from (f"  {row}" for row in rows[:most])
        if len(rows) > most:
            yield f"  and {len(rows) - most} more"


def _promise(text: str, holds: bool | None, reason: str) -> str:
    word = {True: "holds", False: "BROKEN", None: "open"}[holds]
    return f"{word:7}{text}" + (f" — {reason}" if reason else "")


def _lock(lock: SoftLockFound) -> Iterator[str]:
    choices = _counted(len(lock.choices), "choice")
    yield (
        f"`{lock.scene}`, first after {choices}: {' > '.join(lock.choices)}"
        if lock.choices
        else f"`{lock.scene}`, at once"
    )
    if lock.fatal:
        yield f"    the last hope goes with choice {lock.fatal_turn}, `{lock.fatal}`"


def _ending(ending: EndingFound) -> str:
    turns = "not reached" if ending.least_turns is None else f"from turn {ending.least_turns}"
    return f"{_percent(ending.probability):>9}  {ending.title} (`{ending.id}`), {turns}"


def _percent(chance: Fraction | None) -> str:
    if chance is None:
        return "?"
    return "0 %" if not chance else f"{float(chance) * 100:.4g} %"


def _figures(report: Report) -> Iterator[str]:
    states, bits = _counted(report.states, "state"), _counted(report.bits_per_state, "bit")
    yield f"{states} of {bits}, {_counted(report.transitions, 'transition')}"
    yield f"{_counted(report.depth, 'choice')} deep, {report.seconds:g} s"
    yield from _playthroughs(report)


def _playthroughs(report: Report) -> Iterator[str]:
    if report.is_endless and report.shortest is not None:
        least = _counted(report.shortest, "turn")
        yield f"endless playthroughs, of at least {least}: a player can go round in circles, so none is the longest"
    elif report.playthroughs == 0:
        yield "no playthroughs: none comes to an ending"
    elif report.longest is not None:
        number = report.playthroughs
        told = "more playthroughs than can be counted" if number is None else _counted(number, "playthrough")
        span = "" if report.shortest == report.longest else f"{report.shortest} to "
        yield f"{told}, of {span}{_counted(report.longest, 'turn')}"


def _counted(number: int, noun: str) -> str:
    """Write a number before the noun it counts."""
    return f"{_large(number)} {noun}" + ("" if number == 1 else "s")


def _large(number: int) -> str:
    return f"{number:,}" if number < 10**15 else f"about 10^{len(str(number)) - 1}"
