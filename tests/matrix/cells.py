"""The cells of the matrix, read from the ranges in `pyproject.toml` and the Pythons this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

Libraries = Literal["oldest", "newest", "no libyaml"]

ROOT = Path(__file__).parent.parent.parent
MINORS = range(11, 30)
"""Versions of Python 3 that are looked for."""


@dataclass(frozen=True, slots=True)
class Project:
    """What the project asks for."""

    pythons: SpecifierSet
    requirements: tuple[Requirement, ...]
    """Those of whoever plays; each has an oldest version."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One environment to run the suite in."""

    python: Path
    version: Version
    libraries: Libraries
    requirements: tuple[str, ...]
    """What pip is asked for over the lock."""

    @property
    def name(self) -> str:
        return f"{self.version}-{self.libraries.replace(' ', '-')}"


def read_project(text: str) -> Project:
    """Read the ranges from the text of a `pyproject.toml`."""
    table = tomllib.loads(text)["project"]
    requirements = tuple(Requirement(written) for written in table["dependencies"])
    return Project(SpecifierSet(table["requires-python"]), requirements)


def oldest(requirement: Requirement) -> str:
    """Pin a requirement to the lower end of its range.

    Raises:
        ValueError: the range has no lower end.
    """
    versions = [bound.version for bound in requirement.specifier if bound.operator in (">=", "==", "~=")]
    if len(versions) != 1:
        raise ValueError(f"{requirement} has no oldest version")
    return f"{requirement.name}=={versions[0]}"


def plan_cells(project: Project, pythons: Sequence[tuple[Version, Path]]) -> list[Cell]:
    """Plan the newest libraries on every Python, and the oldest and none of libyaml on the oldest Python."""
    newest = tuple(requirement.name for requirement in project.requirements)
    cells = [Cell(path, version, "newest", newest) for version, path in pythons]
    for version, path in pythons[:1]:
        cells.insert(0, Cell(path, version, "oldest", tuple(map(oldest, project.requirements))))
        cells.append(Cell(path, version, "no libyaml", newest))
    return cells


def find_pythons(allowed: SpecifierSet) -> list[tuple[Version, Path]]:
    """Find one Python of each allowed minor version, oldest first: on the PATH, else installed by pyenv."""
    pythons: dict[tuple[int, ...], tuple[Version, Path]] = {}
    for path in _candidates():
        version = _version_of(path)
        if version is not None and version in allowed:
            pythons.setdefault(version.release[:2], (version, path))
    return sorted(pythons.values())


def _candidates() -> Iterator[Path]:
    names = ["python3", *(f"python3.{minor}" for minor in MINORS)]
    yield from (Path(found) for name in names if (found := shutil.which(name)))
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob("versions/3.*/bin/python3"))


def _version_of(python: Path) -> Version | None:
    """Ask a Python for its version; nothing if it does not run, as a shim of pyenv may not."""
    command = [str(python), "-c", "import platform; print(platform.python_version())"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return Version(answer.strip())
