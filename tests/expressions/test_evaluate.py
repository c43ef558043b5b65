"""A compiled term gives exactly what its operators mean, and its interval holds whatever it gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import get_args

import pytest
from hypothesis import given, settings

from engine.expressions.language.symbols import symbols_of
from engine.expressions.language.terms import Constant, Operation, Operator, Read, Term
from engine.expressions.semantics.evaluate import evaluator, fold
from engine.expressions.semantics.intervals import interval_of
from engine.expressions.semantics.printing import write
from engine.expressions.semantics.resolve import resolve_value
from engine.expressions.syntax.parser import parse_expression
from tests.expressions.parsing import condition, place, scope
from tests.expressions.whole_terms import BOUNDS, INDEX, TERMS, cells, work_out

ONE = ("neg", "abs", "not", "count")
LEAVES = (Read("debt"), Read("eyes"), Constant(-2), Constant(2), Constant(3))
FLAGS = (Read("lamp"), Read("ready"), Constant(0), Constant(1))
BAGS = (Read("carry"), Constant(2), Constant(5))
PARTS: dict[str, tuple[Term, ...]] = {
    **dict.fromkeys(("and", "or", "not"), FLAGS),
    **dict.fromkeys(("has", "join", "drop", "count"), BAGS),
}
STATES = tuple(
    (0, eyes, debt, lamp, 1 - lamp, carry, 0)
    for eyes in (0, 1, 6)
    for debt in (-3, 0, 2)
    for lamp, carry in ((0, 7), (1, 5))
)


def small_terms(operator: Operator) -> Iterator[Term]:
    """An operator over every pair of leaves that fit it; only constants divide."""
    leaves = PARTS.get(operator, LEAVES)
    divisors = tuple(leaf for leaf in leaves if isinstance(leaf, Constant)) if operator in {"//", "%"} else leaves
    if operator in ONE:
        yield from (Operation(operator, (leaf,)) for leaf in leaves)
    else:
        yield from (Operation(operator, pair) for pair in product(leaves, divisors))


@pytest.mark.parametrize("operator", get_args(Operator))
def test_every_operator_means_the_same_in_every_shape(operator: Operator) -> None:
    for term, state in product(small_terms(operator), STATES):
        expected = work_out(term, state)
        assert (evaluator(term, INDEX)(state), work_out(fold(term), state)) == (expected, expected), term
        low, high = interval_of(term, BOUNDS.__getitem__)
        assert low <= expected <= high, term


@given(TERMS, cells())
@settings(max_examples=100, deadline=None)
def test_an_evaluator_gives_what_its_term_means(term: Term, state: tuple[int, ...]) -> None:
    given_value = evaluator(term, INDEX)(state)
    assert given_value == work_out(term, state)
    assert type(given_value) is int


@given(TERMS, cells())
@settings(max_examples=100, deadline=None)
def test_folding_keeps_the_value(term: Term, state: tuple[int, ...]) -> None:
    assert work_out(fold(term), state) == work_out(term, state)


@given(TERMS, cells())
@settings(max_examples=100, deadline=None)
def test_an_interval_holds_every_value(term: Term, state: tuple[int, ...]) -> None:
    low, high = interval_of(term, BOUNDS.__getitem__)
    assert low <= work_out(term, state) <= high


@pytest.mark.parametrize(
    ("written", "always"),
    [
        ("eyes >= 0", (1, 1)),
        ("eyes > 6", (0, 0)),
        ("eyes > 5", (0, 1)),
        ("carry has gobi", (0, 1)),
        ("lamp or true", (1, 1)),
    ],
)
def test_a_condition_that_never_varies_is_seen_by_its_interval(written: str, always: tuple[int, int]) -> None:
    term = condition(written).term
    assert term is not None
    assert interval_of(term, BOUNDS.__getitem__) == always


def test_what_is_constant_is_worked_out_once() -> None:
    term = condition("eyes > 2 * 3 - 1 and true").term
    assert term is not None
    assert fold(term) == Operation(">", (Read("eyes"), Constant(5)))


def test_a_term_names_the_cells_it_reads() -> None:
    term = condition("eyes > 2 and seen(hall) or took(listen) and turns() > 3").term
    assert term is not None
    assert symbols_of(term) == {"eyes", "visits:hall", "took:hall.listen", "turns"}


@given(TERMS.filter(lambda term: "count" not in repr(term)), cells())
@settings(max_examples=250, deadline=None)
def test_numbers_written_back_read_as_the_same(term: Term, state: tuple[int, ...]) -> None:
    """Only for what an author could have written: no counts outside comparisons, no sums of sets."""
    if symbols_of(term) & {"turns", "visits:hall", "carry"} or any(
        word in repr(term) for word in ("join", "drop", "has")
    ):
        return
    kinds = scope(ready="false").variables
    resolved = resolve_value(parse_expression(write(term, kinds), place), scope(ready="false"))
    if resolved.term is not None:
        assert work_out(resolved.term, state) == work_out(term, state)
