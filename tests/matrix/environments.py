"""One cell of the matrix into an environment on the disk that holds what the cell asks for."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.matrix.cells import ROOT, Cell

FOLDER = ROOT / ".venv-matrix"
LOCK = ROOT / "tests" / "requirements.lock"

_READ = """
import importlib.metadata, json, sys, yaml
versions = [importlib.metadata.version(name) for name in sys.argv[1:]]
print(json.dumps({"libyaml": yaml.__with_libyaml__, "versions": versions}))
"""
_FOLDER_OF_YAML = "import pathlib, yaml; print(pathlib.Path(yaml.__file__).parent)"


@dataclass(frozen=True, slots=True)
class Environment:
    """What is installed, as the environment itself says."""

    python: Path
    versions: tuple[str, ...]
    """Names with versions, in the order of the cell's requirements."""
    has_libyaml: bool


def prepare(cell: Cell, is_kept: bool) -> Environment:
    """Install what the cell asks for; if `is_kept`, take an environment made before from the same lock as it is.

    Raises:
        subprocess.CalledProcessError: something cannot be installed; its output says what.
    """
    folder = FOLDER / cell.name
    python = folder / "bin" / "python"
    stamp = folder / "ready"
    inputs = json.dumps([cell.requirements, LOCK.read_text(encoding="utf-8")])
    if not (is_kept and stamp.exists() and stamp.read_text(encoding="utf-8") == inputs):
        _install(cell, folder, python)
        stamp.write_text(inputs, encoding="utf-8")
    return _read(cell, python)


def _install(cell: Cell, folder: Path, python: Path) -> None:
    _run(str(cell.python), "-m", "venv", "--clear", str(folder))
    pip = (str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    _run(*pip, "--require-hashes", "--requirement", str(LOCK))
    _run(*pip, "--upgrade", *cell.requirements)
    _run(*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    if cell.libraries == "no libyaml":
        for library in Path(_run(str(python), "-c", _FOLDER_OF_YAML).strip()).glob("_yaml*"):
            library.unlink()


def _read(cell: Cell, python: Path) -> Environment:
    names = [requirement.split("==")[0] for requirement in cell.requirements]
    answer = json.loads(_run(str(python), "-c", _READ, *names))
    versions = tuple(f"{name} {version}" for name, version in zip(names, answer["versions"], strict=True))
    return Environment(python, versions, answer["libyaml"])


def _run(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
