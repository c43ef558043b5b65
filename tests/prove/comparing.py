"""Sets a proof beside what the plain explorer finds, and says where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.expressions.language.terms import Constant, Operation, Read, Term
from engine.program.model import Program, Promise
from engine.prove.budget import Budget
from engine.prove.report import PromiseResult, Report
from engine.prove.witnesses.certificate import disagreement
from engine.story.promises import Always, Before, Never, Reach, Within
from tests.prove.compiled import searched
from tests.prove.plain_explorer import PlainSpace, chance_of, explored_plainly
from tests.prove.plain_turns import NeverRests

PLAIN_STATES = 600


def differences(program: Program, text: str, most: int = PLAIN_STATES) -> list[str]:
    """Everything in which the proof of a story and its plain exploration differ.

    Raises:
        TooLarge: the story has more states than the plain explorer is to see.
    """
    try:
        space = explored_plainly(program, text, most)
    except NeverRests:
        report, _ = searched(program)
        return [] if report.endless else ["the story can run on without a choice, and the proof says nothing of it"]
    report, found = searched(program)
    if report.endless:
        return [f"the proof says that the story runs on without a choice in {', '.join(report.endless)}"]
    told = list(compared(program, report, space))
    differing = disagreement(found, Budget())
    return told if differing is None else [*told, f"certificate, after {differing.choices}: {differing.what}"]


def compared(program: Program, report: Report, space: PlainSpace) -> Iterator[str]:
    """A whole proof beside a whole exploration."""
    if report.verdict != "proved":
        yield f"the proof is {report.verdict}: {report.reason}"
    never = {(one.kind, one.id) for one in report.never}
    scenes = {scene.id for scene in program.scenes}
    known = space.entered | space.listed
    yield from _unlike("scenes never entered", {one for kind, one in never if kind == "scene"}, scenes - known)
    unused = {one.address for one in program.choices if one.scene in known} - space.offered
    yield from _unlike("choices never on offer", {one for kind, one in never if kind == "choice"}, unused)
    yield from _endings(report, space)
    hopeless = set(range(len(space.states))) - space.comes_to(_finals(program, space))
    yield from _unlike("soft locks", bool(report.soft_locks), bool(hopeless))
    for promise, settled in zip(program.promises, report.properties, strict=True):
        yield from _promise(promise, settled, space)


def _unlike(what: str, proved: object, plain: object) -> Iterator[str]:
    if proved != plain:
        yield f"{what}: proved {proved}, plainly {plain}"


def _finals(program: Program, space: PlainSpace) -> list[int]:
    return [state for scene in program.scenes if scene.ending for state in space.finals(scene.id)]


def _endings(report: Report, space: PlainSpace) -> Iterator[str]:
    for ending in report.endings:
        finals = space.finals(ending.id)
        least = min((space.distance[state] for state in finals), default=None)
        yield from _unlike(f"least turns to {ending.id}", ending.least_turns, least)
        yield from _unlike(f"chance of {ending.id}", ending.probability, chance_of(space, finals))
    total = sum((ending.probability or Fraction(0) for ending in report.endings), Fraction(0))
    if not report.soft_locks and total != 1:
        yield f"the chances come to {total}"


def _promise(promise: Promise, settled: PromiseResult, space: PlainSpace) -> Iterator[str]:
    match promise:
        case Always(condition):
            holds = not space.ever(Operation("not", (condition,)))
        case Never(condition):
            holds = not space.ever(condition)
        case Before(first, then):
            holds = not space.ever(_out_of_order(first, then))
        case Reach(scene):
            holds = scene in space.entered
        case Within(ending, turns):
            longest = space.longest_to(space.finals(ending))
            holds = longest is not None and longest <= turns
    yield from _unlike(settled.text, settled.holds, holds)


def _out_of_order(first: str, then: str) -> Term:
    """Return what holds where a scene was entered before another that has to come first."""
    seen = [Operation(">=", (Read(f"visits:{scene}"), Constant(1))) for scene in (first, then)]
    return Operation("and", (seen[1], Operation("not", (seen[0],))))
