"""How the engine is laid out, held to by tests: borders, sizes, what importing it loads, what it may never call."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "engine"
MODULES = sorted(ENGINE.rglob("*.py"))
LONGEST = 300
FORBIDDEN_CALLS = {"eval", "exec", "compile"}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill"}
MAKES_CODE = {"engine/prove/functions.py"}
"""The one module that turns our own terms into functions; its source holds only numbers and names made there."""
VAGUE_NAMES = {"utils", "common", "misc", "helpers"}


def name_of(module: Path) -> str:
    return module.relative_to(ENGINE.parent).as_posix()


def test_the_engine_has_modules() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_can_be_read_without_scrolling_far(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)
    assert module.stem not in VAGUE_NAMES


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_text_is_ever_run_as_code(module: Path) -> None:
    if name_of(module) in MAKES_CODE:
        pytest.skip("the one module that makes code; what reaches it is tested beside the proofs")
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            assert not FORBIDDEN_MODULES & set(names)
        if isinstance(node, ast.keyword) and node.arg == "shell":
            assert isinstance(node.value, ast.Constant) and not node.value.value
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "yaml":
            assert "load" not in node.attr


def test_only_the_reader_knows_yaml_and_only_the_edges_know_the_terminal() -> None:
    allowed = {"yaml": ("engine/source/",), "prompt_toolkit": ("engine/frontends/terminal",),
               "rich": ("engine/frontends/", "engine/cli/")}  # fmt: skip
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                for library, folders in allowed.items():
                    if any(name.split(".")[0] == library for name in named):
                        assert name_of(module).startswith(folders), f"{name_of(module)} imports {library}"


def test_layers_use_only_those_below_them() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run([lint], cwd=ENGINE.parent, capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stdout


def test_importing_the_engine_loads_no_heavy_library() -> None:
    program = "import sys, engine; print([m for m in ('yaml', 'rich', 'prompt_toolkit') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == "[]"


def test_the_version_is_told_without_loading_the_engine() -> None:
    program = "import sys; from engine.cli import main; main(['--version']); print(len(sys.modules))"
    bare = "import sys; print(len(sys.modules))"
    counts = [
        int(subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True).stdout.split()[-1])
        for text in (program, bare)
    ]
    assert counts[0] - counts[1] < 60
