"""How things in the engine are named: nouns for things, one name a type, no private module used from outside."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ENGINE = Path(__file__).parent.parent / "engine"
MODULES = sorted(ENGINE.rglob("*.py"))
PARTICIPLES = {"found", "told", "kept", "met", "said"}
STORY_AND_PROGRAM = {"Act", "Choice", "Epigraph", "Note", "Rule", "Scene"}
"""Names a story and its program share on purpose: the same thing before and after its names are resolved."""
PAIRED = ("engine/story/", "engine/program/")
CELL_PREFIXES = ("took:", "visits:", "rule:")
CELL_SYMBOLS = "engine/expressions/language/symbols.py"


def name_of(module: Path) -> str:
    return module.relative_to(ENGINE.parent).as_posix()


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def bindings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every name that a tree binds, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.MatchAs(name=str(name)):
                yield name, node.lineno
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.MatchStar(name=str(name)):
                yield name, node.lineno
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno
            case _:
                pass


def lazy_names(source: str) -> list[str]:
    return [name for name, _ in bindings(ast.parse(source)) if name.strip("_") in PARTICIPLES]


def test_a_lazy_name_is_seen_wherever_it_is_bound() -> None:
    assert set(lazy_names("def told(met):\n    found = 1\n    self.kept = 2\n    _said: int = 3\n")) == {
        "told", "met", "found", "kept", "_said",
    }  # fmt: skip
    assert lazy_names("search = 1") == []


def test_no_participle_stands_for_a_thing() -> None:
    offenders = [
        f"{name_of(module)}:{line} {name}"
        for module in MODULES
        for name, line in bindings(tree_of(module))
        if name.strip("_") in PARTICIPLES
    ]
    assert offenders == []


def homes_of_types(modules: Iterable[Path]) -> dict[str, list[str]]:
    """Return the modules that define each class, for the names that several of them define."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(name_of(module))
    return {name: places for name, places in homes.items() if len(places) > 1}


def test_no_two_unrelated_types_share_a_name() -> None:
    shared = homes_of_types(MODULES)
    pairs = {name for name, places in shared.items() if all(place.startswith(PAIRED) for place in places)}
    assert {name: places for name, places in shared.items() if name not in STORY_AND_PROGRAM & pairs} == {}


def test_the_list_of_paired_types_names_only_pairs() -> None:
    assert homes_of_types(MODULES).keys() >= STORY_AND_PROGRAM


def test_no_package_imports_a_private_module_of_another() -> None:
    offenders = []
    for module in MODULES:
        package = ".".join(module.relative_to(ENGINE.parent).parent.parts)
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("engine"):
                for target in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                    home, _, last = target.rpartition(".")
                    is_module = (ENGINE.parent / (target.replace(".", "/") + ".py")).exists()
                    if is_module and last.startswith("_") and last != "__main__" and home != package:
                        offenders.append(f"{name_of(module)} imports {target}")
    assert offenders == []


def test_the_names_of_cells_are_spelled_in_one_module() -> None:
    offenders = [
        f"{name_of(module)}:{node.lineno}"
        for module in MODULES
        if name_of(module) != CELL_SYMBOLS
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(CELL_PREFIXES)
    ]
    assert offenders == []
