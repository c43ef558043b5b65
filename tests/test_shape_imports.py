"""No module of the engine needs itself, by whatever way: at the top, inside a function, or for a type alone."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "engine"
Imports = Mapping[str, frozenset[str]]


def modules() -> dict[str, str]:
    """The source of every module, by the name it is imported by."""
    files = {".".join(path.relative_to(ENGINE.parent).with_suffix("").parts): path for path in ENGINE.rglob("*.py")}
    return {name.removesuffix(".__init__"): path.read_text(encoding="utf-8") for name, path in files.items()}


def imports_of(sources: Mapping[str, str]) -> Imports:
    """What each module imports of the others, wherever in it that is written."""
    return {name: frozenset(_imported(text, sources.keys())) - {name} for name, text in sources.items()}


def _imported(text: str, known: Collection[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in (*inside, node.module) if name in known)


def cycle_in(imports: Imports) -> list[str]:
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as cycle:
        return list(cycle.args[1])
    return []


def test_no_module_imports_itself_by_way_of_others() -> None:
    imports = imports_of(modules())
    assert len(imports) > 50 and sum(map(len, imports.values())) > 500
    assert cycle_in(imports) == []


@pytest.mark.parametrize(
    "text",
    [
        "from engine.b import it",
        "from engine import b",
        "import engine.b",
        "def late():\n    from engine.b import it",
        "if TYPE_CHECKING:\n    from engine.b import it",
    ],
)
def test_a_cycle_is_found_wherever_the_import_stands(text: str) -> None:
    assert cycle_in(imports_of({"engine.a": text, "engine.b": "from engine.a import it"}))
    assert not cycle_in(imports_of({"engine.a": text, "engine.b": ""}))
