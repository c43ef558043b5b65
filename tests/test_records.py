"""Records behave as the classes `dataclasses` makes of the same text, before and after their methods are generated."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from engine import records


def classes(maker: Any) -> SimpleNamespace:
    """The same classes, made by `dataclasses` or by `engine.records`."""

    @maker.dataclass(frozen=True, slots=True)
    class Empty:
        pass

    @maker.dataclass(frozen=True, slots=True)
    class Lone:
        value: object

    @maker.dataclass(frozen=True, slots=True)
    class Full:
        kind: ClassVar = "full"
        first: int
        second: tuple[int, ...] = (1,)
        third: list[int] = maker.field(default_factory=list)
        hidden: int = maker.field(default=3, repr=False, compare=False)

    @maker.dataclass(slots=True)
    class Open:
        first: int
        late: int = maker.field(init=False)
        filled: dict[int, int] = maker.field(default_factory=dict, init=False)

        def __post_init__(self) -> None:
            self.late = self.first * 2

    @maker.dataclass(slots=True)
    class Wider(Open):
        more: int = 7

    @maker.dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
    class Own:
        first: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

    return SimpleNamespace(Empty=Empty, Lone=Lone, Full=Full, Open=Open, Wider=Wider, Own=Own)


def behaviour(home: Any) -> list[object]:
    """Everything that can be seen of the classes, as values that do not depend on who made them."""
    full, lone = home.Full(1, third=[2]), home.Lone((1, 2))
    hashes = [hash(record) for record in (home.Empty(), lone, home.Full(1, (2,), (), 4), home.Own(1))]
    shapes = [
        (made.__match_args__, made.__slots__, made.__qualname__.rpartition(".")[2]) for made in vars(home).values()
    ]
    texts = [
        repr(record).rpartition("<locals>.")[2] for record in (home.Empty(), lone, full, home.Open(4), home.Wider(4))
    ]
    equal = [
        home.Full(1) == home.Full(1), home.Full(1) == home.Full(2), home.Full(1, hidden=1) == home.Full(1, hidden=2),
        home.Lone(()) == home.Empty(), home.Open(1) == home.Open(1), home.Own(1) == home.Own(2), home.Lone(1) == 1,
    ]  # fmt: skip
    names = [[(field.name, field.init) for field in dataclasses.fields(made)] for made in vars(home).values()]
    changed = [dataclasses.replace(full, first=9).first, home.Full(1).third is not home.Full(1).third, full.kind]
    return [hashes, shapes, texts, equal, names, changed, refusals(home)]


def refusals(home: Any) -> list[str]:
    def refused(action: Any) -> str:
        with pytest.raises((TypeError, AttributeError)) as refusal:
            action()
        return refusal.type.__name__

    return [
        refused(lambda: home.Lone()),
        refused(lambda: home.Lone(1, 2)),
        refused(lambda: home.Lone(1, value=2)),
        refused(lambda: home.Lone(other=2)),
        refused(lambda: setattr(home.Lone(1), "value", 2)),
        refused(lambda: delattr(home.Lone(1), "value")),
        refused(lambda: setattr(home.Open(1), "other", 2)),
        refused(lambda: hash(home.Open(1))),
    ]


def test_a_record_behaves_as_a_dataclass() -> None:
    assert behaviour(classes(records)) == behaviour(classes(dataclasses))


def test_a_record_behaves_the_same_once_its_methods_are_generated() -> None:
    home = classes(records)
    before = home.Lone.__init__
    for made, values in ((home.Lone, (1,)), (home.Full, (1,)), (home.Open, (1,)), (home.Wider, (1,)), (home.Own, (1,))):
        for _ in range(records.OFTEN):
            made(*values)
    assert home.Lone.__init__ is not before
    assert behaviour(home) == behaviour(classes(dataclasses))


@records.dataclass(frozen=True, slots=True)
class Placed:
    value: int
    rest: tuple[int, ...] = ()


def test_a_record_can_be_copied_and_sent() -> None:
    record = Placed(1, (2,))
    assert pickle.loads(pickle.dumps(record)) == copy.deepcopy(record) == copy.copy(record) == record
    assert records.replace(record, value=3) == Placed(3, (2,))


def test_a_record_is_made_without_dataclasses() -> None:
    script = (
        "from engine.records import dataclass\n"
        "@dataclass(frozen=True, slots=True)\nclass Point:\n    x: 'int'\n"
        "assert Point(1) == Point(x=1)\nimport sys; print('dataclasses' in sys.modules, 'inspect' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "False False\n"


class Pair(records.NamedTuple):
    """Two values."""

    first: int
    second: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        return self.first + sum(self.second)

    def __hash__(self) -> int:
        return 7


def test_a_named_tuple_is_one() -> None:
    pair = Pair(1, second=(2, 3))
    assert (tuple(pair), pair.total, Pair(1).second) == ((1, (2, 3)), 6, ())
    assert (repr(pair), hash(pair), Pair.__doc__) == ("Pair(first=1, second=(2, 3))", 7, "Two values.")
    assert (Pair._fields, Pair.__module__, Pair.__match_args__) == (("first", "second"), __name__, ("first", "second"))
    assert (tuple(pair._replace(first=2)), pickle.loads(pickle.dumps(pair))) == ((2, (2, 3)), pair)
