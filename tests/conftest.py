"""Options and surroundings every test shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

Golden = Callable[[str, Path], None]
"""Takes what is shown now, and the file that holds what is expected."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write what golden cases show now, for you to read")


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compare a text with the file of what is expected; with `--write-golden`, write it there."""
    return write_golden if pytestconfig.getoption("--write-golden") else compare_golden


def write_golden(text: str, file: Path) -> None:
    """Write down what is shown now as what is expected."""
    file.write_text(text, encoding="utf-8", newline="")


def compare_golden(text: str, file: Path) -> None:
    """Fail where what is shown now is not what is expected."""
    assert file.exists(), f"{file} is missing: pytest --write-golden writes it"
    assert text == file.read_bytes().decode("utf-8")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the user's cache or saves."""
    folder: Path = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("SAMARRA_CACHE", str(folder / "cache"))
    monkeypatch.setenv("SAMARRA_SAVES", str(folder / "saves"))
    yield
