"""Every operator a term may have is known wherever operators are looked up."""

from __future__ import annotations

from collections.abc import Collection
from typing import get_args

import pytest

from engine.expressions.language.terms import Operator
from engine.expressions.semantics import evaluate, intervals

TABLES: dict[str, Collection[str]] = {
    "meaning": evaluate.MEANING.keys(),
    "interval": intervals._RULES.keys(),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_every_operator(table: str) -> None:
    assert set(get_args(Operator)) - set(TABLES[table]) == set()
