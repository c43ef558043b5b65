"""Every error of the engine is in one tree, with an exit code, and is called an error."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ENGINE = Path(__file__).parent.parent / "engine"
ROOT = "SamarraError"
EXITS = {"SignalExit"}
"""Not an error: event loops let nothing through but a `SystemExit`."""


def classes(sources: Iterable[str]) -> dict[str, list[str]]:
    """The bases of every class, by its name."""
    nodes = (node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef))
    return {node.name: [base.id for base in node.bases if isinstance(base, ast.Name)] for node in nodes}


def ancestors(name: str, bases: Mapping[str, list[str]]) -> Iterator[str]:
    for base in bases.get(name, ()):
        yield base
        yield from ancestors(base, bases)


def offenders(sources: Iterable[str]) -> set[str]:
    bases = classes(sources)
    above = {name: set(ancestors(name, bases)) for name in bases if name != ROOT}
    errors = {name: roots for name, roots in above.items() if any(map(_is_exception, roots))}
    return {name for name, roots in errors.items() if ROOT not in roots or not name.endswith("Error")} - EXITS


def _is_exception(name: str) -> bool:
    built_in = getattr(builtins, name, None)
    return isinstance(built_in, type) and issubclass(built_in, BaseException)


def test_every_error_is_in_one_tree_and_called_so() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted(ENGINE.rglob("*.py"))]
    bases = classes(sources)
    assert sum(ROOT in set(ancestors(name, bases)) for name in bases) > 10
    assert sorted(offenders(sources)) == []


def test_an_error_outside_the_tree_or_with_another_name_is_seen() -> None:
    tree = f"class {ROOT}(Exception): pass\nclass SaveError({ROOT}): pass\n"
    wrong = "class LostError(ValueError): pass\nclass Gone(SaveError): pass\nclass Record: pass\n"
    assert offenders([tree]) == set()
    assert offenders([tree, wrong]) == {"LostError", "Gone"}
