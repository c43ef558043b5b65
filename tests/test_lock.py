"""The development environment is what the lock file says: complete, with hashes, and from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "tests" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED_FOR = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
]
PINNED = re.compile(r"^([\w.-]+)==([^ ;]+)(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", re.MULTILINE)
VERSIONS = {canonicalize_name(name): Version(version) for name, version, _ in PINNED.findall(LOCK)}


def test_every_line_is_a_version_with_its_hashes() -> None:
    pins = list(PINNED.finditer(LOCK))
    assert len(pins) > 20
    assert all(pin[3] for pin in pins)
    rest = PINNED.sub("", LOCK).split("\n")
    assert [line for line in rest if line and not line.startswith("#")] == []


@pytest.mark.parametrize("written", ASKED_FOR)
def test_what_the_project_asks_for_is_locked_within_its_range(written: str) -> None:
    requirement = Requirement(written)
    assert VERSIONS[canonicalize_name(requirement.name)] in requirement.specifier


def test_no_address_of_a_registry_stands_in_it() -> None:
    assert not re.search(r"://|index|find-links|trusted-host", LOCK)
