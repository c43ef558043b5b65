"""Random terms, well typed, and the plainest way to work them out."""

from __future__ import annotations

from hypothesis import strategies as some

from engine.expressions.language.terms import Constant, Operation, Operator, Read, Term

INDEX = {"turns": 0, "eyes": 1, "debt": 2, "lamp": 3, "ready": 4, "carry": 5, "visits:hall": 6}
BOUNDS = {
    "turns": (0, 50), "eyes": (0, 6), "debt": (-3, 3), "lamp": (0, 1), "ready": (0, 1),
    "carry": (0, 7), "visits:hall": (0, 9),
}  # fmt: skip


def cells() -> some.SearchStrategy[tuple[int, ...]]:
    """A state within the bounds."""
    return some.tuples(*(some.integers(*BOUNDS[symbol]) for symbol in INDEX))


def _operation(operator: Operator, *parts: some.SearchStrategy[Term]) -> some.SearchStrategy[Term]:
    return some.tuples(*parts).map(lambda chosen: Operation(operator, chosen))


SETS: some.SearchStrategy[Term] = some.recursive(
    some.just(Read("carry")) | some.integers(0, 7).map(Constant),
    lambda inner: some.one_of(*(_operation(operator, inner, inner) for operator in ("join", "drop"))),
    max_leaves=4,
)


def _larger_number(inner: some.SearchStrategy[Term]) -> some.SearchStrategy[Term]:
    divisor = some.integers(-5, 5).filter(bool).map(Constant)
    return some.one_of(
        *(_operation(operator, inner, inner) for operator in ("+", "-", "*", "min", "max")),
        *(_operation(operator, inner, divisor) for operator in ("//", "%")),
        *(_operation(operator, inner) for operator in ("neg", "abs")),
        _operation("max", inner, inner, inner),
        _operation("count", SETS),
    )


_CELLS = some.sampled_from(("turns", "eyes", "debt", "visits:hall")).map(Read)
NUMBERS: some.SearchStrategy[Term] = some.recursive(
    _CELLS | some.integers(-9, 9).map(Constant), _larger_number, max_leaves=6
)
_COMPARISONS = some.one_of(
    *(_operation(sign, NUMBERS, NUMBERS) for sign in ("==", "!=", "<", "<=", ">", ">=")),
    *(_operation(sign, SETS, SETS) for sign in ("==", "!=")),
    _operation("has", SETS, some.sampled_from((1, 2, 4)).map(Constant)),
)


def _larger_truth(inner: some.SearchStrategy[Term]) -> some.SearchStrategy[Term]:
    return some.one_of(
        *(_operation(operator, inner, inner) for operator in ("and", "or", "==", "!=")),
        *(_operation(operator, inner, inner, inner) for operator in ("and", "or")),
        _operation("not", inner),
    )


TRUTHS: some.SearchStrategy[Term] = some.recursive(
    some.sampled_from(("lamp", "ready")).map(Read) | some.integers(0, 1).map(Constant) | _COMPARISONS,
    _larger_truth,
    max_leaves=6,
)
TERMS = NUMBERS | TRUTHS | SETS


def work_out(term: Term, state: tuple[int, ...]) -> int:
    """The value of a term, by the definition of each operator over sets, truths and numbers."""
    if isinstance(term, Constant):
        return term.value
    if isinstance(term, Read):
        return state[INDEX[term.symbol]]
    values = [work_out(part, state) for part in term.parts]
    first, last = values[0], values[-1]
    match term.operator:
        case "neg":
            return 0 - first
        case "abs":
            return first if first >= 0 else 0 - first
        case "min":
            return sorted(values)[0]
        case "max":
            return sorted(values)[-1]
        case "and":
            return 0 if 0 in values else 1
        case "or":
            return 1 if 1 in values else 0
        case "not":
            return 1 - first
        case "count":
            return len(members(first))
        case "has":
            return int(members(first) >= members(last))
        case "join":
            return sum(members(first) | members(last))
        case "drop":
            return sum(members(first) - members(last))
        case _:
            return _between(term.operator, first, last)


def _between(operator: str, left: int, right: int) -> int:
    table = {"+": left + right, "-": left - right, "*": left * right}
    order = {"==": left == right, "!=": left != right, "<": left < right}
    order |= {">": left > right, "<=": not left > right, ">=": not left < right}
    if operator in table:
        return table[operator]
    if operator in order:
        return int(order[operator])
    quotient, remainder = divmod(left, right)
    return quotient if operator == "//" else remainder


def members(mask: int) -> set[int]:
    """A set as the bits its mask is made of."""
    return {1 << bit for bit in range(8) if mask & 1 << bit}
