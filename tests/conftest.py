"""Options and surroundings every test shares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write what golden cases show now, for you to read")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the user's cache or saves."""
    folder: Path = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("SAMARRA_CACHE", str(folder / "cache"))
    monkeypatch.setenv("SAMARRA_SAVES", str(folder / "saves"))
    yield
