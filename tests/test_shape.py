"""How the engine is laid out, held to by tests: borders, sizes, what importing it loads, what it may never call."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "engine"
TESTS = Path(__file__).parent
MODULES = sorted(ENGINE.rglob("*.py"))
LONGEST = 300
MOST_MODULES = 320
MOST_LINES = 31_880
"""The size of the whole engine; each is lowered when it can be, and never raised without a reason."""
FORBIDDEN_CALLS = {"eval", "exec", "compile"}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill"}
MAKES_CODE = {"engine/prove/search/codegen/compile.py"}
"""The one module that turns our own terms into functions; its source holds only numbers and names made there."""
VAGUE_NAMES = {"utils", "common", "misc", "helpers"}


def name_of(module: Path) -> str:
    return module.relative_to(ENGINE.parent).as_posix()


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def test_the_engine_has_modules() -> None:
    assert len(MODULES) > 50


def test_a_module_can_be_read_without_scrolling_far() -> None:
    assert {name: length for name, length in lengths().items() if length > LONGEST} == {}


def test_the_engine_grows_by_no_module_and_no_line_unnoticed() -> None:
    assert len(MODULES) <= MOST_MODULES
    assert sum(lengths().values()) <= MOST_LINES


def lengths() -> dict[str, int]:
    return {name_of(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}


def test_a_module_says_what_it_is() -> None:
    trees = {module: tree_of(module) for module in MODULES}
    assert [name_of(module) for module, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []
    assert [name_of(module) for module in MODULES if module.stem in VAGUE_NAMES] == []


def test_no_text_is_ever_run_as_code() -> None:
    offences = {name_of(module): list(runs_text(tree_of(module))) for module in MODULES}
    assert offences.keys() >= MAKES_CODE
    assert {name for name, lines in offences.items() if lines} == MAKES_CODE, offences


@pytest.mark.parametrize(
    "text",
    ["eval(a)", "exec(a)", "compile(a, b, c)", "import pickle", "from pickle import loads", "from marshal import loads",
     "run(a, shell=True)", "run(a, shell=b)", "yaml.load(a)", "yaml.safe_load(a)"],
)  # fmt: skip
def test_text_run_as_code_is_noticed(text: str) -> None:
    assert list(runs_text(ast.parse(text))) == [1]


def runs_text(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where a text could come to be run, or data to be turned into objects of any kind."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=called)) if called in FORBIDDEN_CALLS:
                yield node.lineno
            case ast.Import(names) if FORBIDDEN_MODULES & {alias.name for alias in names}:
                yield node.lineno
            case ast.ImportFrom(module, names) if FORBIDDEN_MODULES & {module, *(alias.name for alias in names)}:
                yield node.lineno
            case ast.keyword(arg="shell", value=value) if not (isinstance(value, ast.Constant) and not value.value):
                yield value.lineno
            case ast.Attribute(value=ast.Name(id="yaml"), attr=attribute) if "load" in attribute:
                yield node.lineno


def test_only_the_reader_knows_yaml_and_only_the_edges_know_the_terminal() -> None:
    allowed = {"yaml": ("engine/source/",), "prompt_toolkit": ("engine/frontends/terminal",),
               "rich": ("engine/frontends/", "engine/cli/")}  # fmt: skip
    for module in MODULES:
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                for library, folders in allowed.items():
                    if any(name.split(".")[0] == library for name in named):
                        assert name_of(module).startswith(folders), f"{name_of(module)} imports {library}"


def test_the_page_on_the_tests_names_every_folder_of_them() -> None:
    page = (TESTS / "README.md").read_text(encoding="utf-8")
    folders = sorted(path.name for path in TESTS.iterdir() if any(path.glob("*.py")))
    assert len(folders) > 10
    assert [folder for folder in folders if f"\n| `{folder}` |" not in page] == []
    assert [path.name for path in sorted(TESTS.glob("test_*.py")) if path.name not in page] == []


def test_layers_use_only_those_below_them() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    plainly = "--verbose"  # an old rich has no room for the display of two contracts
    found = subprocess.run([lint, plainly], cwd=ENGINE.parent, capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stdout


def test_every_folder_of_folders_has_a_contract_that_leaves_no_module_out() -> None:
    settings = tomllib.loads((ENGINE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layered = {name for contract in contracts if contract["exhaustive"] for name in contract["containers"]}
    outer = {package.parent.parent for package in ENGINE.rglob("*/__init__.py")}
    folders = {name_of(folder).replace("/", ".") for folder in outer}
    assert len(folders) > 5
    assert folders - layered == set()


def test_importing_the_engine_loads_no_heavy_library() -> None:
    program = "import sys, engine; print([m for m in ('yaml', 'rich', 'prompt_toolkit') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == "[]"


def test_the_version_is_printed_without_loading_the_engine() -> None:
    program = "import sys; from engine.cli import main; main(['--version']); print(len(sys.modules))"
    bare = "import sys; print(len(sys.modules))"
    counts = [
        int(subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True).stdout.split()[-1])
        for text in (program, bare)
    ]
    assert counts[0] - counts[1] < 60
