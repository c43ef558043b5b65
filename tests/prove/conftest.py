"""What the tests of proofs share."""

from __future__ import annotations

import pytest

from engine.prove.search import search


@pytest.fixture
def heeding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caps are looked at after every state, so that a small story can be cut short."""
    monkeypatch.setattr(search, "BATCH", 1)
